// Why an article is related, in words that a reader knows.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "entities/catalogue.hpp"
#include "searcher/result.hpp"
#include "searcher/vector_space.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace akin {

/// One of two articles as reasons see it.
struct Compared {
  const engine::Record& record; ///< its entities and date
  VectorView vector;
};

/// What two articles share. Shares are parts of their cosine S: v_source(t)·v_hit(t)/S for a stem t; an entity's share
/// is the sum over the stems of its name. Entities, given or found in the text, are compared and named by their
/// canonical names. At most three entities, then at most three words of at least 4% that are in none of them, as
/// words_for(stems) has them for the hit (one a stem; one that is empty is left out).
Why explain_relation(const VectorSpace& space, const entities::Catalogue& catalogue, const Compared& source,
                     const Compared& hit, Language hit_language,
                     const std::function<std::vector<std::string>(std::span<const engine::TermId>)>& words_for);

/// How an analysed article writes stems: in lower case where it ever does, else as it stands first.
std::vector<std::string> words_as_written(const AnalysedArticle& article, const Vocabulary& vocabulary,
                                          const engine::Snapshot& snapshot, std::span<const engine::TermId> stems);

/// A word with a capital (not empty) as the corpus writes the organisation or place of that name, if it has one: an
/// index has words in lower case, and "Nato" is nobody's name. A word of five letters or more stays if any article
/// writes it so: "ATHENS" stands before a report rather than for initials.
std::string written_as_name(const entities::Catalogue& catalogue, const std::string& word);

} // namespace akin
