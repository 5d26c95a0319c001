// The first stage of related articles: what the index fetches with a plain query.
#pragma once

#include "searcher/vector_space.hpp"

#include <cstddef>

namespace akin {

/// The best terms of an article by tf·(1 + ln(N/(n+1))): the query that fetches candidates, and by itself the
/// 25-term baseline of "more like this".
query::Node candidate_query(const VectorSpace& space, const engine::TermVector& terms, std::size_t max_terms);

} // namespace akin
