// Keys of names, numbered.
#pragma once

#include "common/hash.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace akin::entities {

/// Numbers keys (squeezed_key) as they come. Holds 64-bit hashes, which stand for the keys: of a million keys two have
/// one hash with a chance of 1 in 30 million.
class KeyNumbers {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// Makes room for so many keys.
  void reserve(std::size_t keys) {
    hashes_.reserve(keys);
    if (keys * 2 > slots_.size())
      rebuild(std::bit_ceil(keys * 2 + 1));
  }

  /// The number of a key, which it gets if it has none.
  std::uint32_t add(std::string_view key) {
    if (2 * (hashes_.size() + 1) > slots_.size())
      rebuild(2 * slots_.size());
    const std::uint64_t hash = hash64(key);
    std::uint32_t& slot = slots_[slot_of(hash)];
    if (slot == none) {
      slot = size();
      hashes_.push_back(hash);
    }
    return slot;
  }

  std::uint32_t find(std::string_view key) const { return find_hash(hash64(key)); }
  std::uint32_t find_hash(std::uint64_t hash) const { return slots_[slot_of(hash)]; }
  std::uint64_t hash_of(std::uint32_t number) const { return hashes_[number]; }
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(hashes_.size()); }

 private:
  /// Where a hash stands, or the free slot where it would.
  std::size_t slot_of(std::uint64_t hash) const {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != none && hashes_[slots_[slot]] != hash)
      slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }

  void rebuild(std::size_t slots) {
    slots_.assign(slots, none);
    for (std::uint32_t number = 0; number < size(); ++number)
      slots_[slot_of(hashes_[number])] = number;
  }

  std::vector<std::uint64_t> hashes_; ///< by number
  std::vector<std::uint32_t> slots_ =
      std::vector<std::uint32_t>(8, none); ///< a power of two, at most half of them taken
};

} // namespace akin::entities
