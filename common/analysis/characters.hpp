// What each character means to the tokenizer.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace akin {

enum class CharKind : std::uint8_t {
  other,      ///< parts words
  upper,      ///< upper- or title-case letter
  letter,     ///< any other letter
  digit,      ///< decimal digit, or a number letter such as Ⅳ
  mark,       ///< continues a word, never starts one: accents, vowel signs, tatweel
  joiner,     ///< soft hyphen, zero-width joiners: continues a word when a letter follows
  cjk,        ///< Han, Hiragana, Katakana: indexed in pairs
  dictionary, ///< Thai, Lao, Khmer, Myanmar: words are found with a dictionary
  apostrophe, ///< ' and ’
  dot,        ///< . (holds numbers together, may end a sentence)
  comma,      ///< ,
  terminator, ///< ! ? and their like: ends a sentence when white space follows
  full_stop,  ///< 。 and its like: ends a sentence by itself
  bracket,    ///< quotes and brackets, opening or closing: does not matter between a full stop and white space
  space,
  newline,
  non_ascii, ///< only in ascii_kinds: must be decoded
};

/// The kind of each byte that stands for itself; non_ascii from 0x80 on.
extern const std::array<CharKind, 256> ascii_kinds;

constexpr bool is_letter(CharKind kind) { return kind == CharKind::upper || kind == CharKind::letter; }
constexpr bool starts_word(CharKind kind) { return is_letter(kind) || kind == CharKind::digit; }
constexpr bool continues_word(CharKind kind) { return starts_word(kind) || kind == CharKind::mark; }

/// One character of a text and the bytes that it takes. Broken UTF-8 is CharKind::other.
struct DecodedChar {
  CharKind kind = CharKind::other;
  std::size_t length = 0; ///< 0 only at the end of the text
};

DecodedChar decode(std::string_view text, std::size_t position) noexcept;

} // namespace akin
