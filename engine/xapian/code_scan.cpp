#include "engine/xapian/code_scan.hpp"

#include "engine/xapian/varint.hpp"

#include <algorithm>
#include <array>
#include <cstring>

// Compiled twice, for processors with AVX2 and for all; which one runs is decided when the program starts, before the
// thread sanitizer is ready to watch the decision. By GCC only: what clang 14 makes of it, other files cannot call.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define AKIN_FOR_NEWER_PROCESSORS __attribute__((target_clones("avx2", "default")))
#else
#define AKIN_FOR_NEWER_PROCESSORS
#endif

namespace akin::engine {
namespace {

constexpr unsigned char capital_bit = 1;
constexpr unsigned char zero = 0;
constexpr unsigned char all_ones = 0xFF;

} // namespace

// Inlined by force, as the compiler hesitates to inline into functions that it compiles twice.
[[gnu::always_inline]] inline CodeScan::Block CodeScan::load(const unsigned char* bytes) {
  Block block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

CodeScan::CodeScan(std::span<const WordRank> words) {
  for (const WordRank word : words) {
    std::string code;
    put_varint(code, std::uint64_t{word} << 1U | capital_bit);
    const unsigned char any_second = code.size() > 1 ? zero : all_ones;
    const auto byte = [&](std::size_t i) { return i < code.size() ? static_cast<unsigned char>(code[i]) : zero; };
    beginnings_.push_back({Block{} + byte(0), Block{} + byte(1), Block{} + any_second});
  }
}

/// All ones at each place where a code may begin, zero elsewhere. Reads one byte more.
[[gnu::always_inline]] inline CodeScan::Places CodeScan::matches(const unsigned char* bytes) const {
  const Block capital = Block{} + capital_bit;
  const Places firsts{load(bytes) | capital, load(bytes + sizeof(Block)) | capital};
  const Places seconds{load(bytes + 1), load(bytes + sizeof(Block) + 1)};
  Places found{};
  for (const Beginning& beginning : beginnings_)
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto first = firsts[i] == beginning.first;
      const auto second = seconds[i] == beginning.second;
      found[i] |=
          reinterpret_cast<const Block&>(first) & (reinterpret_cast<const Block&>(second) | beginning.any_second);
    }
  return found;
}

bool CodeScan::begins_at(std::span<const unsigned char> codes, std::size_t place) const {
  return std::any_of(beginnings_.begin(), beginnings_.end(), [&](const Beginning& beginning) {
    return (codes[place] | capital_bit) == beginning.first[0] &&
           (beginning.any_second[0] != 0 || (place + 1 < codes.size() && codes[place + 1] == beginning.second[0]));
  });
}

AKIN_FOR_NEWER_PROCESSORS std::size_t CodeScan::find(std::span<const unsigned char> codes, std::size_t from) const {
  for (; from + sizeof(Places) < codes.size(); from += sizeof(Places)) {
    const Places found = matches(codes.data() + from);
    const Block any = found[0] | found[1];
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), &any, sizeof any);
    if ((halves[0] | halves[1]) == 0)
      continue;
    for (std::size_t i = 0; i < sizeof(Places); ++i)
      if (found[i / sizeof(Block)][i % sizeof(Block)] != 0)
        return from + i;
  }
  for (; from < codes.size(); ++from)
    if (begins_at(codes, from))
      return from;
  return codes.size();
}

} // namespace akin::engine
