#include "searcher/packed_vector.hpp"

#include <cstring>
#include <vector>

namespace akin {
namespace {

constexpr double code_step = 1.35; ///< in root mean squares
constexpr int greatest_code_step = 2;
constexpr std::uint32_t code_levels = 2 * greatest_code_step + 1;

struct Scaled {
  std::uint32_t greatest;                                       ///< weight, as it is written
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries; ///< number, steps
};

/// In steps of the greatest weight, at least one; without what weighs less than so many steps.
Scaled scaled(std::span<const PackedEntry> entries, float least_steps) {
  float greatest = 0;
  for (const PackedEntry& entry : entries)
    greatest = std::max(greatest, entry.weight);
  Scaled result{static_cast<std::uint32_t>(std::lround(std::min(greatest, 1.0F) * packed::greatest_unit)), {}};
  for (const PackedEntry& entry : entries) {
    const float steps = greatest > 0 ? std::max(0.0F, entry.weight) / greatest * greatest_step : 0;
    if (steps >= least_steps)
      result.entries.emplace_back(entry.number, std::max(1U, static_cast<std::uint32_t>(std::lround(steps))));
  }
  return result;
}

/// The parameter below limit with which the gaps take the fewest bits; bits_of(number before plus one, gap, parameter).
template <class BitsOf> unsigned best_parameter(const Scaled& list, unsigned limit, const BitsOf& bits_of) {
  unsigned best = 0;
  std::uint64_t least = ~std::uint64_t{0};
  for (unsigned parameter = 0; parameter < limit; ++parameter) {
    std::uint64_t bits = 0;
    std::uint32_t before = 0;
    for (const auto& [number, steps] : list.entries) {
      bits += bits_of(before, number - before, parameter);
      before = number + 1;
    }
    if (bits < least) {
      least = bits;
      best = parameter;
    }
  }
  return best;
}

} // namespace

void pack_vector(std::span<const PackedEntry> entries, std::string& out) {
  const Scaled list = scaled(entries, least_vector_steps);
  const unsigned shift = best_parameter(list, 1U << packed::shift_bits, [](auto before, auto gap, unsigned parameter) {
    return rice_bits(gap, packed::gap_bits(before, parameter));
  });
  BitWriter writer(out);
  writer.put(list.entries.size(), 8);
  writer.put(shift, packed::shift_bits);
  writer.put(list.greatest, 16);
  std::uint32_t before = 0;
  for (const auto& [number, steps] : list.entries) {
    writer.put_rice(number - before, packed::gap_bits(before, shift));
    writer.put(steps, weight_bits);
    before = number + 1;
  }
  writer.finish();
}

void pack_list(std::span<const PackedEntry> entries, std::string& out) {
  const Scaled list = scaled(entries, 0);
  const unsigned k = best_parameter(list, 1U << packed::k_bits,
                                    [](auto, auto gap, unsigned parameter) { return rice_bits(gap, parameter); });
  BitWriter writer(out);
  writer.put(list.entries.size(), 16);
  writer.put(k, packed::k_bits);
  writer.put(list.greatest, 16);
  std::uint32_t before = 0;
  for (const auto& [number, steps] : list.entries) {
    writer.put_rice(number - before, k);
    writer.put(steps, weight_bits);
    before = number + 1;
  }
  writer.finish();
}

/// Steps of 1.35 root mean squares, −2 to 2, three in a number below 5³: how long the code is means nothing.
void pack_code(const LatentCode& code, std::string& out) {
  double square = 0;
  for (const std::int8_t value : code)
    square += static_cast<double>(value) * value;
  const double step = std::max(1.0, code_step * std::sqrt(square / static_cast<double>(code.size())));
  BitWriter writer(out);
  for (std::size_t i = 0; i < code.size(); i += values_together) {
    std::uint64_t together = 0;
    for (std::size_t j = std::min(i + values_together, code.size()); j > i; --j) {
      const long steps =
          std::clamp(std::lround(code[j - 1] / step), -long{greatest_code_step}, long{greatest_code_step});
      together = together * code_levels + static_cast<std::uint64_t>(steps + greatest_code_step);
    }
    writer.put(together, bits_together);
  }
  writer.finish();
}

void unpack_code(std::string_view bytes, LatentCode& code) {
  BitReader reader(bytes);
  for (std::size_t i = 0; i < code.size(); i += values_together) {
    std::uint32_t together = reader.get(bits_together);
    for (std::size_t j = i; j < std::min(i + values_together, code.size()); ++j) {
      code[j] = static_cast<std::int8_t>(static_cast<int>(together % code_levels) - greatest_code_step);
      together /= code_levels;
    }
  }
}

namespace {

/// Sums of the squares of three dimensions, by their packed number; and of the one that the last group has.
struct Squares {
  std::array<std::uint8_t, 1U << bits_together> of_three{};
  std::array<std::uint8_t, 1U << bits_together> of_last{};
};

constexpr std::size_t values_in_last = (latent_dimensions - 1) % values_together + 1;

constexpr Squares squares_of_numbers() {
  Squares squares;
  for (std::uint32_t number = 0; number < squares.of_three.size(); ++number) {
    std::uint32_t rest = number;
    for (std::size_t j = 0; j < values_together; ++j) {
      const int value = static_cast<int>(rest % code_levels) - greatest_code_step;
      squares.of_three[number] = static_cast<std::uint8_t>(squares.of_three[number] + value * value);
      if (j < values_in_last)
        squares.of_last[number] = static_cast<std::uint8_t>(squares.of_last[number] + value * value);
      rest /= code_levels;
    }
  }
  return squares;
}

constexpr Squares squares = squares_of_numbers();

} // namespace

PackedDirection::PackedDirection(const LatentCode& code) {
  for (std::size_t group = 0; group < groups; ++group) {
    std::array<int, values_together> values{};
    for (std::size_t j = 0; j < values_together && group * values_together + j < code.size(); ++j) {
      values[j] = code[group * values_together + j];
      square_ += values[j] * values[j];
    }
    std::size_t number = 0;
    for (int third = -greatest_code_step; third <= greatest_code_step; ++third)
      for (int second = -greatest_code_step; second <= greatest_code_step; ++second)
        for (int first = -greatest_code_step; first <= greatest_code_step; ++first)
          products_[group][number++] =
              static_cast<std::int16_t>(first * values[0] + second * values[1] + third * values[2]);
  }
}

double PackedDirection::cosine(std::string_view bytes) const {
  constexpr std::size_t groups_together = 8; // in seven bytes
  constexpr std::uint64_t mask = (1U << bits_together) - 1;
  int product = 0;
  unsigned square = 0;
  std::uint64_t window = 0;
  for (std::size_t group = 0; group < groups; ++group) {
    if (group % groups_together == 0) {
      const std::size_t place = group / groups_together * bits_together;
      std::memcpy(&window, bytes.data() + place, std::min(sizeof window, packed_code_bytes - place));
    }
    const std::size_t number = window & mask;
    window >>= bits_together;
    product += products_[group][number];
    square += group + 1 < groups ? squares.of_three[number] : squares.of_last[number];
  }
  const double squares_of_both = square_ * square;
  return squares_of_both > 0 ? product / std::sqrt(squares_of_both) : 0;
}

} // namespace akin
