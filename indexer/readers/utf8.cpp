#include "indexer/readers/utf8.hpp"

#include <cstdint>
#include <simdjson.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace akin::indexer {
namespace {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion" // ICU's macro narrows on purpose
#pragma GCC diagnostic ignored "-Wold-style-cast"

/// The character at `at`, which moves past it; negative for a broken sequence, which is passed as one.
UChar32 next_character(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()); // what ICU's macro reads
  UChar32 character = 0;
  U8_NEXT(bytes, at, text.size(), character);
  return character;
}

#pragma GCC diagnostic pop

bool is_space(UChar32 c) { return u_isUWhiteSpace(c) != 0 || c == 0xFEFF || c == 0x200B || (c >= 0 && c < 0x20); }

/// Where the last character of text begins.
std::size_t last_character(std::string_view text) {
  auto at = text.size() - 1;
  while (at > 0 && text.size() - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  return at;
}

} // namespace

bool is_valid_utf8(std::string_view text) noexcept { return simdjson::validate_utf8(text.data(), text.size()); }

std::string repair_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    if (next_character(text, at) < 0) {
      repaired += "\xEF\xBF\xBD";
    } else {
      repaired.append(text.substr(begin, at - begin));
    }
  }
  return repaired;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t size = 0;
    if (!is_space(next_character(text, size))) {
      break;
    }
    text.remove_prefix(size);
  }
  while (!text.empty()) {
    auto at = last_character(text);
    if (!is_space(next_character(text, at))) {
      break;
    }
    text = text.substr(0, last_character(text));
  }
  return text;
}

bool is_blank(std::string_view text) { return trim(text).empty(); }

} // namespace akin::indexer
