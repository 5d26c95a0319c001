#include "cli/text/render_article.hpp"

#include "cli/text/layout.hpp"
#include "cli/text/numbers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <span>

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

/// "Kim Jong-un 3, Vladimir Putin 2": names with their mentions.
void row(Page& page, std::string_view label, const StoredArticle& stored, EntityKind kind) {
  std::vector<std::uint32_t> mentions(stored.entities.size());
  for (const Mention& mention : stored.mentions)
    ++mentions[mention.entity];
  Glyphs line;
  for (std::size_t i = 0; i < stored.entities.size(); ++i) {
    if (stored.entities[i].kind != kind)
      continue;
    if (!line.empty())
      append(line, ", ", Style::dim);
    append(line, stored.entities[i].name, Style::name);
    if (mentions[i] > 0)
      append(line, " " + grouped(mentions[i]), Style::number);
  }
  if (!line.empty())
    page.labelled(label, line, label_columns);
}

void fields(Page& page, const StoredArticle& stored) {
  const Article& article = stored.article;
  row(page, "id", article.id);
  row(page, "url", article.url);
  row(page, "source", article.source);
  row(page, "published", article.published);
  row(page, "updated", article.updated);
  row(page, "authors", article.authors);
  row(page, "section", article.section);
  row(page, "language", article.language);
  row(page, "tags", article.tags);
  row(page, "people", stored, EntityKind::person);
  row(page, "places", stored, EntityKind::place);
  row(page, "organisations", stored, EntityKind::organisation);
  row(page, "image", article.image);
  for (const auto& [name, value] : article.extra)
    row(page, name, to_string(value));
}

/// From begin to end of a text, the mentions in it marked as names. next is the first mention that may lie there; it
/// moves on.
Glyphs line_with_names(std::string_view text, std::size_t begin, std::size_t end, std::span<const Mention>& next) {
  Glyphs line;
  while (!next.empty() && next.front().begin < end) {
    const std::size_t name_begin = std::max<std::size_t>(next.front().begin, begin);
    const std::size_t name_end = std::min<std::size_t>(next.front().end, end);
    append(line, text.substr(begin, name_begin - begin));
    append(line, text.substr(name_begin, name_end - name_begin), Style::name);
    begin = name_end;
    if (next.front().end > end)
      break; // goes on in the next line
    next = next.subspan(1);
  }
  append(line, text.substr(begin, end - begin));
  return line;
}

/// Keeps the line ends of the text: paragraphs, lists and verse stay what they are.
void body(Page& page, std::string_view text, const StoredArticle& stored, ArticleField field) {
  const auto in_field = [&](const Mention& mention) { return mention.field < field; };
  const auto first = std::partition_point(stored.mentions.begin(), stored.mentions.end(), in_field);
  const auto last = std::find_if(first, stored.mentions.end(), [&](const Mention& m) { return m.field != field; });
  std::span<const Mention> next(first, last);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Glyphs line = line_with_names(text, begin, end, next);
    if (line.empty() || std::all_of(line.begin(), line.end(), [](const Glyph& glyph) { return glyph.code == U' '; }))
      page.empty_line();
    else
      page.paragraph(line);
    begin = end + 1;
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
  fields(page, stored);
  for (const ArticleField field : {ArticleField::summary, ArticleField::body}) {
    const std::string& text = field == ArticleField::summary ? stored.article.summary : stored.article.body;
    if (text.empty())
      continue;
    page.empty_line();
    body(page, text, stored, field);
  }
  copies(page, stored.copies);
  terms(page, stored.terms);
  return std::move(page).text();
}

} // namespace akin::cli
