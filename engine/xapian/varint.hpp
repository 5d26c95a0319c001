// Variable-length integers: seven bits a byte, low bits first, the high bit set on all bytes but the last.
#pragma once

#include <cstdint>
#include <string>

namespace akin::engine {

inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80U));
    value >>= 7U;
  }
  out.push_back(static_cast<char>(value));
}

/// Reads one number and moves position behind it. At the end of the data, or when the number does not end there,
/// position becomes end and the result is 0: damaged data ends a loop, it never runs past it.
inline std::uint64_t get_varint(const unsigned char*& position, const unsigned char* end) {
  if (position != end && *position < 0x80)
    return *position++;
  std::uint64_t value = 0;
  for (unsigned shift = 0; position != end && shift < 64; shift += 7) {
    const unsigned char byte = *position++;
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80)
      return value;
  }
  position = end;
  return 0;
}

} // namespace akin::engine
