// Comparison of keys.
#pragma once

#include <string_view>

namespace akin::server {

/// Equal? Takes as long wherever they differ.
inline bool equal_in_constant_time(std::string_view given, std::string_view secret) noexcept {
  volatile unsigned difference = given.size() == secret.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const char other = secret.empty() ? '\0' : secret[i % secret.size()];
    difference = difference | (static_cast<unsigned char>(given[i]) ^ static_cast<unsigned char>(other));
  }
  return difference == 0;
}

} // namespace akin::server
