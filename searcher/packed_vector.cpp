#include "searcher/packed_vector.hpp"

#include <vector>

namespace akin {
namespace {

struct Scaled {
  std::uint32_t greatest;                                       ///< weight, as it is written
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries; ///< number, steps
};

/// In steps of the greatest weight; without what rounds to fewer steps than least.
Scaled scaled(std::span<const PackedEntry> entries, std::uint32_t least) {
  float greatest = 0;
  for (const PackedEntry& entry : entries)
    greatest = std::max(greatest, entry.weight);
  Scaled result{static_cast<std::uint32_t>(std::lround(std::min(greatest, 1.0F) * packed::greatest_unit)), {}};
  for (const PackedEntry& entry : entries) {
    const float steps = greatest > 0 ? std::round(std::max(0.0F, entry.weight) / greatest * greatest_step) : 0;
    const auto whole = std::max(least, static_cast<std::uint32_t>(steps));
    if (whole > 0)
      result.entries.emplace_back(entry.number, whole);
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
  const Scaled list = scaled(entries, 0);
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
  const Scaled list = scaled(entries, 1);
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

/// Steps −7 to 7 of the greatest, plus 8: how long the code is means nothing.
void pack_code(const LatentCode& code, std::string& out) {
  constexpr int half = 7;
  int greatest = 1;
  for (const std::int8_t value : code)
    greatest = std::max(greatest, std::abs(static_cast<int>(value)));
  BitWriter writer(out);
  for (const std::int8_t value : code)
    writer.put(static_cast<std::uint64_t>(std::lround(static_cast<double>(value) * half / greatest) + half + 1), 4);
  writer.finish();
}

void unpack_code(std::string_view bytes, LatentCode& code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const auto two = static_cast<unsigned char>(bytes[i / 2]);
    code[i] = static_cast<std::int8_t>(static_cast<int>(i % 2 == 0 ? two & 15U : two >> 4U) - 8);
  }
}

} // namespace akin
