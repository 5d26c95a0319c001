// A related article as a hit, and why another one is not among them.
#pragma once

#include "searcher/reasons.hpp"
#include "searcher/searcher_impl.hpp"

namespace akin {

/// A hit with reasons, which are those of the source; with request.explain also every part of its score: they add up to
/// it.
Hit related_hit(const Themes& themes, const RelatedList& list, const Related& related, const SimilarRequest& request,
                Reasons& reasons);

/// What says why hits of the list are related to its source; everything is borrowed.
Reasons reasons_of(const Themes& themes, const NamedSource& source, const RelatedList& list);

/// Where document stands in the list that query asks for, or what keeps it out.
Versus stand_of(const Themes& themes, const NamedSource& source, RelatedQuery query, const SimilarRequest& request,
                engine::DocNumber document);

} // namespace akin
