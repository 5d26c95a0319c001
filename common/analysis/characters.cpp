#include "common/analysis/characters.hpp"

#include <unicode/uchar.h>

namespace akin {
namespace {

constexpr CharKind ascii_kind(unsigned char c) {
  if (c >= 0x80)
    return CharKind::non_ascii;
  if (c >= 'a' && c <= 'z')
    return CharKind::letter;
  if (c >= 'A' && c <= 'Z')
    return CharKind::upper;
  if (c >= '0' && c <= '9')
    return CharKind::digit;
  switch (c) {
  case '\'':
    return CharKind::apostrophe;
  case '.':
    return CharKind::dot;
  case ',':
    return CharKind::comma;
  case '!':
  case '?':
    return CharKind::terminator;
  case '"':
  case '(':
  case ')':
  case '[':
  case ']':
  case '{':
  case '}':
    return CharKind::bracket;
  case ' ':
  case '\t':
  case '\r':
  case '\f':
  case '\v':
    return CharKind::space;
  case '\n':
    return CharKind::newline;
  default:
    return CharKind::other;
  }
}

constexpr std::array<CharKind, 256> all_ascii_kinds() {
  std::array<CharKind, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c)
    kinds[c] = ascii_kind(static_cast<unsigned char>(c));
  return kinds;
}

constexpr bool within(UChar32 c, UChar32 first, UChar32 last) { return c >= first && c <= last; }

/// By blocks; only letters are asked about.
constexpr bool is_cjk(UChar32 c) {
  return within(c, 0x3005, 0x3007) || within(c, 0x3021, 0x3029) || within(c, 0x3031, 0x30FF) ||
         within(c, 0x31F0, 0x31FF) || within(c, 0x3400, 0x9FFF) || within(c, 0xF900, 0xFAFF) ||
         within(c, 0xFF66, 0xFF9D) || within(c, 0x1AFF0, 0x1B16F) || within(c, 0x20000, 0x3FFFF);
}

/// The blocks of the scripts that ICU breaks with a dictionary.
constexpr bool needs_dictionary(UChar32 c) {
  return within(c, 0x0E00, 0x0EFF) || within(c, 0x1000, 0x109F) || within(c, 0x1780, 0x17FF) ||
         within(c, 0x19E0, 0x19FF) || within(c, 0xA9E0, 0xA9FF) || within(c, 0xAA60, 0xAA7F);
}

/// Letters by category that show nothing by themselves: Hangul fillers part words, the others belong to a letter.
constexpr CharKind odd_letter(UChar32 c) {
  switch (c) {
  case 0x0640: // tatweel
  case 0xFF9E: // halfwidth voiced and semi-voiced sound marks
  case 0xFF9F:
    return CharKind::mark;
  case 0x115F:
  case 0x1160:
  case 0x3164:
  case 0xFFA0:
    return CharKind::other;
  default:
    return CharKind::letter;
  }
}

CharKind kind_of_letter(UChar32 c) {
  const CharKind kind = odd_letter(c);
  return kind == CharKind::letter && is_cjk(c) ? CharKind::cjk : kind;
}

CharKind kind_of_symbol(UChar32 c, int category) {
  switch (c) {
  case 0x00AD: // soft hyphen
  case 0x200C: // zero-width non-joiner and joiner
  case 0x200D:
    return CharKind::joiner;
  case 0x2019:
  case 0xFF07:
    return CharKind::apostrophe;
  case 0x2026: // ellipsis
  case 0x061F: // Arabic question mark
  case 0x06D4: // Arabic full stop
  case 0x0589: // Armenian full stop
  case 0x0964: // danda
  case 0x0965:
    return CharKind::terminator;
  case 0x3002: // ideographic full stop
  case 0xFF01:
  case 0xFF0E:
  case 0xFF1F:
  case 0xFF61:
  case 0x2029:
    return CharKind::full_stop;
  default:
    break;
  }
  switch (category) {
  case U_INITIAL_PUNCTUATION:
  case U_FINAL_PUNCTUATION:
  case U_START_PUNCTUATION:
  case U_END_PUNCTUATION:
    return CharKind::bracket;
  case U_SPACE_SEPARATOR:
  case U_LINE_SEPARATOR:
    return CharKind::space;
  default:
    return CharKind::other;
  }
}

CharKind kind_of(UChar32 c) {
  const int category = u_charType(c);
  switch (category) {
  case U_UPPERCASE_LETTER:
  case U_TITLECASE_LETTER:
    return CharKind::upper;
  case U_LOWERCASE_LETTER:
    return CharKind::letter;
  case U_MODIFIER_LETTER:
  case U_OTHER_LETTER:
    return needs_dictionary(c) ? CharKind::dictionary : kind_of_letter(c);
  case U_DECIMAL_DIGIT_NUMBER:
    return CharKind::digit;
  case U_LETTER_NUMBER:
    return is_cjk(c) ? CharKind::cjk : CharKind::digit;
  case U_NON_SPACING_MARK:
  case U_ENCLOSING_MARK:
  case U_COMBINING_SPACING_MARK:
    return CharKind::mark;
  default:
    return kind_of_symbol(c, category);
  }
}

} // namespace

const std::array<CharKind, 256> ascii_kinds = all_ascii_kinds();

DecodedChar decode(std::string_view text, std::size_t position) noexcept {
  if (position >= text.size())
    return {};
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80)
    return {ascii_kinds[lead], 1};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0xC2 || lead > 0xF4 || length > text.size() - position)
    return {CharKind::other, 1};
  UChar32 c = lead & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto trail = static_cast<unsigned char>(text[position + i]);
    if ((trail & 0xC0U) != 0x80U)
      return {CharKind::other, 1};
    c = (c << 6) | (trail & 0x3F);
  }
  constexpr std::array<UChar32, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool valid = c >= smallest[length] && c <= 0x10FFFF && !within(c, 0xD800, 0xDFFF);
  return valid ? DecodedChar{kind_of(c), length} : DecodedChar{CharKind::other, 1};
}

} // namespace akin
