// Query words as lists: of the documents that have them, and of what they add to a score there.
#pragma once

#include "engine/engine.hpp"
#include "engine/xapian/posting_cache.hpp"
#include "engine/xapian/segment.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace akin::engine {

/// The factor of one query word: idf and burst, over the whole snapshot.
struct WordWeight {
  double idf = 0;
  double burst = 0;
};

/// What is worked out once for a query word: every segment asks again.
struct WeighedWord {
  Hash128 key; ///< of its stems, in whatever order
  WordWeight weight;
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
  bool scored = true; ///< false when matches are only counted: all scores may then be 0
  /// Of the words that were weighed. Makes a context one thread's.
  mutable std::unordered_map<const query::QueryWord*, WeighedWord> words = {};
};

WordWeight weight_of(const SearchContext& context, const query::QueryWord& word);

/// The document's part of BM25: see RankingSettings.
inline float saturated_frequency(const RankingSettings& ranking, float frequency, float length, float average_length) {
  return frequency * (ranking.k1 + 1) /
         (frequency + ranking.k1 * (1 - ranking.b + ranking.b * length / average_length));
}

/// Which tokens of a stem count.
enum class Tokens : std::uint8_t {
  title,   ///< those in titles
  content, ///< those that are no stop words: "die" where it is English
  all      ///< everywhere
};

/// A word that is mostly a stop word is looked for as one, any other only where it is none.
Tokens counting_tokens(const query::QueryWord& word);

/// A word's share of scores, but for its weight: scoring a document is one multiplication.
struct ImpactList {
  std::shared_ptr<const PostingList> postings; ///< of the tokens that count
  std::vector<float> impact;                   ///< by posting: saturated frequency, and the bonus of titles
  RankingSettings ranking;                     ///< with which they were worked out
  double average_length = 0;
  std::size_t bytes() const noexcept { return impact.capacity() * sizeof(float) + sizeof *this; }
};

/// The lists of words in one segment: decoded and worked out once, then kept in the context's cache. Thread-safe but
/// for the context.
class WordLists {
 public:
  WordLists(const SearchContext& context, const Segment& segment) : context_(context), segment_(segment) {}

  /// Frequency of a word in its documents, all stems together.
  std::shared_ptr<const PostingList> postings(const query::QueryWord& word, Tokens tokens) const;
  std::shared_ptr<const ImpactList> impacts(const query::QueryWord& word) const;

 private:
  std::shared_ptr<const PostingList> stem_postings(std::string_view stem, Tokens tokens) const;
  PostingList all_postings(LocalTerm stem) const;
  PostingKey key_of(const query::QueryWord& word, unsigned kind) const;

  const SearchContext& context_;
  const Segment& segment_;
};

} // namespace akin::engine
