// Answers a query tree within one segment.
#pragma once

#include "engine/engine.hpp"
#include "engine/xapian/posting_cache.hpp"
#include "engine/xapian/segment.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace akin::engine {

/// Matching documents of one segment, ascending, with their scores.
struct ScoredDocuments {
  std::vector<LocalDoc> documents;
  std::vector<float> scores;
};

/// The factor of one query word: idf and burst, over the whole snapshot.
struct WordWeight {
  double idf = 0;
  double burst = 0;
};

/// What scoring and looking up need of the whole snapshot: the same for all of its segments, so that an article has
/// the same score however the index is cut into segments.
struct SearchContext {
  std::span<const std::shared_ptr<const Segment>> segments;
  std::uint32_t documents = 0; ///< slots, dead ones included
  double average_length = 1;
  PostingCache* cache = nullptr;
  RankingSettings ranking;
  std::optional<std::chrono::steady_clock::time_point> deadline;
  /// Of the words that were weighed: every segment asks again. Makes a context one thread's.
  mutable std::unordered_map<const query::QueryWord*, WordWeight> weights = {};
};

WordWeight weight_of(const SearchContext& context, const query::QueryWord& word);

/// The document's part of BM25: see RankingSettings.
inline float saturated_frequency(const RankingSettings& ranking, float frequency, float length, float average_length) {
  return frequency * (ranking.k1 + 1) /
         (frequency + ranking.k1 * (1 - ranking.b + ranking.b * length / average_length));
}

/// Not thread-safe: one a request and segment.
class SegmentMatcher {
 public:
  SegmentMatcher(const SearchContext& context, const Segment& segment) : context_(context), segment_(segment) {}

  ScoredDocuments match(const query::Node& node);

  /// Documents with any of these values, ascending. Sources, tags, sections and languages match whole, people, places,
  /// organisations and authors also by some of their words in a row. names match byte for byte.
  std::vector<LocalDoc> with_values(query::Field field, std::span<const std::string> values,
                                    std::span<const std::string> names) const;
  /// Documents published within a range, ascending.
  std::vector<LocalDoc> published_within(const TimeRange& range) const;

  /// Which tokens of a stem count.
  enum class Tokens {
    title,   ///< those in titles
    content, ///< those that are no stop words: "die" where it is English
    all      ///< everywhere
  };
  /// Frequency of a word in its documents, all stems together.
  std::shared_ptr<const PostingList> postings(const query::QueryWord& word, Tokens tokens) const;

  bool timed_out() const noexcept { return timed_out_; }

 private:
  ScoredDocuments match_word(const query::Node& node);
  ScoredDocuments match_phrase(const query::Node& node);
  struct PhraseCandidates;
  PhraseCandidates with_all_words(const query::Node& phrase) const;
  void add_word_scores(const query::QueryWord& word, bool title_only, ScoredDocuments& matches) const;
  ScoredDocuments match_boolean(const query::Node& node);
  ScoredDocuments match_all(std::span<const query::Node* const> nodes);
  ScoredDocuments match_any(std::span<const query::Node* const> nodes);
  ScoredDocuments everything() const;
  std::shared_ptr<const PostingList> stem_postings(const std::string& stem, Tokens tokens) const;
  PostingList all_postings(LocalTerm stem) const;
  bool out_of_time();

  const SearchContext& context_;
  const Segment& segment_;
  bool timed_out_ = false;
};

/// A word that is mostly a stop word is looked for as one, any other only where it is none.
SegmentMatcher::Tokens counting_tokens(const query::QueryWord& word);

/// The facet field that a metadata field of the query language is counted under.
FacetField facet_of(query::Field field);

} // namespace akin::engine
