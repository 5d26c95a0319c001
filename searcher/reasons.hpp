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

/// A stem that two vectors have in common.
struct SharedStem {
  double share;         ///< of their cosine
  std::uint32_t number; ///< as vectors have it
  std::size_t place;    ///< in the first vector
};

/// One of two articles as reasons see it.
struct Compared {
  std::optional<Timestamp> published;
  std::span<const entities::CatalogueEntry* const> entities; ///< each once
  VectorView vector;                                         ///< ascending
};

/// Says what one source has in common with each of its hits. Used by one thread; borrows what it is made of.
class Reasons {
 public:
  /// Words that the source writes for stems: one each, empty where it has none.
  using WordsFor = std::function<std::vector<std::string>(std::span<const engine::TermId>)>;

  /// Vectors are in these numbers; words is called once, and only when a word is a reason.
  Reasons(const CorpusNames& names, const VectorNumbers& numbers, const Compared& source, WordsFor words);

  /// Shares are parts of the cosine S of both: v_source(t)·v_hit(t)/S for a stem t; an entity's share is the sum over
  /// the stems of its name. Entities, given or found in the text, are compared and named by their canonical names. At
  /// most three entities, then at most three words of at least 4% that are in none of them, as the source writes them:
  /// one list has one word for a thing. "us" is a reason where both articles write it as the country, and stands as
  /// "US" there.
  Why for_hit(const Compared& hit, engine::DocNumber document);

 private:
  /// An entity that both have, the numbers of its stems, and the sum of their shares.
  struct SharedName {
    const entities::CatalogueEntry* entity;
    std::vector<std::uint32_t> stems;
    double share;
  };
  std::vector<SharedName> shared_names(const Compared& hit, Language language,
                                       std::span<const SharedStem> shares) const;
  bool names_country(engine::DocNumber document, engine::TermId stem) const;
  const std::string& word_of(std::size_t place);

  const CorpusNames& names_;
  VectorNumbers numbers_;
  Compared source_;
  WordsFor words_for_;
  std::vector<std::string> words_; ///< by place in the source's vector, once one is asked for
  std::vector<bool> is_as_shown_;  ///< of words_: written_as_name() has seen it
};

/// How an analysed article writes the stems of its term vector, ascending: in lower case where it ever does, else as it
/// stands first.
std::vector<std::pair<engine::TermId, std::string>> words_as_written(const AnalysedArticle& article,
                                                                     const Vocabulary& vocabulary,
                                                                     const engine::Snapshot& snapshot,
                                                                     const engine::TermVector& terms);

/// A word with a capital (not empty) as the corpus writes the organisation or place of that name, if it has one: an
/// index has words in lower case, and "Nato" is nobody's name. A word of five letters or more stays if any article
/// writes it so: "ATHENS" stands before a report rather than for initials.
std::string written_as_name(const entities::Catalogue& catalogue, const std::string& word);

} // namespace akin
