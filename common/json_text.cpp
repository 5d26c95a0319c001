#include "common/json_text.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
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

/// Which of eight bytes do not stand for themselves: some bit of theirs is set. (Mycroft's test for a zero byte finds
/// also some that are none, behind one that is; they are looked at again.)
std::uint64_t not_plain(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t high = 0x80 * ones;
  const auto zeros = [](std::uint64_t x) { return (x - ones) & ~x; };
  const std::uint64_t control = (bytes - 0x20 * ones) & ~bytes;
  return (bytes | control | zeros(bytes ^ ('"' * ones)) | zeros(bytes ^ ('\\' * ones))) & high;
}

/// Passes bytes that stand for themselves, eight at a time.
std::size_t pass_plain(std::string_view text, std::size_t at) {
  std::uint64_t eight = 0;
  for (; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if (not_plain(eight) != 0)
      break;
  }
  return at;
}

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

constexpr int significant_digits = 6;

/// A number between 0.0001 and 1 to six significant digits, which most are that are written by the hundred. False,
/// with nothing appended, for others, and where it takes more than a product to tell which way to round.
bool append_fraction(std::string& out, double number) {
  constexpr double least = 1e-4;
  constexpr double near_the_middle = 1e-6; // a product is off by less
  if (!(number >= least && number < 1))
    return false;
  double unit = 1e6; // with which the number has six digits before its point
  std::size_t zeros = 0;
  for (; number * unit < 1e5; unit *= 10)
    ++zeros;
  const double scaled = number * unit;
  auto digits = static_cast<std::uint32_t>(scaled);
  const double rest = scaled - digits;
  if (std::abs(rest - 0.5) < near_the_middle)
    return false;
  digits += rest > 0.5 ? 1 : 0;
  if (digits == 1'000'000) // one digit more than there should be
    return false;
  std::array<char, significant_digits> text{};
  for (auto place = text.rbegin(); place != text.rend(); ++place, digits /= 10)
    *place = static_cast<char>('0' + digits % 10);
  std::size_t size = text.size();
  while (text[size - 1] == '0')
    --size;
  out.append("0.").append(zeros, '0').append(text.data(), size);
  return true;
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t begin = 0; // of the run that is copied as it is
  std::size_t at = 0;
  std::size_t looked_at = 0; // up to here eight at a time
  while (at < text.size()) {
    if (at >= looked_at) {
      at = pass_plain(text, at);
      looked_at = at + sizeof(std::uint64_t);
      continue;
    }
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

void append_rounded_json_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  if (!append_fraction(out, number))
    fmt::format_to(std::back_inserter(out), "{:.6g}", number);
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
