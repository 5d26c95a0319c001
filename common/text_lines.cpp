#include "common/text_lines.hpp"

#include "common/error.hpp"

#include <algorithm>

namespace akin {
namespace {

constexpr std::string_view white_space = " \t\r\n\v\f";

/// Calls visit for each piece between separators, the last one included.
template <class Visit> void for_each_piece(std::string_view text, char separator, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    visit(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// The bytes of the white space that a text begins with; 0 when it begins with none.
std::size_t space_at_beginning(std::string_view text) noexcept {
  if (white_space.find(text.front()) != std::string_view::npos)
    return 1;
  if (text.starts_with("\xC2\xA0")) // no-break space
    return 2;
  const auto last = text.size() < 3 ? 0U : static_cast<unsigned char>(text[2]);
  const bool is_typographic =
      text.starts_with("\xE2\x80") && ((last >= 0x80 && last <= 0x8A) || last == 0xAF); // U+2000 to 200A, 202F
  return is_typographic ? 3 : 0;
}

/// As far as the lengths of sequences go.
bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte >= 0xC2 && byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0;
    if (size == 0 || (byte >= 0x80 && byte < 0xC2) || i + size > text.size())
      return false;
    for (std::size_t k = 1; k < size; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80)
        return false;
    i += size;
  }
  return true;
}

} // namespace

std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(white_space) + 1 - begin);
}

void write_single_spaced(std::string_view text, std::string& out) {
  const auto is_plain = [](char c) { return c > ' ' && c < '\x7F'; };
  out.clear();
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty())
      break;
    const std::size_t space = space_at_beginning(text);
    if (space == 0)
      out += text.front();
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
    text.remove_prefix(std::max<std::size_t>(space, 1));
  }
  if (!out.empty() && out.back() == ' ')
    out.pop_back();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for_each_piece(text, separator, [&](std::string_view part) {
    if (!part.empty())
      parts.push_back(part);
  });
  return parts;
}

void ListReader::read_entries(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  for_each_piece(text, '\n', [&](std::string_view line) {
    ++line_;
    if (line.empty() || line.front() == '#')
      return;
    if (!is_utf8(line))
      fail("the line is no UTF-8");
    read_entry(line);
  });
}

void ListReader::fail(const std::string& message) const {
  throw Error(ErrorCode::invalid_argument, message, source_ + ":" + std::to_string(line_));
}

} // namespace akin
