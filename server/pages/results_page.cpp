#include "server/pages/html.hpp"
#include "server/pages/narrowing.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/timeline.hpp"
#include "server/parameters.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace akin::server {
namespace {

constexpr std::size_t hits_a_page = 10;
constexpr std::size_t most_pages = 100;

/// Facets that are offered, with the filter that each sets.
constexpr std::array facets_offered{std::pair{engine::FacetField::source, &Filters::sources},
                                    std::pair{engine::FacetField::person, &Filters::people},
                                    std::pair{engine::FacetField::place, &Filters::places},
                                    std::pair{engine::FacetField::organisation, &Filters::organisations},
                                    std::pair{engine::FacetField::tag, &Filters::tags}};

/// Several values of a filter mean any of them: a facet whose filter is set counts as if it were not, so that more of
/// its values can be added.
void widen_chosen_facets(const Searcher& searcher, const SearchRequest& request, Result& result) {
  for (std::size_t i = 0; i < facets_offered.size(); ++i) {
    const auto& [field, filter] = facets_offered[i];
    if ((request.filters.*filter).empty())
      continue;
    SearchRequest wider = request;
    (wider.filters.*filter).clear();
    wider.limit = 0;
    wider.offset = 0;
    wider.facets = {field};
    wider.dates = false;
    result.facets[i] = searcher.search(wider).facets.front();
  }
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string notices(const Result& result, const ParameterList& parameters) {
  std::string out;
  for (const std::string& warning : result.warnings)
    out += fmt::format("<p class=\"notice\">{}</p>", escaped(warning));
  if (result.suggestion)
    out += fmt::format("<p class=\"notice\">Did you mean {}?</p>",
                       link("/?" + query_string(with_one(parameters, "q", *result.suggestion)), *result.suggestion));
  return out;
}

std::string summary(const Result& result) {
  std::string line = result.total == 0 ? "Nothing found" : counted(result.total, "story", "stories");
  if (result.collapsed > 0)
    line += ", " + counted(result.collapsed, "copy", "copies") + " folded";
  return fmt::format("<p class=\"summary\" role=\"status\">{}</p>", line);
}

std::string sorting(const ParameterList& parameters, engine::Sort chosen) {
  using engine::Sort;
  std::string out = "<nav class=\"sort\" aria-label=\"Order\">";
  for (const auto& [sort, name, text] :
       {std::tuple{Sort::relevance, "relevance", "Best"}, std::tuple{Sort::newest, "newest", "Newest"},
        std::tuple{Sort::oldest, "oldest", "Oldest"}}) {
    if (sort == chosen)
      out += fmt::format("<span aria-current=\"true\">{}</span>", text);
    else
      out += link("/?" + query_string(with_one(parameters, "sort", name)), text);
  }
  return out + "</nav>";
}

std::string pagination(const ParameterList& parameters, std::size_t page, std::size_t pages) {
  if (pages < 2)
    return {};
  const auto to = [&](std::size_t number, std::string_view text, std::string_view rel) {
    const std::string address = "/?" + query_string(with_one(parameters, "page", std::to_string(number)));
    return fmt::format("<a rel=\"{}\" href=\"{}\">{}</a>", rel, escaped(address), text);
  };
  return fmt::format("<nav class=\"pages\" aria-label=\"Pages\">{}<span>Page {} of {}</span>{}</nav>",
                     page > 1 ? to(page - 1, "← Previous", "prev") : "<span></span>", page, pages,
                     page < pages ? to(page + 1, "Next →", "next") : "<span></span>");
}

/// What to do when nothing was found; the parser's own warnings and a respelling stand above it.
std::string way_out(const ParameterList& parameters) {
  const bool filtered = !chosen_filters(parameters).empty();
  return fmt::format("<p class=\"way-out\">{} or see the {}.</p>",
                     filtered ? "Take a filter away, try other words," : "Try fewer or other words,",
                     link("/", "newest articles"));
}

std::string hit_list(const Result& result, std::size_t offset) {
  if (result.hits.empty())
    return {};
  std::string items;
  for (const Hit& hit : result.hits)
    items += hit_item(hit);
  return fmt::format("<ol class=\"hits\" start=\"{}\">{}</ol>", offset + 1, items);
}

} // namespace

Response results_page(const IndexState& state, const ParameterList& list, const std::string& site) {
  Parameters parameters(list);
  const std::size_t page_number = parameters.number("page", 1, most_pages, 1);
  SearchRequest request;
  request.query = parameters.text("q").value_or("");
  request.filters = read_filters(parameters);
  request.sort = read_sort(parameters);
  request.fold_copies = read_fold_copies(parameters);
  parameters.finish();
  ParameterList kept = list;
  std::erase_if(kept, [](const auto& entry) { return entry.second.empty() || entry.first == "page"; });
  request.limit = hits_a_page;
  request.offset = (page_number - 1) * hits_a_page;
  for (const auto& [field, filter] : facets_offered)
    request.facets.push_back(field);
  request.dates = true;
  Result result = state.searcher.search(request);
  widen_chosen_facets(state.searcher, request, result);
  const std::size_t pages = std::min<std::size_t>(most_pages, (result.total + hits_a_page - 1) / hits_a_page);

  PageParts parts;
  parts.site = site;
  parts.query = request.query;
  parts.title = request.query;
  const bool everything = kept.empty();
  const bool ordered = !everything && result.total > 1;
  const std::string to_filters = result.total > 1 ? "<a class=\"to-filters\" href=\"#filters\">Filters</a>" : "";
  parts.main = fmt::format(
      "<h1 class=\"{}\">{}</h1>\n{}<div class=\"results\"><section class=\"found\" aria-label=\"Results\">"
      "<div class=\"bar\">{}{}{}</div>{}\n{}<h2 class=\"visually-hidden\">Articles</h2>{}\n{}</section>\n{}</div>",
      everything ? "" : "visually-hidden", everything ? "Newest articles" : "Results", chosen_filters(kept),
      summary(result), ordered ? sorting(kept, request.sort) : "", to_filters, notices(result, kept),
      timeline(kept, result), result.total == 0 ? way_out(kept) : hit_list(result, request.offset),
      pagination(kept, page_number, pages), narrowing(kept, result));
  return page(parts);
}

} // namespace akin::server
