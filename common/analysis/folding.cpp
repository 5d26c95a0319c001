#include "common/analysis/folding.hpp"

#include "common/error.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <unicode/bytestream.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace akin {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Marks that only qualify the letter before them: accents, Cyrillic titlo signs, Hebrew points, Arabic vowel signs and
/// tatweel, half marks. Ascending.
constexpr std::array dropped{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x05BF, 0x05BF}, Range{0x05C1, 0x05C2},
    Range{0x05C4, 0x05C5}, Range{0x05C7, 0x05C7}, Range{0x0610, 0x061A}, Range{0x0640, 0x0640}, Range{0x064B, 0x065F},
    Range{0x0670, 0x0670}, Range{0x06D6, 0x06DC}, Range{0x06DF, 0x06E4}, Range{0x06E7, 0x06E8}, Range{0x06EA, 0x06ED},
    Range{0x0898, 0x089F}, Range{0x08CA, 0x08E1}, Range{0x08E3, 0x08FF}, Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
    Range{0x20D0, 0x20FF}, Range{0xFE20, 0xFE2F},
};

bool is_dropped(char32_t c) {
  const auto* range = std::upper_bound(dropped.begin(), dropped.end(), c,
                                       [](char32_t value, const Range& r) { return value < r.first; });
  return range != dropped.begin() && c <= std::prev(range)->last;
}

/// Letters that Unicode does not decompose although readers type them as these. Empty if it is none of them.
std::u16string_view plain_letters(char32_t c) {
  switch (c) {
  case U'æ':
    return u"ae";
  case U'œ':
    return u"oe";
  case U'ø':
    return u"o";
  case U'ł':
    return u"l";
  case U'đ':
  case U'ð':
    return u"d";
  case U'þ':
    return u"th";
  case U'ħ':
    return u"h";
  case U'ŧ':
    return u"t";
  case U'ŋ':
    return u"n";
  case U'ı':
    return u"i";
  case U'\u2019': // right single quotation mark
  case U'\u02BC': // modifier letter apostrophe
  case U'\uFF07':
    return u"'";
  default:
    return {};
  }
}

const icu::Normalizer2& checked(const icu::Normalizer2* normalizer, UErrorCode status) {
  if (U_FAILURE(status) != 0)
    throw Error(ErrorCode::internal, "ICU's normalisation data is missing", u_errorName(status));
  return *normalizer;
}

const icu::Normalizer2& case_folding() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& instance = checked(icu::Normalizer2::getNFKCCasefoldInstance(status), status);
  return instance;
}

const icu::Normalizer2& decomposition() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& instance = checked(icu::Normalizer2::getNFDInstance(status), status);
  return instance;
}

const icu::Normalizer2& composition() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& instance = checked(icu::Normalizer2::getNFCInstance(status), status);
  return instance;
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

void to_utf8(const icu::UnicodeString& text, std::string& out) {
  out.clear();
  icu::StringByteSink<std::string> sink(&out);
  text.toUTF8(sink);
}

/// Turkish and Azerbaijani pair I with dotless i; Lithuanian differs only in accents that are dropped later.
const icu::Locale& locale_of(Language language) {
  static const icu::Locale turkish("tr");
  const std::string_view code = info(language).code;
  return code == "tr" || code == "az" ? turkish : icu::Locale::getRoot();
}

void lower_ascii_into(std::string_view text, std::string& out) {
  out.resize(text.size());
  std::transform(text.begin(), text.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
}

icu::UnicodeString without_marks(const icu::UnicodeString& decomposed) {
  icu::UnicodeString plain;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (is_dropped(static_cast<char32_t>(c)))
      continue;
    const std::u16string_view letters = plain_letters(static_cast<char32_t>(c));
    if (letters.empty())
      plain.append(c);
    else
      plain.append(letters.data(), 0, static_cast<std::int32_t>(letters.size()));
  }
  return plain;
}

} // namespace

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string_view cut_at_character(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes)
    return text;
  std::size_t end = max_bytes;
  while (end > 0 && max_bytes - end < 3 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

void fold_into(std::string_view text, std::string& out) {
  if (is_ascii(text)) {
    lower_ascii_into(text, out);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded = case_folding().normalize(from_utf8(text), status);
  const icu::UnicodeString plain = without_marks(decomposition().normalize(folded, status));
  to_utf8(composition().normalize(plain, status), out);
  if (U_FAILURE(status) != 0 || out.empty())
    out = text;
}

void lower_into(std::string_view text, Language language, std::string& out) {
  const icu::Locale& locale = locale_of(language);
  if (is_ascii(text) && locale == icu::Locale::getRoot()) {
    lower_ascii_into(text, out);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString lowered = composition().normalize(from_utf8(text).toLower(locale), status);
  lowered.findAndReplace(icu::UnicodeString(UChar32{0x2019}), icu::UnicodeString(u'\''));
  to_utf8(lowered, out);
  if (U_FAILURE(status) != 0)
    out = text;
}

} // namespace akin
