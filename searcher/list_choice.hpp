// From ranked candidates to the list that is shown.
#pragma once

#include "searcher/related.hpp"

#include <span>

namespace akin {

/// The source with its nearest neighbours: v + Σ S_i·v_i over the nearest candidates, unit length, S_i the cosine of
/// each with the source. Copies of the source say nothing new and are no neighbours.
UnitVector expanded(const RelatedSource& source, std::span<const Related> candidates, const SimilarSettings& settings);

/// Leaves out what is below the confidence that the settings and the mode ask for, lets no publication exceed its
/// share, prefers what adds something new (maximal marginal relevance, Carbonell and Goldstein 1998), counts, and cuts
/// at the limit.
void choose(const engine::Snapshot& snapshot, const RelatedQuery& query, RelatedList& list);

} // namespace akin
