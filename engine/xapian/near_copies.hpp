// Which texts of an index are near-duplicates of each other, found once and remembered.
#pragma once

#include "engine/xapian/live_state.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin::engine {

/// Pairs of different texts that are copies, named by their text keys: so they stay good when documents are renumbered,
/// deleted or come back. A pair depends on its two texts alone, but for shingles that are left out as too common.
struct NearCopies {
  std::vector<std::uint64_t> texts;         ///< that were compared with each other, ascending
  std::vector<NearPair> copies;             ///< ascending
  std::vector<std::uint32_t> common_hashes; ///< left out when candidates were looked for, ascending
  bool operator==(const NearCopies&) const = default;
};

/// A shingle that more texts than this have is boilerplate, and looking at all its pairs would take for ever.
inline constexpr std::uint32_t most_texts_of_shingle = 1000;

/// The near copies among the live documents. What known says about texts that are still there is taken over; only new
/// texts are looked up, and all of them when other shingles have become common. Looks up on so many threads, fewer for
/// few texts; the result does not depend on their number.
NearCopies derive_near_copies(std::span<const std::shared_ptr<const Segment>> segments, const LiveState& state,
                              const NearCopies& known, unsigned threads);

/// As bytes to keep, and back; nullopt for bytes of another version.
std::string to_bytes(const NearCopies& copies);
std::optional<NearCopies> near_copies_from(std::string_view bytes);

} // namespace akin::engine
