#include "cli/text/render_article.hpp"

#include "cli/text/layout.hpp"
#include "cli/text/numbers.hpp"
#include "common/article_json.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace akin::cli {
namespace {

constexpr int label_columns = 15;

void row(Page& page, std::string_view label, std::string_view value) {
  if (!value.empty())
    page.labelled(label, glyphs(value), label_columns);
}

void row(Page& page, std::string_view label, const std::optional<Timestamp>& time) {
  if (time)
    row(page, label, format_rfc3339(*time));
}

void row(Page& page, std::string_view label, const std::vector<std::string>& values) {
  row(page, label, fmt::format("{}", fmt::join(values, ", ")));
}

std::string to_string(const Scalar& scalar) {
  return std::visit([](const auto& value) { return fmt::format("{}", value); }, scalar);
}

void fields(Page& page, const Article& article) {
  row(page, "id", article.id);
  row(page, "url", article.url);
  row(page, "source", article.source);
  row(page, "published", article.published);
  row(page, "updated", article.updated);
  row(page, "authors", article.authors);
  row(page, "section", article.section);
  row(page, "language", article.language);
  row(page, "tags", article.tags);
  row(page, "people", article.people);
  row(page, "places", article.places);
  row(page, "organisations", article.organisations);
  row(page, "image", article.image);
  for (const auto& [name, value] : article.extra)
    row(page, name, to_string(value));
}

/// Keeps the line ends of the text: paragraphs, lists and verse stay what they are.
void body(Page& page, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const Glyphs line = glyphs(text.substr(0, end));
    if (line.empty() || std::all_of(line.begin(), line.end(), [](const Glyph& glyph) { return glyph.code == U' '; }))
      page.empty_line();
    else
      page.paragraph(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void copies(Page& page, const std::vector<Copy>& copies) {
  if (copies.empty())
    return;
  page.empty_line();
  page.line(glyphs(counted(copies.size(), "copy", "copies"), Style::title));
  for (const Copy& copy : copies) {
    Glyphs line = glyphs(copy.id);
    const Glyphs rest = source_and_date(copy.source, copy.published);
    if (!rest.empty())
      append_dot(line);
    line.insert(line.end(), rest.begin(), rest.end());
    page.line(line, 2);
  }
}

Glyphs terms_heading() {
  Glyphs line = glyphs("weight", Style::dim);
  append_right(line, "here", 7, Style::dim);
  append_right(line, "articles", 13, Style::dim);
  append_spaces(line, 2);
  append(line, "stem", Style::dim);
  return line;
}

void terms(Page& page, const std::vector<StoredArticle::Term>& terms) {
  if (terms.empty())
    return;
  page.empty_line();
  page.line(terms_heading());
  for (const auto& term : terms) {
    Glyphs line = glyphs(fmt::format("{:.4f}", term.weight), Style::number);
    append_right(line, grouped(term.frequency), 7, Style::number);
    append_right(line, grouped(term.document_frequency), 13, Style::number);
    append_spaces(line, 2);
    append(line, term.stem);
    page.line(line);
  }
}

} // namespace

std::string render(const StoredArticle& stored, const TextStyle& style) {
  Page page(style);
  if (!stored.article.title.empty())
    page.paragraph(glyphs(stored.article.title, Style::title));
  fields(page, stored.article);
  for (const std::string* text : {&stored.article.summary, &stored.article.body}) {
    if (text->empty())
      continue;
    page.empty_line();
    body(page, *text);
  }
  copies(page, stored.copies);
  terms(page, stored.terms);
  return std::move(page).text();
}

std::string to_json(const StoredArticle& stored, bool with_terms) {
  using Json = nlohmann::ordered_json;
  Json copies = Json::array();
  for (const Copy& copy : stored.copies) {
    Json entry{{"id", copy.id}};
    if (!copy.source.empty())
      entry["source"] = copy.source;
    if (!copy.url.empty())
      entry["url"] = copy.url;
    if (copy.published)
      entry["published"] = format_rfc3339(*copy.published);
    copies.push_back(std::move(entry));
  }
  std::string json = "{\"article\":" + akin::to_json(stored.article) + ",\"copies\":" + copies.dump();
  if (with_terms) {
    Json terms = Json::array();
    for (const auto& term : stored.terms)
      terms.push_back({{"stem", term.stem},
                       {"frequency", term.frequency},
                       {"document_frequency", term.document_frequency},
                       {"weight", term.weight}});
    json += ",\"terms\":" + terms.dump();
  }
  return json + "}";
}

} // namespace akin::cli
