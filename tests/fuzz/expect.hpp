// What a fuzzer holds to be true.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace akin::fuzz {

/// Ends the process when a claim does not hold: libFuzzer and the replay both take that for a failure.
inline void expect(bool claim, const char* what) {
  if (claim)
    return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The part of an input up to the first zero byte, which is taken from it: inputs that have several parts.
inline std::string_view next_part(std::string_view& input) {
  const std::string_view part = input.substr(0, input.find('\0'));
  input.remove_prefix(part.size() < input.size() ? part.size() + 1 : part.size());
  return part;
}

} // namespace akin::fuzz
