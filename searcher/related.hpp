// Related articles: candidates from the index, compared as vectors. Retrieve wide, then think.
#pragma once

#include "searcher/searcher.hpp"
#include "searcher/vector_space.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace akin {

/// The article that related ones are looked for, as vectors see it.
struct RelatedSource {
  std::optional<engine::DocNumber> document; ///< when it is in the index
  engine::TermVector terms;
  UnitVector vector;
  std::vector<engine::DocNumber> copies; ///< the same article in the index, itself included, ascending
};

/// A related article.
struct Related {
  engine::DocNumber document = 0;
  double score = 0;                      ///< cosine, or BM25 for Method::terms
  std::optional<double> confidence;      ///< cosine
  std::vector<engine::DocNumber> copies; ///< folded into it
  UnitVector vector;                     ///< empty for Method::terms
};

struct RelatedList {
  std::vector<Related> ranked; ///< best first; at most what was asked for
  std::uint32_t stories = 0;   ///< before the limit
  std::uint32_t folded = 0;    ///< copies among them
  bool timed_out = false;
};

/// What a choice of related articles needs besides the source; borrowed for the call.
struct RelatedQuery {
  std::span<const engine::Filter> filters;
  TimeRange published;
  std::span<const engine::DocNumber> exclude; ///< ascending
  std::size_t limit = 10;
  bool fold_copies = true;
  SimilarSettings settings;
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

/// The best terms of an article by tf·(1 + ln(N/(n+1))): the query that fetches candidates, and by itself the
/// 25-term baseline of "more like this".
query::Node candidate_query(const VectorSpace& space, const engine::TermVector& terms, std::size_t max_terms);

RelatedList find_related(const VectorSpace& space, const RelatedSource& source, const RelatedQuery& query);

} // namespace akin
