// A related article as a hit, and why another one is not among them.
#pragma once

#include "searcher/reasons.hpp"
#include "searcher/searcher_impl.hpp"

namespace akin {

/// Articles chosen of a list as hits, with reasons; with request.explain also every part of their scores: they add up
/// to them.
std::vector<Hit> related_hits(const Themes& themes, const NamedSource& source, const RelatedList& list,
                              std::span<const Related> chosen, const SimilarRequest& request);

/// Where document stands in the list that query asks for, or what keeps it out.
Versus stand_of(const Themes& themes, const NamedSource& source, RelatedQuery query, const SimilarRequest& request,
                engine::DocNumber document);

} // namespace akin
