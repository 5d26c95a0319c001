// Why an article is related, in words that a reader knows.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "entities/catalogue.hpp"
#include "searcher/corpus_names.hpp"
#include "searcher/result.hpp"
#include "searcher/vector_numbers.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace akin {

/// An article as reasons see it.
struct Compared {
  std::optional<Timestamp> published;
  std::vector<const entities::CatalogueEntry*> entities; ///< each once
  VectorView vector;                                     ///< ascending
};

/// A hit that is related.
struct ComparedHit : Compared {
  engine::DocNumber document = 0;
};

/// Words that an article writes for stems: one each, empty where it has none.
using WordsFor = std::function<std::vector<std::string>(std::span<const engine::TermId>)>;

/// What a source has in common with each of its hits, in their order. Shares are parts of the cosine S of both:
/// v_source(t)·v_hit(t)/S for a stem t; an entity's share is the sum over the stems of its name. Entities, given or
/// found in the text, are compared and named by their canonical names. At most three entities, then at most three words
/// of at least 4% that are in none of them, as the source writes them: a list has one word for a thing. "us" is a
/// reason where both articles write it as the country, and stands as "US" there. Vectors are in numbers; words is
/// called at most once.
std::vector<Why> reasons_for(const CorpusNames& names, const VectorNumbers& numbers, const Compared& source,
                             std::span<const ComparedHit> hits, const WordsFor& words);

/// How an analysed article writes stems: one word each, in lower case where it ever does, else as it stands first;
/// empty for a stem that it lacks.
std::vector<std::string> words_as_written(const AnalysedArticle& article, const Vocabulary& vocabulary,
                                          const engine::Snapshot& snapshot, std::span<const engine::TermId> stems);

/// A word with a capital (not empty) as the corpus writes the organisation or place of that name, if it has one: an
/// index has words in lower case, and "Nato" is nobody's name. A word of five letters or more stays if any article
/// writes it so: "ATHENS" stands before a report rather than for initials.
std::string written_as_name(const entities::Catalogue& catalogue, const std::string& word);

} // namespace akin
