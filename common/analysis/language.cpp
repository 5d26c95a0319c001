#include "common/analysis/language.hpp"

#include "common/text_lines.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace akin {
namespace {

// The index of a language is written into indexes: append only.
constexpr std::array table{
    LanguageInfo{"und", "unknown", "", false},
    LanguageInfo{"en", "English", "english", true},
    LanguageInfo{"ar", "Arabic", "arabic", false},
    LanguageInfo{"hy", "Armenian", "armenian", false},
    LanguageInfo{"eu", "Basque", "basque", false},
    LanguageInfo{"ca", "Catalan", "catalan", true},
    LanguageInfo{"da", "Danish", "danish", true},
    LanguageInfo{"nl", "Dutch", "dutch", true},
    LanguageInfo{"fi", "Finnish", "finnish", true},
    LanguageInfo{"fr", "French", "french", true},
    LanguageInfo{"de", "German", "german", true},
    LanguageInfo{"el", "Greek", "greek", false},
    LanguageInfo{"hi", "Hindi", "hindi", false},
    LanguageInfo{"hu", "Hungarian", "hungarian", true},
    LanguageInfo{"id", "Indonesian", "indonesian", false},
    LanguageInfo{"ga", "Irish", "irish", false},
    LanguageInfo{"it", "Italian", "italian", true},
    LanguageInfo{"lt", "Lithuanian", "lithuanian", false},
    LanguageInfo{"ne", "Nepali", "nepali", false},
    LanguageInfo{"no", "Norwegian", "norwegian", true},
    LanguageInfo{"pt", "Portuguese", "portuguese", true},
    LanguageInfo{"ro", "Romanian", "romanian", true},
    LanguageInfo{"ru", "Russian", "russian", true},
    LanguageInfo{"sr", "Serbian", "serbian", false},
    LanguageInfo{"es", "Spanish", "spanish", true},
    LanguageInfo{"sv", "Swedish", "swedish", true},
    LanguageInfo{"ta", "Tamil", "tamil", false},
    LanguageInfo{"tr", "Turkish", "turkish", true},
    LanguageInfo{"yi", "Yiddish", "yiddish", false},
    LanguageInfo{"af", "Afrikaans", "", false},
    LanguageInfo{"sq", "Albanian", "", false},
    LanguageInfo{"am", "Amharic", "", false},
    LanguageInfo{"az", "Azerbaijani", "", false},
    LanguageInfo{"be", "Belarusian", "", false},
    LanguageInfo{"bn", "Bengali", "", false},
    LanguageInfo{"bs", "Bosnian", "", false},
    LanguageInfo{"bg", "Bulgarian", "", false},
    LanguageInfo{"my", "Burmese", "", false},
    LanguageInfo{"zh", "Chinese", "", false},
    LanguageInfo{"hr", "Croatian", "", false},
    LanguageInfo{"cs", "Czech", "", false},
    LanguageInfo{"et", "Estonian", "", false},
    LanguageInfo{"fil", "Filipino", "", false},
    LanguageInfo{"gl", "Galician", "", false},
    LanguageInfo{"ka", "Georgian", "", false},
    LanguageInfo{"gu", "Gujarati", "", false},
    LanguageInfo{"he", "Hebrew", "", false},
    LanguageInfo{"is", "Icelandic", "", false},
    LanguageInfo{"ja", "Japanese", "", false},
    LanguageInfo{"kn", "Kannada", "", false},
    LanguageInfo{"kk", "Kazakh", "", false},
    LanguageInfo{"km", "Khmer", "", false},
    LanguageInfo{"ko", "Korean", "", false},
    LanguageInfo{"lo", "Lao", "", false},
    LanguageInfo{"la", "Latin", "", false},
    LanguageInfo{"lv", "Latvian", "", false},
    LanguageInfo{"mk", "Macedonian", "", false},
    LanguageInfo{"ms", "Malay", "", false},
    LanguageInfo{"ml", "Malayalam", "", false},
    LanguageInfo{"mt", "Maltese", "", false},
    LanguageInfo{"mr", "Marathi", "", false},
    LanguageInfo{"mn", "Mongolian", "", false},
    LanguageInfo{"fa", "Persian", "", false},
    LanguageInfo{"pl", "Polish", "", false},
    LanguageInfo{"pa", "Punjabi", "", false},
    LanguageInfo{"sk", "Slovak", "", false},
    LanguageInfo{"sl", "Slovenian", "", false},
    LanguageInfo{"so", "Somali", "", false},
    LanguageInfo{"sw", "Swahili", "", false},
    LanguageInfo{"te", "Telugu", "", false},
    LanguageInfo{"th", "Thai", "", false},
    LanguageInfo{"uk", "Ukrainian", "", false},
    LanguageInfo{"ur", "Urdu", "", false},
    LanguageInfo{"uz", "Uzbek", "", false},
    LanguageInfo{"vi", "Vietnamese", "", false},
    LanguageInfo{"cy", "Welsh", "", false},
};

/// Other subtags in use for a language of the table: written forms of Norwegian, macrolanguage members, the
/// three-letter codes of ISO 639-2 for the languages that have a stemmer, and deprecated codes.
struct Alias {
  std::string_view tag;
  std::string_view code;
};
constexpr std::array aliases{
    Alias{"nb", "no"},  Alias{"nn", "no"},  Alias{"iw", "he"},  Alias{"in", "id"},  Alias{"ji", "yi"},
    Alias{"tl", "fil"}, Alias{"cmn", "zh"}, Alias{"yue", "zh"}, Alias{"arb", "ar"}, Alias{"eng", "en"},
    Alias{"ara", "ar"}, Alias{"cat", "ca"}, Alias{"dan", "da"}, Alias{"nld", "nl"}, Alias{"dut", "nl"},
    Alias{"fin", "fi"}, Alias{"fra", "fr"}, Alias{"fre", "fr"}, Alias{"deu", "de"}, Alias{"ger", "de"},
    Alias{"ell", "el"}, Alias{"gre", "el"}, Alias{"hun", "hu"}, Alias{"ita", "it"}, Alias{"nor", "no"},
    Alias{"nob", "no"}, Alias{"nno", "no"}, Alias{"por", "pt"}, Alias{"ron", "ro"}, Alias{"rum", "ro"},
    Alias{"rus", "ru"}, Alias{"spa", "es"}, Alias{"swe", "sv"}, Alias{"tur", "tr"}, Alias{"zho", "zh"},
    Alias{"chi", "zh"}, Alias{"jpn", "ja"}, Alias{"kor", "ko"}, Alias{"tha", "th"},
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::span<const LanguageInfo> languages() noexcept { return table; }

const LanguageInfo& info(Language language) noexcept {
  const auto index = static_cast<std::size_t>(language);
  return table[index < table.size() ? index : 0];
}

Language language_from_tag(std::string_view tag) noexcept {
  tag = trimmed(tag);
  std::string_view subtag = tag.substr(0, tag.find_first_of("-_."));
  for (const Alias& alias : aliases)
    if (equal_ignoring_case(alias.tag, subtag))
      subtag = alias.code;
  for (std::size_t index = 1; index < table.size(); ++index)
    if (equal_ignoring_case(table[index].code, subtag) || equal_ignoring_case(table[index].name, tag))
      return static_cast<Language>(index);
  return Language::unknown;
}

} // namespace akin
