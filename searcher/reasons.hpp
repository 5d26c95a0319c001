// Why an article is related, in words that a reader knows.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "entities/catalogue.hpp"
#include "searcher/result.hpp"
#include "searcher/vector_numbers.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace akin {

/// A name of an article as the corpus has it.
struct CanonicalName {
  EntityKind kind; ///< as the article says
  std::string_view text;
  const entities::CatalogueEntry* entry = nullptr; ///< null: the corpus does not have it
  bool operator==(const CanonicalName& other) const {
    return kind == other.kind &&
           (entry != nullptr && other.entry != nullptr ? entry == other.entry : text == other.text);
  }
};

/// Views the entities and the catalogue. An unsaved article has names that the catalogue has not: spelling does not
/// tell those apart.
std::vector<CanonicalName> canonical_names(const entities::Catalogue& catalogue, const std::vector<Entity>& entities);

/// One of two articles as reasons see it.
struct Compared {
  std::optional<Timestamp> published;
  std::span<const CanonicalName> names;
  VectorView vector;                         ///< ascending
  std::optional<engine::DocNumber> document; ///< of an article of the index
};

/// Says what one source has in common with each of its hits. Used by one thread; borrows what it is made of.
class Reasons {
 public:
  /// As the hit writes stems: one word a stem, empty for one to be left out.
  using WordsFor = std::function<std::vector<std::string>(std::span<const engine::TermId>)>;

  /// Vectors are in these numbers.
  Reasons(const VectorSpace& space, const Compared& source, const VectorNumbers& numbers);

  /// Shares are parts of the cosine S of both: v_source(t)·v_hit(t)/S for a stem t; an entity's share is the sum over
  /// the stems of its name. Entities, given or found in the text, are compared and named by their canonical names. At
  /// most three entities, then at most three words of at least 4% that are in none of them. "us" is a reason where both
  /// articles write it as the country, and stands as "US" there.
  Why for_hit(const Compared& hit, Language hit_language, const WordsFor& words_for);

 private:
  /// A name of the source, and its stems once a hit of a language has it.
  struct Name {
    CanonicalName name;
    std::vector<std::pair<Language, std::vector<std::uint32_t>>> stems; ///< numbers
  };
  /// A name that both have, and the sum of its stems' shares.
  using SharedName = std::pair<Name*, double>;

  std::vector<Name*> shared_with(std::span<const CanonicalName> hit);
  bool names_country(const Compared& article, engine::TermId stem) const;
  const std::vector<std::uint32_t>& stems_of(Name& name, Language language) const;

  const VectorSpace& space_;
  Compared source_;
  VectorNumbers numbers_;
  std::vector<Name> names_;
};

/// How an analysed article writes stems: in lower case where it ever does, else as it stands first.
std::vector<std::string> words_as_written(const AnalysedArticle& article, const Vocabulary& vocabulary,
                                          const engine::Snapshot& snapshot, std::span<const engine::TermId> stems);

/// A word with a capital (not empty) as the corpus writes the organisation or place of that name, if it has one: an
/// index has words in lower case, and "Nato" is nobody's name. A word of five letters or more stays if any article
/// writes it so: "ATHENS" stands before a report rather than for initials.
std::string written_as_name(const entities::Catalogue& catalogue, const std::string& word);

} // namespace akin
