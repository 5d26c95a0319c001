// Random numbers that are the same everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace akin::entities {

/// SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint32_t next32() { return static_cast<std::uint32_t>(next() >> 32U); }

  /// True in that share of cases, 0 to 1.
  bool chance(double share) { return static_cast<double>(next32()) < share * 4294967296.0; }

  /// 0 to bound - 1; bound is not 0.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

  template <class T> void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i)
      std::swap(values[i - 1], values[below(i)]);
  }

  template <class T> const T& one_of(const std::vector<T>& values) { return values[below(values.size())]; }

 private:
  std::uint64_t state_;
};

} // namespace akin::entities
