// Vectors and posting lists as the related index keeps them: gaps and weights of a few bits each.
#pragma once

#include "searcher/bit_stream.hpp"
#include "searcher/latent_space.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

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

/// Entries of a vector that weigh less are not worth their room.
inline constexpr float least_vector_steps = 2;

/// Appends a vector. Entries are ascending, at most most_vector_entries, their weights 0..1; those below
/// least_vector_steps are left out.
void pack_vector(std::span<const PackedEntry> entries, std::string& out);

/// Appends the list of one stem. Entries are ascending, at most most_list_entries, their weights 0..1.
void pack_list(std::span<const PackedEntry> entries, std::string& out);

/// A place among themes: five steps a dimension, three dimensions in seven bits.
inline constexpr std::size_t values_together = 3;
inline constexpr unsigned bits_together = 7;
inline constexpr std::size_t packed_code_bytes =
    ((latent_dimensions + values_together - 1) / values_together * bits_together + 7) / 8;
void pack_code(const LatentCode& code, std::string& out);
/// bytes has packed_code_bytes or more.
void unpack_code(std::string_view bytes, LatentCode& code);

/// One place that is compared with many packed ones, three dimensions at a time.
class PackedDirection {
 public:
  explicit PackedDirection(const LatentCode& code);
  /// As cosine() of the code and the unpacked one; bytes has packed_code_bytes or more.
  double cosine(std::string_view bytes) const;

 private:
  static constexpr std::size_t groups = (latent_dimensions + values_together - 1) / values_together;
  /// By group and its packed number: product with the code in units of 2¹⁶, plus the sum of the squares. Neither is
  /// more in all: a code's values are at most 127, packed ones at most 2.
  std::array<std::array<std::int32_t, 1U << bits_together>, groups> sums_;
  double square_ = 0; ///< of the code's length
};

namespace packed {
/// What vectors and lists have in common behind their parameter: the step of the weights, then the entries, which are
/// visited as (number, steps, step).
template <class GapBits, class Visit>
void unpack_entries(BitReader& reader, std::uint32_t count, const GapBits& gap_bits_at, const Visit& visit) {
  const float step = static_cast<float>(reader.get(16)) / (greatest_unit * greatest_step);
  std::uint32_t number = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto [gap, steps] = reader.get_rice(gap_bits_at(number), weight_bits);
    number += gap;
    visit(number, steps, step);
    ++number;
  }
}
} // namespace packed

/// Visits (number, steps, step) of a packed vector, ascending; the weight of each is steps · step. Numbers may be any
/// when the bytes are damaged.
template <class Visit> void unpack_vector(std::string_view bytes, const Visit& visit) {
  BitReader reader(bytes);
  const std::uint32_t count = reader.get(8);
  const unsigned shift = reader.get(packed::shift_bits);
  packed::unpack_entries(
      reader, count, [shift](std::uint32_t number) { return packed::gap_bits(number, shift); }, visit);
}

/// Entries of a packed vector.
inline std::size_t packed_vector_entries(std::string_view bytes) { return BitReader(bytes).get(8); }

/// Unpacks several vectors in step: each entry waits for the one before it, so that one vector alone leaves the
/// processor idle most of the time. out[i] has room for packed_vector_entries(bytes[i]) of a number and a weight, as
/// unpack_vector() visits them; numbers above most, of damaged bytes, become most.
template <class Entry, std::size_t count>
void unpack_vectors(const std::array<std::string_view, count>& bytes, const std::array<Entry*, count>& out,
                    std::uint32_t most) {
  struct Stream {
    BitReader reader;
    std::uint32_t left;
    unsigned shift;
    float step;
    std::uint32_t number = 0;
    Entry* next;

    Stream(std::string_view from, Entry* to)
        : reader(from), left(reader.get(8)), shift(reader.get(packed::shift_bits)),
          step(static_cast<float>(reader.get(16)) / (packed::greatest_unit * greatest_step)), next(to) {}
    void unpack_one(std::uint32_t most_number) {
      const auto [gap, steps] = reader.get_rice(packed::gap_bits(number, shift), weight_bits);
      number += gap;
      *next++ = Entry{std::min(number, most_number), static_cast<float>(steps) * step};
      ++number;
    }
  };
  const auto streams_of = [&]<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<Stream, count>{Stream(bytes[i], out[i])...};
  };
  std::array<Stream, count> streams = streams_of(std::make_index_sequence<count>());
  std::uint32_t together = streams[0].left;
  for (const Stream& stream : streams)
    together = std::min(together, stream.left);
  for (std::uint32_t i = 0; i < together; ++i)
    for (Stream& stream : streams)
      stream.unpack_one(most);
  for (Stream& stream : streams)
    for (std::uint32_t i = together; i < stream.left; ++i)
      stream.unpack_one(most);
}

/// The same for a list.
template <class Visit> void unpack_list(std::string_view bytes, const Visit& visit) {
  BitReader reader(bytes);
  const std::uint32_t count = reader.get(16);
  const unsigned k = reader.get(packed::k_bits);
  packed::unpack_entries(
      reader, count, [k](std::uint32_t) { return k; }, visit);
}

} // namespace akin
