// How a posting of a stop word is written: in one byte, mostly, since such a word is in every second document.
#pragma once

#include "engine/xapian/varint.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace akin::engine {

/// varint gap · 4 + frequency - 1 for frequencies from 1 to 3; varint gap · 4 + 3, varint frequency - 4 for others.
/// The gap is the number of documents between the last posting and this one.
inline void put_stop_posting(std::string& out, std::uint32_t gap, std::uint32_t frequency) {
  constexpr std::uint32_t most_inline = 3;
  const bool is_inline = frequency <= most_inline;
  put_varint(out, std::uint64_t{gap} << 2U | (is_inline ? frequency - 1 : most_inline));
  if (!is_inline)
    put_varint(out, frequency - most_inline - 1);
}

/// Takes (gap, frequency) from the front.
inline std::pair<std::uint64_t, std::uint32_t> take_stop_posting(std::string_view& list) {
  const auto* position = reinterpret_cast<const unsigned char*>(list.data());
  const unsigned char* const end = position + list.size();
  const std::uint64_t code = get_varint(position, end);
  std::uint64_t frequency = (code & 3U) + 1;
  if (frequency > 3)
    frequency += get_varint(position, end);
  list.remove_prefix(list.size() - static_cast<std::size_t>(end - position));
  return {code >> 2U, static_cast<std::uint32_t>(frequency)};
}

} // namespace akin::engine
