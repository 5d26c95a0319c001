// Why an article is related, in words that a reader knows.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "searcher/result.hpp"
#include "searcher/vector_space.hpp"

namespace akin {

/// What two articles share. Shares are parts of their cosine S: v_source(t)·v_hit(t)/S for a stem t; an entity's share
/// is the sum over the stems of its name. At most three entities, then at most three words of at least 4% that are in
/// none of them, written as in the hit. hit must have been analysed with vocabulary.
Why explain_relation(const VectorSpace& space, const Article& source, const UnitVector& source_vector,
                     const AnalysedArticle& hit, const UnitVector& hit_vector, const Vocabulary& vocabulary);

} // namespace akin
