// Text into words with their places.
#pragma once

#include "common/analysis/language.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace akin {

/// Longest word that is indexed, in bytes of UTF-8; a longer run is cut there and the rest of it left out.
inline constexpr std::size_t max_word_bytes = 64;

/// A word's place in its text and how it was written.
struct TokenSpan {
  std::uint32_t begin = 0; ///< byte offsets into the text, half-open
  std::uint32_t end = 0;
  bool capitalised = false;    ///< starts with an upper-case letter
  bool sentence_start = false; ///< first word of the text or of a sentence
};

/// Splits text into words and appends them to out. Letters, marks and digits of Unicode; inner apostrophes, and dots or
/// commas between digits, hold a word together ("don't", "3.5"); a final "'s" is left out; everything else parts words
/// (so "Kim Jong-un" is three). What French, Italian and Catalan elide
/// stands alone ("l'homme" is two). Runs of Han, Hiragana and Katakana give overlapping pairs of characters; Thai, Lao,
/// Khmer and Myanmar go through ICU's dictionary break iterator. Never fails: broken UTF-8 parts words. Linear in time.
/// Text past 4 GiB is ignored. Thread-safe.
void tokenize(std::string_view text, std::vector<TokenSpan>& out);

/// The same; returns how many characters were decoded one by one, looks ahead included, so that a test can show that
/// the work is linear: at most a small constant times text.size().
std::size_t tokenize_counting(std::string_view text, std::vector<TokenSpan>& out);

} // namespace akin
