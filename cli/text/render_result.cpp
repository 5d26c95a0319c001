#include "cli/text/render_result.hpp"

#include "cli/text/layout.hpp"
#include "cli/text/numbers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <string_view>

namespace akin::cli {
namespace {

/// A title keeps at least this many columns before its source and date move to a line of their own.
constexpr int least_title_columns = 30;
constexpr std::size_t snippet_lines = 3;
constexpr std::size_t sources_named = 2;
/// Below it a hit is of the same topic rather than of the same story (docs/related_articles.md).
constexpr double same_story_confidence = 0.15;

void append_list(Glyphs& line, const std::vector<std::string>& values, Style style) {
  if (values.empty())
    return;
  append_dot(line);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0)
      append(line, ", ", Style::dim);
    append(line, values[i], style);
  }
}

/// Whether letters or digits stand on both sides of a place in a text.
bool is_within_word(std::string_view text, std::size_t place) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
  };
  return place > 0 && place < text.size() && is_word(text[place - 1]) && is_word(text[place]);
}

Glyphs reason(const Hit& hit) {
  Glyphs line;
  std::vector<std::string> names;
  for (const SharedEntity& entity : hit.why->entities)
    names.push_back(entity.name);
  append_list(line, names, Style::name);
  std::vector<std::string> terms;
  for (const SharedTerm& term : hit.why->terms)
    terms.push_back(term.term);
  append_list(line, terms, Style::plain);
  if (hit.why->days_apart) {
    append_dot(line);
    append(line, days_apart(*hit.why->days_apart), Style::dim);
  }
  if (hit.confidence && *hit.confidence < same_story_confidence) {
    append_dot(line);
    append(line, "same topic", Style::dim);
  }
  return line;
}

/// The unmarked text of a snippet with the hit's names in it marked as such, the longest where several begin.
void append_with_names(Glyphs& line, std::string_view text, const std::vector<std::string_view>& names) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto name = std::find_if(names.begin(), names.end(), [&](std::string_view n) {
      return text.substr(i).starts_with(n) && !is_within_word(text, i) && !is_within_word(text, i + n.size());
    });
    if (name == names.end()) {
      ++i;
      continue;
    }
    append(line, text.substr(done, i - done));
    append(line, *name, Style::name);
    done = i += name->size();
  }
  append(line, text.substr(done));
}

Glyphs snippet(const Hit& hit) {
  std::vector<std::string_view> names;
  for (const auto* list : {&hit.people, &hit.places, &hit.organisations})
    std::copy_if(list->begin(), list->end(), std::back_inserter(names), [](const auto& name) { return !name.empty(); });
  std::stable_sort(names.begin(), names.end(), [](auto a, auto b) { return a.size() > b.size(); });
  Glyphs line;
  for (const SnippetPart& part : hit.snippet)
    if (part.mark)
      append(line, part.text, Style::mark);
    else
      append_with_names(line, part.text, names);
  return line;
}

/// "+3 copies: Harbour Post, …"
Glyphs copies(const Hit& hit) {
  Glyphs line;
  if (hit.copies.empty())
    return line;
  append(line, fmt::format("+{}", counted(hit.copies.size(), "copy", "copies")), Style::dim);
  std::vector<std::string> sources;
  bool more = false;
  for (const Copy& copy : hit.copies) {
    if (copy.source.empty() || std::find(sources.begin(), sources.end(), copy.source) != sources.end())
      continue;
    more = sources.size() == sources_named;
    if (more)
      break;
    sources.push_back(copy.source);
  }
  for (std::size_t i = 0; i < sources.size(); ++i)
    append(line, (i == 0 ? ": " : ", ") + sources[i], Style::dim);
  if (more)
    append(line, ", …", Style::dim);
  return line;
}

void title_line(Page& page, const Hit& hit, std::size_t rank, int indent) {
  Glyphs left;
  append_right(left, std::to_string(rank), indent - 2, Style::number);
  append_spaces(left, 2);
  if (hit.title_parts.empty())
    append(left, hit.title.empty() ? "(no title)" : hit.title, Style::title);
  for (const SnippetPart& part : hit.title_parts)
    append(left, part.text, part.mark ? Style::mark : Style::title);
  const Glyphs right = source_and_date(hit.source, hit.published);
  const int width = page.style().width;
  const bool beside = width <= 0 || width - columns_of(right) - 2 >= least_title_columns + indent;
  Glyphs line;
  if (beside && !append_at_ends(line, left, right, width))
    append_at_ends(line, fitted(left, width - columns_of(right) - 2), right, width);
  page.line(beside ? line : left);
  if (!beside && !right.empty())
    page.line(right, indent);
}

/// The reason or the snippet, then the id; the copies at the right end of the first of the two lines that has room.
void details(Page& page, const Hit& hit, int indent) {
  const int room = page.room(indent);
  std::vector<Glyphs> lines = wrapped(hit.why ? reason(hit) : snippet(hit), room, snippet_lines);
  lines.push_back(glyphs(hit.id, Style::dim));
  const Glyphs tail = copies(hit);
  bool placed = tail.empty();
  for (std::size_t i = lines.size() - std::min<std::size_t>(lines.size(), 2); i < lines.size(); ++i) {
    Glyphs with_tail;
    if (placed || !append_at_ends(with_tail, lines[i], tail, room))
      continue;
    lines[i] = with_tail;
    placed = true;
  }
  for (const Glyphs& line : lines)
    page.line(line, indent);
  if (!placed)
    page.line(tail, indent);
}

void explanation(Page& page, const Hit& hit, int indent) {
  for (const ExplainedTerm& term : hit.explanation) {
    Glyphs line;
    append_right(line, fmt::format("{:.4f}", term.score), 9, Style::number);
    append_spaces(line, 2);
    append(line, term.term);
    append_spaces(line, 2);
    append(line, term.detail, Style::dim);
    page.line(line, indent);
  }
}

void facets(Page& page, const Result& result) {
  int label_columns = 0;
  for (const auto& [name, values] : result.facets)
    label_columns = std::max(label_columns, columns_of(glyphs(name)) + 2);
  for (const auto& [name, values] : result.facets) {
    Glyphs line;
    for (const FacetValue& value : values) {
      append_dot(line);
      append(line, value.value, Style::name);
      append(line, " " + grouped(value.count), Style::number);
    }
    page.labelled(name, line.empty() ? glyphs("none", Style::dim) : line, label_columns);
  }
  if (!result.facets.empty())
    page.empty_line();
}

void put_hit(Page& page, const Hit& hit, std::size_t rank, int indent) {
  title_line(page, hit, rank, indent);
  details(page, hit, indent);
  explanation(page, hit, indent);
}

/// Columns left of the text of hits whose ranks go up to last_rank.
int indent_for(std::size_t last_rank) { return std::max(static_cast<int>(std::to_string(last_rank).size()), 2) + 2; }

} // namespace

std::string counts_of(const Result& result, ListKind kind) {
  std::string text = result.total == 0            ? "nothing found"
                     : kind == ListKind::related  ? grouped(result.total) + " related"
                     : kind == ListKind::articles ? counted(result.total, "article", "articles")
                                                  : counted(result.total, "story", "stories");
  if (result.collapsed > 0)
    text += fmt::format(", {} folded", counted(result.collapsed, "copy", "copies"));
  return text + fmt::format(", {:.1f} ms", result.took_ms);
}

std::string render_hit(const Hit& hit, std::size_t rank, const TextStyle& style) {
  Page page(style);
  put_hit(page, hit, rank, indent_for(rank));
  return std::move(page).text();
}

std::string render(const Result& result, const TextStyle& style, ListKind kind, std::size_t first_rank) {
  Page page(style);
  const int indent = indent_for(first_rank + result.hits.size());
  for (std::size_t i = 0; i < result.hits.size(); ++i)
    put_hit(page, result.hits[i], first_rank + i, indent);
  if (!result.hits.empty())
    page.empty_line();
  facets(page, result);
  if (result.suggestion)
    page.line(glyphs("Did you mean: " + *result.suggestion));
  page.line(glyphs(counts_of(result, kind), Style::dim));
  if (result.next_cursor && !result.next_cursor->empty())
    page.line(glyphs("next page: --cursor " + *result.next_cursor, Style::dim));
  return std::move(page).text();
}

std::string render(const Versus& versus, const TextStyle& style) {
  Page page(style);
  page.empty_line();
  Glyphs line = glyphs(versus.id, Style::title);
  append(line, ": " + versus.reason);
  page.paragraph(line);
  if (versus.hit)
    explanation(page, *versus.hit, 4);
  return std::move(page).text();
}

std::string render_heading(const Article& article, const TextStyle& style) {
  Page page(style);
  Glyphs line = glyphs("Related to ");
  append(line, article.title.empty() ? article.id : "“" + article.title + "”", Style::title);
  const Glyphs rest = source_and_date(article.source, article.published);
  if (!rest.empty())
    append_dot(line);
  line.insert(line.end(), rest.begin(), rest.end());
  page.paragraph(line);
  page.empty_line();
  return std::move(page).text();
}

} // namespace akin::cli
