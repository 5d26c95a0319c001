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
  const std::uint32_t* keys_ = nullptr;
  unsigned shift_ = 31;
  std::vector<std::uint32_t> starts_ = std::vector<std::uint32_t>(3);
};

} // namespace akin::entities
