#include "cli/text/glyphs.hpp"

#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <utility>

namespace akin::cli {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t ellipsis = 0x2026;

/// Select Graphic Rendition parameters by Style.
constexpr std::array<std::string_view, 7> colours{"", "1", "1;33", "36", "36", "2", "31"};

bool is_bidirectional_control(UChar32 code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

char32_t shown(UChar32 code) {
  if (is_bidirectional_control(code))
    return replacement;
  if (u_isUWhiteSpace(code))
    return U' ';
  if (u_charType(code) == U_CONTROL_CHAR)
    return replacement;
  return static_cast<char32_t>(code);
}

std::uint8_t columns_of_code(char32_t code) {
  const auto point = static_cast<UChar32>(code);
  if (point < 0x300)
    return 1; // the soft hyphen too: terminals show it
  const auto type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
    return 0;
  if (point >= 0x1160 && point <= 0x11FF)
    return 0; // Hangul vowels and finals join the syllable before them
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

bool is_space(const Glyph& glyph) { return glyph.code == U' '; }

/// Full stops, commas, closing brackets: they stay with the word before them.
bool closes(const Glyph& glyph) {
  const auto type = u_charType(static_cast<UChar32>(glyph.code));
  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || type == U_OTHER_PUNCTUATION;
}

bool may_break_between(const Glyph& before, const Glyph& after) {
  return after.columns != 0 && !is_space(after) && !closes(after) && (before.columns == 2 || after.columns == 2);
}

/// Where the line that starts at begin ends.
std::size_t line_end(const Glyphs& line, std::size_t begin, int width) {
  std::size_t last_break = begin;
  int used = 0;
  for (std::size_t at = begin; at < line.size(); ++at) {
    if (is_space(line[at]) || (at > begin && may_break_between(line[at - 1], line[at])))
      last_break = at;
    used += line[at].columns;
    if (used > width && !is_space(line[at]) && at > begin)
      return last_break > begin ? last_break : at;
  }
  return line.size();
}

void append_utf8(std::string& out, char32_t code) {
  const auto add = [&out](char32_t byte) { out += static_cast<char>(byte); };
  const auto add_continuation = [&](unsigned shift) { add(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80)
    return add(code);
  if (code < 0x800) {
    add(0xC0 | (code >> 6));
  } else if (code < 0x10000) {
    add(0xE0 | (code >> 12));
    add_continuation(6);
  } else {
    add(0xF0 | (code >> 18));
    add_continuation(12);
    add_continuation(6);
  }
  add_continuation(0);
}

Glyphs slice(const Glyphs& line, std::size_t begin, std::size_t end) {
  using Offset = Glyphs::difference_type;
  return {line.begin() + static_cast<Offset>(begin), line.begin() + static_cast<Offset>(end)};
}

} // namespace

void append(Glyphs& line, std::string_view text, Style style) {
  const auto decoded = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  for (std::int32_t at = 0; at < decoded.length(); at = decoded.moveIndex32(at, 1)) {
    const char32_t safe = shown(decoded.char32At(at));
    if (safe == U' ' && !line.empty() && is_space(line.back()) && line.back().style == style)
      continue;
    line.push_back({safe, columns_of_code(safe), style});
  }
}

void append_right(Glyphs& line, std::string_view text, int columns, Style style) {
  const Glyphs field = glyphs(text, style);
  append_spaces(line, columns - columns_of(field));
  line.insert(line.end(), field.begin(), field.end());
}

void append_spaces(Glyphs& line, int columns) {
  line.insert(line.end(), static_cast<std::size_t>(std::max(columns, 0)), Glyph{U' '});
}

Glyphs glyphs(std::string_view text, Style style) {
  Glyphs line;
  append(line, text, style);
  return line;
}

int columns_of(const Glyphs& line) noexcept {
  int columns = 0;
  for (const Glyph& glyph : line)
    columns += glyph.columns;
  return columns;
}

Glyphs fitted(Glyphs line, int width) {
  int columns = columns_of(line);
  if (width <= 0 || columns <= width)
    return line;
  const Style style = line.back().style;
  while (!line.empty() && (columns > width - 1 || line.back().columns == 0 || is_space(line.back()))) {
    columns -= line.back().columns;
    line.pop_back();
  }
  line.push_back({ellipsis, 1, style});
  return line;
}

std::vector<Glyphs> wrapped(const Glyphs& line, int width, std::size_t max_lines) {
  if (width <= 0)
    return line.empty() ? std::vector<Glyphs>{} : std::vector<Glyphs>{line};
  std::vector<Glyphs> lines;
  for (std::size_t begin = 0;;) {
    while (begin < line.size() && is_space(line[begin]))
      ++begin;
    if (begin == line.size())
      return lines;
    if (max_lines > 0 && lines.size() + 1 == max_lines) {
      lines.push_back(fitted(slice(line, begin, line.size()), width));
      return lines;
    }
    std::size_t end = line_end(line, begin, width);
    const std::size_t next = end;
    while (end > begin && is_space(line[end - 1]))
      --end;
    lines.push_back(slice(line, begin, end));
    begin = next;
  }
}

bool append_at_ends(Glyphs& line, const Glyphs& left, const Glyphs& right, int width) {
  const int gap = width > 0 ? width - columns_of(left) - columns_of(right) : 2;
  if (gap < 2 && !right.empty())
    return false;
  line.insert(line.end(), left.begin(), left.end());
  if (right.empty())
    return true;
  append_spaces(line, gap);
  line.insert(line.end(), right.begin(), right.end());
  return true;
}

std::string to_text(const Glyphs& line, bool colour) {
  std::string out;
  Style style = Style::plain;
  const auto change_to = [&](Style next) {
    if (!colour || next == style)
      return;
    if (style != Style::plain)
      out += "\x1b[0m";
    if (next != Style::plain)
      out.append("\x1b[").append(colours[static_cast<std::size_t>(next)]).append("m");
    style = next;
  };
  for (const Glyph& glyph : line) {
    change_to(glyph.style);
    append_utf8(out, glyph.code);
  }
  change_to(Style::plain);
  return out;
}

std::string one_line(std::string_view text) { return to_text(glyphs(text), false); }

} // namespace akin::cli
