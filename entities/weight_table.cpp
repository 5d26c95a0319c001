#include "entities/weight_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace akin::entities {
namespace {

constexpr std::size_t frequent_rows = 10000; ///< a quarter of a megabyte

constexpr std::size_t overflow_key = 3;

} // namespace

/// Three of four slots in use at most, so that few rows stand elsewhere than in their own bucket.
WeightTable::Buckets::Buckets(std::size_t rows)
    : buckets_(std::bit_ceil(std::max<std::size_t>(2, rows * 2 / 5))), used_(buckets_.size()) {
  shift_ = 32U - static_cast<unsigned>(std::bit_width(buckets_.size() - 1));
}

void WeightTable::Buckets::put(std::size_t place, std::uint32_t key, const WeightRow& row) {
  const std::size_t slot = used_[place]++;
  buckets_[place].keys[slot] = static_cast<std::int32_t>(key);
  std::memcpy(&buckets_[place].rows[slot], row.data(), sizeof(WeightRow));
}

WeightTable::WeightTable(std::span<const std::uint32_t> keys, std::span<const WeightRow> rows)
    : frequent_(std::min(keys.size(), frequent_rows)), rare_(keys.size()) { // at worst all of them
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::size_t place = frequent_.place_of(keys[i]);
    if (frequent_.is_full(place))
      put_rare(keys[i], rows[i]);
    else
      frequent_.put(place, keys[i], rows[i]);
    frequent_[place].keys[overflow_key] = frequent_[place].keys[0];
  }
}

void WeightTable::put_rare(std::uint32_t key, const WeightRow& row) {
  std::size_t place = rare_.place_of(key);
  for (; rare_.is_full(place); place = rare_.next(place))
    rare_[place].keys[overflow_key] = 1;
  rare_.put(place, key, row);
  filter_[key >> filter_shift] |= filter_bits(key);
}

/// Which of the rows of a bucket it is cannot be foreseen, so no branch asks: all are read, and those of other keys
/// masked. Returns where the key stands.
inline WeightTable::Keys WeightTable::add_row(const Bucket& bucket, std::uint32_t key, RowSum& sum) noexcept {
  const Keys equal = bucket.keys == (Keys{} + static_cast<std::int32_t>(key));
  const auto bytes = [](Keys everywhere) { return reinterpret_cast<RowSum::Bytes>(everywhere); };
  sum.add((bucket.rows[0] & bytes(__builtin_shufflevector(equal, equal, 0, 0, 0, 0))) |
          (bucket.rows[1] & bytes(__builtin_shufflevector(equal, equal, 1, 1, 1, 1))) |
          (bucket.rows[2] & bytes(__builtin_shufflevector(equal, equal, 2, 2, 2, 2))));
  return equal;
}

void WeightTable::add_rare_row(std::uint32_t key, RowSum& sum) const noexcept {
  for (std::size_t place = rare_.place_of(key);; place = rare_.next(place)) {
    const Keys equal = add_row(rare_[place], key, sum);
    if (rare_[place].keys[overflow_key] == 0 || (equal[0] | equal[1] | equal[2]) != 0)
      return;
  }
}

void WeightTable::add_rare(std::span<const std::uint32_t> rare, RowSum& sum) const noexcept {
  for (const std::uint32_t key : rare)
    add_rare_row(key, sum);
}

std::size_t WeightTable::add_frequent(std::span<const std::uint32_t> keys, RowSum& sum,
                                      std::uint32_t* rare) const noexcept {
  std::size_t count = 0;
  RowSum frequent;
  for (const std::uint32_t key : keys) {
    using Halves = std::int64_t __attribute__((vector_size(16)));
    const auto equal = reinterpret_cast<Halves>(add_row(frequent_[frequent_.place_of(key)], key, frequent));
    rare[count] = key;
    // No branch: which of both it is cannot be foreseen either.
    count += static_cast<std::size_t>((equal[0] | equal[1]) == 0) & static_cast<std::size_t>(may_be_rare(key));
  }
  for (std::size_t i = 0; i < count; ++i)
    __builtin_prefetch(&rare_[rare_.place_of(rare[i])]);
  sum += frequent;
  return count;
}

void WeightTable::add(std::span<const std::uint32_t> keys, RowSum& sum) const noexcept {
  std::array<std::uint32_t, max_keys> rare;
  const std::size_t count = add_frequent(keys, sum, rare.data());
  add_rare({rare.data(), count}, sum);
}

} // namespace akin::entities
