// Which language is a text in?
#pragma once

#include "common/analysis/language.hpp"

#include <string_view>

namespace akin {

/// The language of an article that names none, by CLD2 (Sites, "Compact Language Detector 2", 2013: n-gram statistics
/// of letters, and the script). Reads some hundred bytes, and some thousand where those leave a doubt. expected is the
/// answer whenever nothing speaks clearly for another language: for a text of a few words, a list of names or figures,
/// and a language that is none of languages(). Texts are UTF-8; reading ends at the first byte that is none.
/// Thread-safe.
Language detect_language(std::string_view title, std::string_view text, Language expected);

} // namespace akin
