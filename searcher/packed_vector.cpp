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

constexpr std::size_t values_in_last = (latent_dimensions - 1) % values_together + 1;
constexpr std::size_t groups_together = 8; // in seven bytes
constexpr std::size_t steps = code_levels;

/// Sums of the squares of the first of three dimensions, by their packed number.
constexpr std::array<std::int32_t, 1U << bits_together> squares_of(std::size_t dimensions) {
  std::array<std::int32_t, 1U << bits_together> squares{};
  for (std::uint32_t number = 0; number < squares.size(); ++number) {
    std::uint32_t rest = number;
    for (std::size_t j = 0; j < dimensions; ++j, rest /= code_levels) {
      const int value = static_cast<int>(rest % code_levels) - greatest_code_step;
      squares[number] += value * value;
    }
  }
  return squares;
}

constexpr auto squares_of_three = squares_of(values_together);
constexpr auto squares_of_last = squares_of(values_in_last);

/// A product and a sum of squares in one number, so that both are added up at once.
constexpr int product_unit = 1 << 16;

} // namespace

PackedDirection::PackedDirection(const LatentCode& code) {
  for (std::size_t group = 0; group < groups; ++group) {
    std::array<std::array<int, steps>, values_together> products{}; // of each value with each of its steps
    for (std::size_t j = 0; j < values_together && group * values_together + j < code.size(); ++j) {
      const int value = code[group * values_together + j];
      square_ += value * value;
      for (std::size_t step = 0; step < steps; ++step)
        products[j][step] = (static_cast<int>(step) - greatest_code_step) * value * product_unit;
    }
    std::array<int, steps * steps> of_two; // all of it is written
    for (std::size_t second = 0; second < steps; ++second)
      for (std::size_t first = 0; first < steps; ++first)
        of_two[second * steps + first] = products[0][first] + products[1][second];
    const std::int32_t* squares = (group + 1 < groups ? squares_of_three : squares_of_last).data();
    std::int32_t* next = sums_[group].data();
    for (std::size_t third = 0; third < steps; ++third, next += of_two.size(), squares += of_two.size()) {
      const int product = products[2][third];
      for (std::size_t i = 0; i < of_two.size(); ++i)
        next[i] = of_two[i] + product + squares[i];
    }
    std::fill(next, sums_[group].data() + sums_[group].size(), 0); // of damaged codes
  }
}

double PackedDirection::cosine(std::string_view bytes) const {
  constexpr std::uint64_t mask = (1U << bits_together) - 1;
  constexpr std::size_t rest = groups % groups_together;
  constexpr std::size_t rest_bytes = (rest * bits_together + 7) / 8;
  static_assert(rest_bytes > 0); // so that eight bytes can be read where seven are meant
  std::int32_t sum = 0;
  const auto* next = sums_.data();
  const char* place = bytes.data();
  const auto add = [&](std::size_t many, std::size_t size) {
    std::uint64_t window = 0;
    std::memcpy(&window, place, size);
    for (std::size_t i = 0; i < many; ++i)
      sum += next[i][window >> (i * bits_together) & mask];
  };
  for (std::size_t whole = groups / groups_together; whole > 0; --whole) {
    add(groups_together, sizeof(std::uint64_t));
    next += groups_together;
    place += bits_together;
  }
  add(rest, rest_bytes);
  const int square = sum & (product_unit - 1);
  const double squares_of_both = square_ * square;
  return squares_of_both > 0 ? (sum - square) / product_unit / std::sqrt(squares_of_both) : 0;
}

} // namespace akin
