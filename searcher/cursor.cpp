#include "searcher/cursor.hpp"

#include "common/error.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <fmt/format.h>
#include <limits>

namespace akin {
namespace {

constexpr std::int64_t undated = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t number_count = 5;

[[noreturn]] void refuse(const char* reason, std::string_view cursor) {
  throw Error(ErrorCode::invalid_argument, reason, std::string(cursor));
}

/// Hexadecimal numbers with hyphens between them.
std::array<std::uint64_t, number_count> numbers_of(std::string_view cursor) {
  std::array<std::uint64_t, number_count> numbers{};
  const char* at = cursor.data();
  const char* const end = at + cursor.size();
  for (std::size_t i = 0; i < number_count; ++i) {
    const auto [next, error] = std::from_chars(at, end, numbers[i], 16);
    const bool last = i + 1 == number_count;
    if (error != std::errc{} || (last ? next != end : next == end || *next != '-'))
      refuse("that is no cursor; give next_cursor of the page before, or 'start'", cursor);
    at = last ? next : next + 1;
  }
  return numbers;
}

} // namespace

std::string write_cursor(const engine::MatchPlace& place, const CursorScope& scope) {
  const std::int64_t published = place.published ? place.published->seconds : undated;
  return fmt::format("{:x}-{:x}-{:x}-{:x}-{:x}", std::bit_cast<std::uint32_t>(place.score),
                     static_cast<std::uint64_t>(published), place.document, scope.question, scope.numbering);
}

engine::MatchPlace read_cursor(std::string_view cursor, const CursorScope& scope) {
  const auto [score, published, document, question, numbering] = numbers_of(cursor);
  if (question != scope.question)
    refuse("the cursor belongs to another query, order or filter; begin again with 'start'", cursor);
  if (numbering != scope.numbering)
    refuse("the index was compacted since the cursor was given; begin again with 'start'", cursor);
  engine::MatchPlace place;
  place.score = std::bit_cast<float>(static_cast<std::uint32_t>(score));
  if (static_cast<std::int64_t>(published) != undated)
    place.published = Timestamp{static_cast<std::int64_t>(published)};
  place.document = static_cast<engine::DocNumber>(document);
  return place;
}

} // namespace akin
