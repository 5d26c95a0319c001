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
  out.clear();
  for (const char c : trimmed(text)) {
    const bool space = white_space.find(c) != std::string_view::npos;
    if (!space || out.back() != ' ')
      out += space ? ' ' : c;
  }
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
