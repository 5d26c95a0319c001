// From all matching documents to what a request asked for: the best ones, copies folded, counts.
#pragma once

#include "engine/engine.hpp"
#include "engine/xapian/live_state.hpp"
#include "engine/xapian/matcher.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace akin::engine {

/// Takes the matches of one segment after the other, the last one first. Not thread-safe.
class Collector {
 public:
  Collector(const RetrievalRequest& request, const LiveState& state);

  /// Matches of the segment whose first document has number base; filters and deletions already applied.
  void add(const Segment& segment, DocNumber base, const ScoredDocuments& matches);

  Retrieval finish();

 private:
  struct Candidate {
    DocNumber document;
    float score;
    std::int64_t published;
  };
  bool ranks_before(const Candidate& a, const Candidate& b) const;
  void offer(const Candidate& candidate);
  void add_copy(GroupId group, const Candidate& candidate);
  std::vector<DocNumber> copies_of(DocNumber document) const;
  void count_facets(const Segment& segment, DocNumber base, const ScoredDocuments& matches);
  std::vector<FacetCount> facet_counts(std::size_t facet);
  void count_day(std::int64_t published);

  const RetrievalRequest& request_;
  const LiveState& state_;
  std::optional<Candidate> after_;
  std::vector<Candidate> best_;       ///< heap, worst on top, at most request_.limit
  std::vector<std::uint32_t> groups_; ///< by GroupId, place in oldest_ plus one; empty until a copy matches
  std::vector<Candidate> oldest_;     ///< of each group of copies that matched, the oldest one of it that did
  std::vector<DocNumber> copies_;     ///< all matches that belong to groups, descending
  std::map<std::int32_t, std::uint32_t> days_;
  std::uint32_t matched_ = 0;
  std::uint32_t ungrouped_ = 0;
  std::array<std::unordered_map<std::string_view, std::uint32_t>, facet_field_count> counts_;
  std::array<std::vector<std::pair<GroupId, std::string_view>>, facet_field_count> grouped_values_;
};

} // namespace akin::engine
