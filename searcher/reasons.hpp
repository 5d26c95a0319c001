// Why an article is related, in words that a reader knows.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "entities/catalogue.hpp"
#include "searcher/result.hpp"
#include "searcher/vector_space.hpp"

namespace akin {

/// What two articles share. Shares are parts of their cosine S: v_source(t)·v_hit(t)/S for a stem t; an entity's share
/// is the sum over the stems of its name. Entities, given or found in the text, are compared and named by their
/// canonical names. At most three entities, then at most three words of at least 4% that are in none of them, written
/// as in the hit. hit must have been analysed with vocabulary and carry its entities.
Why explain_relation(const VectorSpace& space, const entities::Catalogue& catalogue, const engine::Record& source,
                     const UnitVector& source_vector, const AnalysedArticle& hit, const UnitVector& hit_vector,
                     const Vocabulary& vocabulary);

} // namespace akin
