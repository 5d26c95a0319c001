// Content hashes (XXH3).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace akin {

/// 128 bits: wide enough to stand for the content (collisions are not checked for).
struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  auto operator<=>(const Hash128&) const = default;
};

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);
Hash128 hash128(std::string_view bytes);

/// 32 lower-case hexadecimal digits.
std::string to_hex(const Hash128& hash);

} // namespace akin
