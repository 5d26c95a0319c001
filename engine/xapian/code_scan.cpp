#include "engine/xapian/code_scan.hpp"

#include "engine/xapian/varint.hpp"

#include <algorithm>
#include <cstring>

namespace akin::engine {
namespace {

/// Sixteen bytes that the compiler keeps in one register of whatever the machine has (SSE2, NEON).
using Block = unsigned char __attribute__((vector_size(16)));
constexpr std::size_t block_bytes = sizeof(Block);
constexpr unsigned char capital_bit = 1;

Block load(const unsigned char* bytes) {
  Block block;
  std::memcpy(&block, bytes, block_bytes);
  return block;
}

Block all(unsigned char byte) { return Block{} + byte; }

bool any(Block block) {
  std::uint64_t halves[2]; // NOLINT(*-avoid-c-arrays): what the block is copied to
  std::memcpy(halves, &block, block_bytes);
  return (halves[0] | halves[1]) != 0;
}

} // namespace

CodeScan::CodeScan(std::span<const WordRank> words) {
  for (const WordRank word : words) {
    std::string code;
    put_varint(code, std::uint64_t{word} << 1U | capital_bit);
    beginnings_.push_back({static_cast<unsigned char>(code[0]),
                           code.size() > 1 ? static_cast<unsigned char>(code[1]) : static_cast<unsigned char>(0),
                           code.size() > 1});
  }
}

bool CodeScan::begins_at(std::span<const unsigned char> codes, std::size_t place) const {
  return std::any_of(beginnings_.begin(), beginnings_.end(), [&](const Beginning& beginning) {
    return (codes[place] | capital_bit) == beginning.first &&
           (!beginning.has_second || (place + 1 < codes.size() && codes[place + 1] == beginning.second));
  });
}

std::size_t CodeScan::find(std::span<const unsigned char> codes, std::size_t from) const {
  for (; from + block_bytes < codes.size(); from += block_bytes) {
    const Block firsts = load(codes.data() + from) | all(capital_bit);
    const Block seconds = load(codes.data() + from + 1);
    Block found{};
    for (const Beginning& beginning : beginnings_) {
      const auto first_matches = firsts == all(beginning.first);
      const auto matches = beginning.has_second ? first_matches & (seconds == all(beginning.second)) : first_matches;
      found |= reinterpret_cast<const Block&>(matches);
    }
    if (!any(found))
      continue;
    for (std::size_t place = from; place < from + block_bytes; ++place)
      if (begins_at(codes, place))
        return place;
  }
  for (; from < codes.size(); ++from)
    if (begins_at(codes, from))
      return from;
  return codes.size();
}

} // namespace akin::engine
