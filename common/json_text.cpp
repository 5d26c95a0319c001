#include "common/json_text.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace akin {
namespace {

/// Length of the valid UTF-8 sequence of two bytes or more at the front of text; 0 if there is none (Unicode 15, table
/// 3-7).
std::size_t multibyte_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0xC2 || first > 0xF4 || !continues(1))
    return 0;
  if (first < 0xE0)
    return 2;
  if (first < 0xF0) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second > 0x9F;
    return continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  const bool overlong = first == 0xF0 && second < 0x90;
  const bool too_large = first == 0xF4 && second > 0x8F;
  return continues(2) && continues(3) && !overlong && !too_large ? 4 : 0;
}

/// Bytes that stand for themselves within a JSON string, whatever is beside them.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte)
    plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

void append_escaped(std::string& out, char c) {
  switch (c) {
  case '"':
    out += "\\\"";
    break;
  case '\\':
    out += "\\\\";
    break;
  case '\b':
    out += "\\b";
    break;
  case '\f':
    out += "\\f";
    break;
  case '\n':
    out += "\\n";
    break;
  case '\r':
    out += "\\r";
    break;
  case '\t':
    out += "\\t";
    break;
  default:
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
  }
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t begin = 0; // of the run that is copied as it is
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (plain_bytes[byte]) {
      ++at;
      continue;
    }
    if (byte >= 0x80) {
      if (const std::size_t length = multibyte_length(text.substr(at, 4)); length > 0) {
        at += length;
        continue;
      }
    }
    out.append(text, begin, at - begin);
    if (byte >= 0x80)
      out += "\xEF\xBF\xBD"; // U+FFFD
    else
      append_escaped(out, text[at]);
    begin = ++at;
  }
  out.append(text, begin, at - begin).append(1, '"');
}

void append_json_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  const std::size_t begin = out.size();
  fmt::format_to(std::back_inserter(out), "{}", number);
  if (out.find_first_of(".e", begin) == std::string::npos)
    out += ".0";
}

} // namespace akin
