// Which documents of an index count, and which of them are copies of each other: derived from the segments' columns.
#pragma once

#include "engine/xapian/segment.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace akin::engine {

/// Number of a group of copies; 0 means that a document has no copy.
using GroupId = std::uint32_t;

/// By DocNumber. A document is live unless a later document has its id or it is a tombstone. Two live documents are
/// copies when their text or their canonical URL is the same, and so are the copies of copies.
struct LiveState {
  std::vector<std::uint64_t> live_bits; ///< bit n % 64 of word n / 64; zero behind the last document
  std::uint32_t live_count = 0;
  std::vector<GroupId> group;                  ///< by DocNumber; empty when no document has a copy
  std::vector<std::vector<DocNumber>> members; ///< by GroupId; [0] is unused
  std::uint32_t surplus_copies = 0;            ///< live documents less groups: what folding takes away

  bool is_live(DocNumber document) const { return (live_bits[document / 64] >> (document % 64) & 1U) != 0; }
  GroupId group_of(DocNumber document) const { return group.empty() ? 0 : group[document]; }
};

/// Derives the state of these segments, oldest first.
LiveState derive_live_state(std::span<const std::shared_ptr<const Segment>> segments);

} // namespace akin::engine
