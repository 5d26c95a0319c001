// Answers a query tree within one segment.
#pragma once

#include "engine/engine.hpp"
#include "engine/xapian/segment.hpp"
#include "engine/xapian/word_lists.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace akin::engine {

/// Matching documents of one segment, ascending, with their scores.
struct ScoredDocuments {
  std::vector<LocalDoc> documents;
  std::vector<float> scores;
};

/// Not thread-safe: one a request and segment.
class SegmentMatcher {
 public:
  SegmentMatcher(const SearchContext& context, const Segment& segment)
      : context_(context), segment_(segment), lists_(context, segment) {}

  ScoredDocuments match(const query::Node& node);

  /// Documents with any of these values, ascending. Sources, tags, sections and languages match whole, people, places,
  /// organisations and authors also by some of their words in a row. names match byte for byte in their fields.
  std::vector<LocalDoc> with_values(query::Field field, std::span<const std::string> values,
                                    std::span<const query::FieldName> names) const;
  /// Documents published within a range, ascending.
  std::vector<LocalDoc> published_within(const TimeRange& range) const;

  bool timed_out() const noexcept { return timed_out_; }

 private:
  template <class IsWanted>
  void add_documents(FacetField field, const IsWanted& is_wanted, std::vector<LocalDoc>& documents) const;
  ScoredDocuments match_word(const query::Node& node);
  ScoredDocuments match_phrase(const query::Node& node);
  std::vector<std::shared_ptr<const PostingList>> lists_of(const query::Node& phrase) const;
  void add_word_scores(const query::QueryWord& word, bool title_only, ScoredDocuments& matches) const;
  ScoredDocuments match_boolean(const query::Node& node);
  ScoredDocuments match_all(std::span<const query::Node* const> nodes);
  ScoredDocuments match_any(std::span<const query::Node* const> nodes);
  ScoredDocuments everything() const;
  bool out_of_time();

  const SearchContext& context_;
  const Segment& segment_;
  WordLists lists_;
  bool timed_out_ = false;
};

/// The facet field that a metadata field of the query language is counted under.
FacetField facet_of(query::Field field);

} // namespace akin::engine
