// The rows of a model, laid out for the processor.
#pragma once

#include "entities/labels.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace akin::entities {

/// What one feature adds to the score of each label but outside.
using WeightRow = std::array<std::int8_t, weighted_labels>;

/// A sum of rows: numbers of 16 bits, which the compiler keeps in two vector registers.
class RowSum {
 public:
  /// As many bytes as a row has, in one register.
  using Bytes = std::int8_t __attribute__((vector_size(weighted_labels)));

  void add(Bytes row) noexcept {
    // Bytes in the upper halves of the numbers, shifted down with their sign: what every processor can do.
    halves_[0] += reinterpret_cast<Half>(
                      __builtin_shufflevector(Bytes{}, row, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)) >>
                  8;
    halves_[1] += reinterpret_cast<Half>(__builtin_shufflevector(Bytes{}, row, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13,
                                                                 29, 14, 30, 15, 31)) >>
                  8;
  }
  RowSum& operator+=(const RowSum& other) noexcept {
    halves_[0] += other.halves_[0];
    halves_[1] += other.halves_[1];
    return *this;
  }
  std::int16_t operator[](std::size_t label) const noexcept { return halves_[label / 8][label % 8]; }

 private:
  using Half = std::int16_t __attribute__((vector_size(16)));
  static_assert(weighted_labels == 16);

  std::array<Half, 2> halves_{};
};

/// Finds the rows of keys and sums them. Texts ask for few rows again and again and for many once: the frequent ones
/// stand in a small table that stays in the second cache of a core. Both tables find a row with one line of the cache:
/// keys and rows of one bucket lie in the same 64 bytes.
class WeightTable {
 public:
  WeightTable() : WeightTable({}, {}) {}

  /// keys: different ones, well mixed, the most frequent first. rows: beside keys.
  WeightTable(std::span<const std::uint32_t> keys, std::span<const WeightRow> rows);

  /// Adds the rows of keys, of each that has one; at most max_keys keys. Time constant for each key.
  void add(std::span<const std::uint32_t> keys, RowSum& sum) const noexcept;

  /// The same in two steps, for those who have something to do while rows that are asked for seldom come from memory:
  /// first adds the frequent ones of the keys and fills rare (max_keys of room) with those that are left, whose rows it
  /// begins to fetch; returns how many. Then add_rare() adds these.
  std::size_t add_frequent(std::span<const std::uint32_t> keys, RowSum& sum, std::uint32_t* rare) const noexcept;
  void add_rare(std::span<const std::uint32_t> rare, RowSum& sum) const noexcept;

  static constexpr std::size_t max_keys = 96; ///< so many rows of at most 127 stay below the limit of a RowSum

 private:
  static constexpr std::size_t rows_in_bucket = 3;
  using Keys = std::int32_t __attribute__((vector_size(16)));

  /// An empty slot has a row of zeros. The last key is no slot: in the frequent table it repeats the first, in the
  /// other one it says whether a key that belongs here may stand further on.
  struct alignas(64) Bucket {
    Keys keys{};
    std::array<RowSum::Bytes, rows_in_bucket> rows{};
  };
  static_assert(sizeof(Bucket) == 64);

  class Buckets {
   public:
    explicit Buckets(std::size_t rows);
    std::size_t place_of(std::uint32_t key) const noexcept { return key >> shift_; }
    std::size_t next(std::size_t place) const noexcept { return (place + 1) & (buckets_.size() - 1); }
    const Bucket& operator[](std::size_t place) const noexcept { return buckets_[place]; }
    Bucket& operator[](std::size_t place) noexcept { return buckets_[place]; }
    bool is_full(std::size_t place) const noexcept { return used_[place] == rows_in_bucket; }
    void put(std::size_t place, std::uint32_t key, const WeightRow& row);

   private:
    unsigned shift_;
    std::vector<Bucket> buckets_;
    std::vector<std::uint8_t> used_;
  };

  static Keys add_row(const Bucket& bucket, std::uint32_t key, RowSum& sum) noexcept;
  void put_rare(std::uint32_t key, const WeightRow& row);
  void add_rare_row(std::uint32_t key, RowSum& sum) const noexcept;

  /// False for nearly all keys that have no row in the table of rare ones. A Bloom filter whose three bits of a key
  /// stand in one word: one look at a table that stays in the cache.
  bool may_be_rare(std::uint32_t key) const noexcept {
    const std::uint64_t bits = filter_bits(key);
    return (filter_[key >> filter_shift] & bits) == bits;
  }
  static std::uint64_t filter_bits(std::uint32_t key) noexcept {
    return std::uint64_t{1} << (key & 63U) | std::uint64_t{1} << (key >> 6U & 63U) |
           std::uint64_t{1} << (key >> 12U & 63U);
  }
  static constexpr unsigned filter_shift = 18; ///< 2^14 words

  Buckets frequent_;
  Buckets rare_;
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(std::size_t{1} << (32U - filter_shift));
};

} // namespace akin::entities
