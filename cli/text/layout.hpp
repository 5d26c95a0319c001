// Pieces that several renderings share: lines, tables, "source · date".
#pragma once

#include "cli/text/glyphs.hpp"
#include "common/timestamp.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin::cli {

/// Lines of text under construction in one style.
class Page {
 public:
  explicit Page(const TextStyle& style) : style_(style) {}

  const TextStyle& style() const noexcept { return style_; }
  /// Columns left of an indent; 0 when there is no bound.
  int room(int indent) const noexcept;

  /// One line, cut to the width.
  void line(const Glyphs& content, int indent = 0);
  /// As many lines as it takes (at most max_lines when that is > 0), all of them indented.
  void paragraph(const Glyphs& content, int indent = 0, std::size_t max_lines = 0);
  /// A heading of label_columns columns in the margin, the content wrapped beside it.
  void labelled(std::string_view label, const Glyphs& content, int label_columns);
  void empty_line();

  std::string text() && { return std::move(text_); }

 private:
  TextStyle style_;
  std::string text_;
};

/// "Far East Courier · 13 Sep 2023"; either may be missing.
Glyphs source_and_date(std::string_view source, const std::optional<Timestamp>& published);

/// Appends " · " unless line is empty.
void append_dot(Glyphs& line);

/// Label and value on a line each, values right-aligned: for counts and metrics.
std::string render_table(const std::vector<std::pair<std::string, std::string>>& rows, const TextStyle& style);

} // namespace akin::cli
