// Stop words: function words that say nothing about what a text is about.
#pragma once

#include "common/analysis/language.hpp"

#include <string_view>

namespace akin {

/// Whether a folded word is a stop word of a language. False for languages whose has_stop_words is false. Thread-safe;
/// the
/// first call for a language builds its set.
bool is_stop_word(std::string_view folded_word, Language language);

namespace stop_words {

// One list a language: words parted by blanks, as they are written, with accents. English leaves out "us" and "may",
// which in news are as often the country and the month.
extern const std::string_view catalan, danish, dutch, english, finnish, french, german, hungarian, italian, norwegian,
    portuguese, romanian, russian, spanish, swedish, turkish;

} // namespace stop_words
} // namespace akin
