// Finds a few words in a token stream without decoding it.
#pragma once

#include "engine/xapian/forward.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace akin::engine {

/// Looks for the codes of some words among the codes of a document, 32 bytes at a time: several times as fast as
/// reading token by token, since most documents that hold the words of a phrase do not hold the phrase. Thread-safe.
class CodeScan {
 public:
  explicit CodeScan(std::span<const WordRank> words);

  /// Place of the first byte at or behind `from` where a code of one of the words may begin; codes.size() when there is
  /// none. That the place begins a code, and of which word, is for the caller to check.
  std::size_t find(std::span<const unsigned char> codes, std::size_t from) const;

 private:
  /// Sixteen bytes that the compiler keeps in one register of whatever the machine has (SSE2, NEON).
  using Block = unsigned char __attribute__((vector_size(16)));
  /// The first two bytes of a word's code, each in every place of a block; the bit of the first that tells capitals is
  /// set. For a code of one byte any_second is all ones.
  struct Beginning {
    Block first;
    Block second;
    Block any_second;
  };
  /// Places in 32 bytes.
  using Places = std::array<Block, 2>;
  static Block load(const unsigned char* bytes);
  Places matches(const unsigned char* bytes) const;
  bool begins_at(std::span<const unsigned char> codes, std::size_t place) const;

  std::vector<Beginning> beginnings_;
};

/// Whether a code begins at this place: the byte before it ends one.
inline bool begins_code(std::span<const unsigned char> codes, std::size_t place) {
  return place == 0 || codes[place - 1] < 0x80;
}

/// Place of the code before the one that begins at place > 0.
inline std::size_t code_before(std::span<const unsigned char> codes, std::size_t place) {
  for (--place; !begins_code(codes, place);)
    --place;
  return place;
}

} // namespace akin::engine
