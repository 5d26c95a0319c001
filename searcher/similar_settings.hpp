// How related articles are chosen: every number of the method, apart from the code that uses it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace akin {

/// Settings of one choice of related articles. docs/related_articles.md has the formulas, their sources and what each
/// part is worth; the defaults are those measured there.
struct SimilarSettings {
  /// How far to go; each adds to the one before.
  enum class Method : std::uint8_t {
    terms,    ///< the 25-term BM25 query alone: the baseline
    vectors,  ///< its best matches compared as whole articles
    expanded, ///< and with the source's nearest neighbours
    latent,   ///< and by themes learnt from the index; as expanded where the index is too small to learn any
  };
  Method method = Method::latent;
  std::size_t query_terms = 25;         ///< best terms of the source article that fetch candidates
  std::size_t candidates = 0;           ///< that are compared as vectors, more when more hits are asked for; 0: ten for
                                        ///< each hit, 100 to 200, since others hardly ever come among the first ten; of
                                        ///< those that the related index finds only the most promising
  std::size_t candidate_documents = 15; ///< of the related index that may become a candidate, for each that does
  std::size_t candidate_postings = 50;  ///< that are read of it for each candidate, those that add most first
  std::size_t neighbours = 3;           ///< nearest candidates that are added to the source's vector
  double latent_weight = 0.2;           ///< 0..1: share of the latent cosine in the score
  double promise_latent_weight = 0.3; ///< 0..1: the same when it is guessed which candidates are promising: more, since
                                      ///< the rest of a guess is but a part of the cosine
  double recency_weight = 0.2;        ///< 0..1: what a score loses when the articles are far apart in time; 0: nothing
  double recency_days = 14;           ///< over which that falls to 1/e
  double diversity = 0;               ///< 0..1: 1 − λ of maximal marginal relevance; 0: none
  double minimum_confidence = 0.03;   ///< hits below are left out: a short list is better than a padded one
};

/// How many candidates a list of so many hits compares.
inline std::size_t candidates_for(const SimilarSettings& settings, std::size_t limit) {
  return std::max(limit, settings.candidates > 0 ? settings.candidates : std::clamp<std::size_t>(10 * limit, 100, 200));
}

/// How many of them are promising enough to be compared where all can be judged without their vectors: four for each
/// hit, at least 40, unless a number was asked for.
inline std::size_t promising_for(const SimilarSettings& settings, std::size_t limit) {
  return settings.candidates > 0 ? candidates_for(settings, limit) : std::max<std::size_t>(4 * limit, 40);
}

/// Which related articles are wanted.
enum class SimilarMode : std::uint8_t {
  mixed,      ///< all
  same_event, ///< at most same_event_days apart when both are dated, and at least same_event_confidence
  background, ///< published before the source
  follow_up,  ///< published after the source
};
inline constexpr int same_event_days = 3;
/// Below it two articles share a topic rather than a story.
inline constexpr double same_event_confidence = 0.15;

} // namespace akin
