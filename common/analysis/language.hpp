// The languages that analysis knows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace akin {

/// Index into languages(). 0 is "unknown": words are folded, never stemmed, no stop words.
enum class Language : std::uint8_t { unknown = 0, english = 1 };

/// One language and what is done with it.
struct LanguageInfo {
  std::string_view code;    ///< BCP 47 primary subtag: "en"
  std::string_view name;    ///< in English: "English"
  std::string_view stemmer; ///< Snowball's name; empty if none
  bool has_stop_words;
};

/// All, indexed by Language. Static storage.
std::span<const LanguageInfo> languages() noexcept;

/// From a BCP 47 tag in any case ("en-GB", "pt_BR", "zh-Hant") or an English language name ("french"); unknown when the
/// primary subtag is none of languages().
Language language_from_tag(std::string_view tag) noexcept;

const LanguageInfo& info(Language language) noexcept;

} // namespace akin
