#include "server/pages/html.hpp"
#include "server/pages/pages.hpp"
#include "server/parameters.hpp"

#include <array>
#include <fmt/format.h>

namespace akin::server {
namespace {

constexpr std::size_t related_shown = 8;

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values)
    out += (out.empty() ? "" : ", ") + fmt::format("<bdi>{}</bdi>", escaped(value));
  return out;
}

/// Blank lines part paragraphs.
std::string paragraphs(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    const std::string_view paragraph = text.substr(begin, end - begin);
    if (paragraph.find_first_not_of(" \t\r\n") != std::string_view::npos)
      out += fmt::format("<p dir=\"auto\">{}</p>\n", escaped(paragraph));
    begin = end + 2;
  }
  return out;
}

std::string entities(const std::vector<Entity>& all) {
  constexpr std::array headings{std::pair{EntityKind::person, "People"}, std::pair{EntityKind::place, "Places"},
                                std::pair{EntityKind::organisation, "Organisations"}};
  std::string out;
  for (const auto& [kind, heading] : headings) {
    std::string items;
    for (const Entity& entity : all)
      if (entity.kind == kind)
        items += "<li>" + link(entity_address(kind, entity.name), entity.name) + "</li>";
    if (!items.empty())
      out += fmt::format("<dt>{}</dt><dd><ul class=\"names\">{}</ul></dd>", heading, items);
  }
  return out.empty() ? "" : "<dl class=\"entities\">" + out + "</dl>";
}

std::string copies(const std::vector<Copy>& all) {
  std::string items;
  for (const Copy& copy : all)
    items += fmt::format("<li>{} {}</li>", link(article_address(copy.id), copy.source.empty() ? copy.id : copy.source),
                         source_line("", copy.published));
  return items.empty() ? "" : fmt::format("<h2>Copies</h2><ul class=\"copy-list\">{}</ul>", items);
}

std::string related(const IndexState& state, const std::string& id) {
  SimilarRequest request;
  request.source = ById{id};
  request.limit = related_shown;
  request.snippets = false;
  std::string items;
  for (const Hit& hit : state.searcher.similar(request).hits)
    items += hit_item(hit);
  return fmt::format("<aside class=\"related\" aria-labelledby=\"related\"><h2 id=\"related\">Related</h2>{}</aside>",
                     items.empty() ? "<p>Nothing is related closely enough.</p>"
                                   : "<ol class=\"hits\">" + items + "</ol>");
}

std::string article(const StoredArticle& stored) {
  const Article& article = stored.article;
  std::string line = source_line(article.source, article.published);
  if (!article.authors.empty())
    line += (line.empty() ? "" : " · ") + joined(article.authors);
  if (!article.section.empty())
    line += (line.empty() ? "" : " · ") + fmt::format("<bdi>{}</bdi>", escaped(article.section));
  std::string out = fmt::format("<article><h1 dir=\"auto\">{}</h1><p class=\"source\">{}</p>",
                                escaped(article.title.empty() ? article.id : article.title), line);
  if (const auto url = safe_url(article.url); !url.empty())
    out += fmt::format("<p class=\"original\"><a rel=\"noopener\" href=\"{}\">Read it where it was published</a></p>",
                       escaped(url));
  if (!article.summary.empty())
    out += fmt::format("<div class=\"summary-text\">{}</div>", paragraphs(article.summary));
  return out + "<div class=\"body\">" + paragraphs(article.body) + "</div>" + entities(stored.entities) +
         copies(stored.copies) + "</article>";
}

} // namespace

Response article_page(const IndexState& state, const ParameterList& list, const std::string& site) {
  Parameters parameters(list);
  const std::string id = parameters.text("id").value_or("");
  parameters.finish();
  const auto stored = state.searcher.show(id);
  PageParts parts;
  parts.site = site;
  if (!stored) {
    parts.title = "Not found";
    parts.main = "<h1>There is no such article</h1><p>It may have been deleted. Search for it above.</p>";
    Response response = page(parts);
    response.status = info(ErrorCode::not_found).http_status;
    return response;
  }
  parts.title = stored->article.title;
  parts.main = "<div class=\"reading\">" + article(*stored) + related(state, id) + "</div>";
  return page(parts);
}

} // namespace akin::server
