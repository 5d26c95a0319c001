#include "cli/text/layout.hpp"

#include <algorithm>

namespace akin::cli {
namespace {

/// Narrower than this nothing is readable: lines are left to the terminal to break.
constexpr int least_room = 12;

} // namespace

int Page::room(int indent) const noexcept {
  return style_.width <= 0 ? 0 : std::max(style_.width - indent, least_room);
}

void Page::line(const Glyphs& content, int indent) {
  text_.append(static_cast<std::size_t>(indent), ' ');
  text_ += to_text(fitted(content, room(indent)), style_.colour);
  text_ += '\n';
}

void Page::paragraph(const Glyphs& content, int indent, std::size_t max_lines) {
  for (const Glyphs& part : wrapped(content, room(indent), max_lines))
    line(part, indent);
}

void Page::labelled(std::string_view label, const Glyphs& content, int label_columns) {
  Glyphs first = glyphs(label, Style::dim);
  append_spaces(first, label_columns - columns_of(first));
  for (const Glyphs& part : wrapped(content, room(label_columns))) {
    first.insert(first.end(), part.begin(), part.end());
    line(first);
    first.assign(static_cast<std::size_t>(label_columns), Glyph{U' '});
  }
}

void Page::empty_line() { text_ += '\n'; }

void append_dot(Glyphs& line) {
  if (!line.empty())
    append(line, " · ", Style::dim);
}

Glyphs source_and_date(std::string_view source, const std::optional<Timestamp>& published) {
  Glyphs line = glyphs(source, Style::dim);
  if (!published)
    return line;
  append_dot(line);
  append(line, format_day(*published), Style::dim);
  return line;
}

std::string render_table(const std::vector<std::pair<std::string, std::string>>& rows, const TextStyle& style) {
  int labels = 0;
  int values = 0;
  for (const auto& [label, value] : rows) {
    labels = std::max(labels, columns_of(glyphs(label)));
    values = std::max(values, columns_of(glyphs(value)));
  }
  Page page(style);
  for (const auto& [label, value] : rows) {
    Glyphs line = glyphs(label);
    append_right(line, value, labels + 2 + values - columns_of(line), Style::number);
    page.line(line, 2);
  }
  return std::move(page).text();
}

} // namespace akin::cli
