// Vectors and posting lists as the related index keeps them: gaps and weights of a few bits each.
#pragma once

#include "searcher/bit_stream.hpp"
#include "searcher/latent_space.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace akin {

/// Of a weight, in steps of a fifteenth of the greatest beside it.
inline constexpr unsigned weight_bits = 4;
inline constexpr float greatest_step = 15;

/// One entry of a vector or list: a stem or a document, and what it weighs there.
struct PackedEntry {
  std::uint32_t number;
  float weight;
};

/// A vector has at most so many entries, a list so many: their counts have 8 and 16 bits.
inline constexpr std::size_t most_vector_entries = 255;
inline constexpr std::size_t most_list_entries = 65'535;

namespace packed {

/// Weights of unit vectors are at most 1.
inline constexpr float greatest_unit = 65'535;

/// Stems are numbered by how frequent they are, so that gaps grow with the numbers: the gap behind a number is taken to
/// be like that number, less a few bits that each vector chooses.
inline unsigned gap_bits(std::uint32_t before, unsigned shift) {
  constexpr std::uint32_t first_gap = 32;
  constexpr unsigned most_gap_bits = 31; // a number has 32, which cannot be shifted out at once
  const auto width = static_cast<unsigned>(std::bit_width(before + first_gap));
  return width > shift ? std::min(width - shift, most_gap_bits) : 0;
}
inline constexpr unsigned shift_bits = 3;
inline constexpr unsigned k_bits = 5;

} // namespace packed

/// Appends a vector. Entries are ascending, at most most_vector_entries, their weights 0..1; those that round to no
/// step are left out.
void pack_vector(std::span<const PackedEntry> entries, std::string& out);

/// Appends the list of one stem. Entries are ascending, at most most_list_entries, their weights 0..1.
void pack_list(std::span<const PackedEntry> entries, std::string& out);

/// A place among themes: half a byte a dimension.
inline constexpr std::size_t packed_code_bytes = (latent_dimensions + 1) / 2;
void pack_code(const LatentCode& code, std::string& out);
/// bytes has packed_code_bytes or more.
void unpack_code(std::string_view bytes, LatentCode& code);

namespace packed {
/// What vectors and lists have in common behind their parameter: the step of the weights, then the entries.
template <class GapBits, class Visit>
void unpack_entries(BitReader& reader, std::uint32_t count, const GapBits& gap_bits_at, const Visit& visit) {
  const float step = static_cast<float>(reader.get(16)) / (greatest_unit * greatest_step);
  std::uint32_t number = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto [gap, steps] = reader.get_rice(gap_bits_at(number), weight_bits);
    number += gap;
    visit(number, static_cast<float>(steps) * step);
    ++number;
  }
}
} // namespace packed

/// Visits (number, weight) of a packed vector, ascending; numbers may be any when the bytes are damaged.
template <class Visit> void unpack_vector(std::string_view bytes, const Visit& visit) {
  BitReader reader(bytes);
  const std::uint32_t count = reader.get(8);
  const unsigned shift = reader.get(packed::shift_bits);
  packed::unpack_entries(
      reader, count, [shift](std::uint32_t number) { return packed::gap_bits(number, shift); }, visit);
}

/// The same for a list; the weight of each is steps · step.
template <class Visit> void unpack_list(std::string_view bytes, const Visit& visit) {
  BitReader reader(bytes);
  const std::uint32_t count = reader.get(16);
  const unsigned k = reader.get(packed::k_bits);
  packed::unpack_entries(
      reader, count, [k](std::uint32_t) { return k; }, visit);
}

} // namespace akin
