// From ranked candidates to the list that is shown.
#pragma once

#include "searcher/related.hpp"

#include <span>

namespace akin {

/// The source with its nearest neighbours: v + Σ S_i·v_i over the nearest candidates, unit length, S_i the cosine of
/// each with the source. copies are those of the source, ascending: they say nothing new and are no neighbours.
UnitVector expanded(const UnitVector& source, std::span<const engine::DocNumber> copies,
                    std::span<const Related> candidates, const SimilarSettings& settings);

/// Leaves out what is below the confidence that the settings and the mode ask for, lets no publication exceed its
/// share, prefers what adds something new (maximal marginal relevance, Carbonell and Goldstein 1998), counts, and cuts
/// at the limit.
void choose(const engine::Snapshot& snapshot, const RelatedQuery& query, RelatedList& list);

} // namespace akin
