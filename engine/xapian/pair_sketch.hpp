// Which words stand next to each other in a document, in few bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace akin::engine {

/// A pair of neighbouring stems, first and second, by the hash64 of their texts: the same in every segment.
inline std::uint64_t pair_hash(std::uint64_t first, std::uint64_t second) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U; // tells "a b" from "b a"
  return first * odd + second;
}

/// A Bloom filter (Bloom 1970) with one bit a pair: what it lacks the document lacks, and of the pairs that a document
/// lacks it says so of four in five. Most documents with the words of a phrase are told apart so without being read.
class PairSketch {
 public:
  /// Four bits a token.
  static std::size_t size_bytes(std::uint32_t tokens) { return (std::size_t{tokens} + 1) / 2; }

  explicit PairSketch(std::span<const unsigned char> bytes) : bytes_(bytes) {}
  /// Always true of an empty sketch.
  bool may_have(std::uint64_t pair) const {
    if (bytes_.empty())
      return true;
    const std::size_t bit = place(pair, bytes_.size());
    return (bytes_[bit / 8] >> (bit % 8) & 1U) != 0;
  }
  /// Adds a pair to the bytes of a sketch, which are not empty.
  static void add(std::uint64_t pair, std::span<char> bytes) {
    const std::size_t bit = place(pair, bytes.size());
    bytes[bit / 8] = static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) | 1U << (bit % 8));
  }

 private:
  static std::size_t place(std::uint64_t pair, std::size_t bytes) {
    return static_cast<std::size_t>(((pair >> 32U) * (bytes * 8)) >> 32U);
  }
  std::span<const unsigned char> bytes_;
};

} // namespace akin::engine
