// Which documents of an index count, and which of them are copies of each other: derived from the segments' columns.
#pragma once

#include "engine/xapian/segment.hpp"

#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace akin::engine {

/// Number of a group of copies; 0 means that a document has no copy.
using GroupId = std::uint32_t;

/// By DocNumber. A document is live unless a later document has its id or it is a tombstone. Two live documents are
/// copies when their text or their canonical URL is the same, so are the copies of copies; and what is then oldest of
/// its kind joins an older one whose text is nearly its own (docs/related_articles.md). None of this depends on the
/// order of documents or on how they are cut into segments.
struct LiveState {
  std::vector<std::uint64_t> live_bits; ///< bit n % 64 of word n / 64; zero behind the last document
  std::uint32_t live_count = 0;
  std::vector<std::uint64_t> copy_bits;        ///< as live_bits: documents that have copies; as long, or empty
  std::vector<GroupId> group;                  ///< by DocNumber; empty when no document has a copy
  std::vector<std::vector<DocNumber>> members; ///< by GroupId, ascending; [0] is unused
  std::vector<std::uint32_t> age;   ///< by DocNumber: place by age within its group, 0 for the oldest; as long as group
  std::uint32_t surplus_copies = 0; ///< live documents less groups: what folding takes away

  bool is_live(DocNumber document) const { return (live_bits[document / 64] >> (document % 64) & 1U) != 0; }
  bool has_copies(DocNumber document) const {
    return !copy_bits.empty() && (copy_bits[document / 64] >> (document % 64) & 1U) != 0;
  }
  GroupId group_of(DocNumber document) const { return group.empty() ? 0 : group[document]; }
};

/// Which documents of these segments, oldest first, are live; without groups.
LiveState derive_live_state(std::span<const std::shared_ptr<const Segment>> segments);

/// Two different texts that are copies, by their text keys.
struct NearPair {
  std::uint64_t smaller = 0; ///< key
  std::uint64_t greater = 0;
  std::uint64_t close = 0; ///< 1: whenever they were published; 0: when that was within days of each other
  auto operator<=>(const NearPair&) const = default;
};

/// Adds the groups of copies.
void group_copies(std::span<const std::shared_ptr<const Segment>> segments, std::span<const NearPair> near,
                  LiveState& state);

} // namespace akin::engine
