// Where a page of hits ended, as text that a client hands back for the next one.
#pragma once

#include "engine/engine.hpp"

#include <string>
#include <string_view>

namespace akin {

/// The value that asks for the first page.
inline constexpr std::string_view cursor_start = "start";

/// What a cursor belongs to: with another question or another numbering of documents its place means nothing.
struct CursorScope {
  std::uint64_t question = 0;  ///< a hash of all that chooses and orders the matches
  std::uint64_t numbering = 0; ///< Snapshot::numbering()
};

/// Letters, digits and hyphens only, so that it goes into an address as it is.
std::string write_cursor(const engine::MatchPlace& place, const CursorScope& scope);

/// Errors: invalid_argument for what is no cursor, belongs to another question, or was given before the index was
/// compacted.
engine::MatchPlace read_cursor(std::string_view cursor, const CursorScope& scope);

} // namespace akin
