// Text as a terminal shows it: safe to print, measured in columns, styled, wrapped and cut.
//
// Everything that people read goes through here, so that no control character or escape sequence of an article, a file
// name or a query reaches the terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace akin::cli {

/// What a run of text is; the colours are in one place (glyphs.cpp).
enum class Style : std::uint8_t { plain, title, mark, name, number, dim, bad };

/// How output for people looks.
struct TextStyle {
  int width = 0;       ///< columns to fit into; 0 puts no bound (a pipe)
  bool colour = false; ///< escape sequences for colour and weight
};

/// One code point with the columns that it takes: 0 (combining marks), 1, or 2 (East Asian wide).
struct Glyph {
  char32_t code = 0;
  std::uint8_t columns = 1;
  Style style = Style::plain;
};

using Glyphs = std::vector<Glyph>;

/// Appends text as one line: white space and line ends become single spaces, every other control character,
/// bidirectional override and broken byte becomes U+FFFD.
void append(Glyphs& line, std::string_view text, Style style = Style::plain);

/// The same, right-aligned in a field of so many columns.
void append_right(Glyphs& line, std::string_view text, int columns, Style style = Style::plain);

/// Appends so many spaces; none when columns is below 1.
void append_spaces(Glyphs& line, int columns);

Glyphs glyphs(std::string_view text, Style style = Style::plain);

int columns_of(const Glyphs& line) noexcept;

/// The line cut to width columns, its last one "…" when something was cut. 0 puts no bound.
Glyphs fitted(Glyphs line, int width);

/// The line broken at spaces, and beside East Asian wide characters, into lines of at most width columns; a longer word
/// is broken where it must be. With max_lines > 0 the last line ends in "…" when text was left out. Width 0 gives one
/// line.
std::vector<Glyphs> wrapped(const Glyphs& line, int width, std::size_t max_lines = 0);

/// left and right at the two ends of one line of width columns (with width 0: two spaces apart). False, and nothing
/// appended, when they do not fit with two columns between them.
bool append_at_ends(Glyphs& line, const Glyphs& left, const Glyphs& right, int width);

/// UTF-8, with escape sequences where colour is wanted, without line end.
std::string to_text(const Glyphs& line, bool colour);

/// text safe to print on one line, without colours.
std::string one_line(std::string_view text);

} // namespace akin::cli
