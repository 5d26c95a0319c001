// Finds a 32-bit key among sorted ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace akin::entities {

/// Well-mixed keys are spread evenly, so a table of where their first bits begin leaves one or two to compare. Refers
/// to the keys, which must outlive it.
class KeyIndex {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  KeyIndex() = default;

  /// keys ascend strictly. bits: how many leading bits the table tells apart, 1 to 24.
  KeyIndex(std::span<const std::uint32_t> keys, unsigned bits) : keys_(keys.data()), shift_(32U - bits) {
    starts_.resize((std::size_t{1} << bits) + 1);
    for (const std::uint32_t key : keys)
      ++starts_[(key >> shift_) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i)
      starts_[i] += starts_[i - 1];
    for (const std::uint32_t key : keys)
      filter_[key >> (filter_shift + 6)] |= std::uint64_t{1} << (key >> filter_shift & 63U);
  }

  /// False for most keys that do not stand there, in one look at a table that stays in the cache.
  bool may_hold(std::uint32_t key) const noexcept {
    return (filter_[key >> (filter_shift + 6)] >> (key >> filter_shift & 63U) & 1U) != 0;
  }

  /// Where the key stands; none if it does not.
  std::uint32_t find(std::uint32_t key) const noexcept {
    const std::size_t bucket = key >> shift_;
    for (std::uint32_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i) {
      if (keys_[i] == key)
        return i;
    }
    return none;
  }

  /// Fetches from memory what find() reads first.
  void prefetch(std::uint32_t key) const noexcept { __builtin_prefetch(&starts_[key >> shift_]); }

 private:
  static constexpr unsigned filter_shift = 11; ///< 2^21 bits

  const std::uint32_t* keys_ = nullptr;
  unsigned shift_ = 31;
  std::vector<std::uint32_t> starts_ = std::vector<std::uint32_t>(3);
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(std::size_t{1} << (32U - filter_shift - 6));
};

} // namespace akin::entities
