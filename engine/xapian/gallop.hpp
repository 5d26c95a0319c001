// Looking forward in an ascending list.
#pragma once

#include "engine/xapian/forward.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace akin::engine {

/// Position of the first element >= wanted at or behind from, by galloping: cheap when lists differ much in length.
inline std::size_t gallop(const std::vector<LocalDoc>& list, std::size_t from, LocalDoc wanted) {
  std::size_t step = 1;
  std::size_t high = from;
  while (high < list.size() && list[high] < wanted) {
    from = high + 1;
    high += step;
    step *= 2;
  }
  const auto begin = list.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = list.begin() + static_cast<std::ptrdiff_t>(std::min(high, list.size()));
  return static_cast<std::size_t>(std::lower_bound(begin, end, wanted) - list.begin());
}

} // namespace akin::engine
