// Random input for property tests: the same in every run.
#pragma once

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace akin {

using Random = std::mt19937_64;

inline std::size_t below(Random& random, std::size_t bound) { return static_cast<std::size_t>(random() % bound); }

/// Any bytes at all.
inline std::string random_bytes(Random& random, std::size_t max_length) {
  std::string text(below(random, max_length + 1), '\0');
  for (char& byte : text)
    byte = static_cast<char>(below(random, 256));
  return text;
}

/// Pieces put together at random.
template <std::size_t size>
std::string random_mixture(Random& random, const std::array<std::string_view, size>& pieces, std::size_t max_pieces) {
  std::string text;
  for (std::size_t left = below(random, max_pieces + 1); left > 0; --left)
    text += pieces[below(random, size)];
  return text;
}

/// What is likely to confuse a tokenizer; every piece is valid UTF-8.
inline constexpr std::array<std::string_view, 48> odd_pieces{
    "a",      "B",          "kim",    "Straße",
    "é",      "e\u0301",    "\u0301", "'",
    "\u2019", "s",          "'s",     "\u2019s",
    ".",      ",",          "3",      "14",
    " ",      "\n",         "\u00A0", "\u00AD",
    "\u200D", "\u200C",     "日",     "本語",
    "カ",     "ﾞ",          "ー",     "ไทย",
    "ประเทศ", "ເມືອງ",       "ខ្មែរ",   "မြန်မာ",
    "한국",   "العَرَبِيَّة",    "ـ",      "שָׁ",
    "😀",      "❤️",     "Ⅳ",      "²",
    "İ",      "ı",          "ǅ",      "l'",
    "ﬁ",      "\U00020000", "अनुच्छेद",  "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghij"};

} // namespace akin
