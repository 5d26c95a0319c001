// Related articles: candidates from the index, compared as vectors. Retrieve wide, then think.
#pragma once

#include "searcher/article_entities.hpp"
#include "searcher/corpus_names.hpp"
#include "searcher/latent_space.hpp"
#include "searcher/related_index.hpp"
#include "searcher/searcher.hpp"
#include "searcher/vector_numbers.hpp"
#include "searcher/vector_space.hpp"
#include "searcher/written_articles.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace akin {

/// What related articles are looked for: one article or several together.
struct RelatedSource {
  std::vector<engine::DocNumber> documents; ///< those in the index, ascending
  std::optional<engine::TermVector> terms;  ///< of all of them; none for one article before they are needed
  UnitVector vector;                        ///< in Themes::numbers(), ascending
  LatentCode latent{};
  std::vector<engine::DocNumber> copies; ///< the same articles in the index, themselves included, ascending
  std::optional<Timestamp> published;    ///< the newest of them
};

/// When the articles of a snapshot were published: eight bytes each, close together, for a look-up reads hundreds.
class PublishedTimes {
 public:
  explicit PublishedTimes(const engine::Snapshot& snapshot);
  std::optional<Timestamp> of(engine::DocNumber document) const {
    return seconds_[document] == none ? std::nullopt : std::optional(Timestamp{seconds_[document]});
  }
  /// Tells the processor that a document's is about to be asked for.
  void prefetch(engine::DocNumber document) const { __builtin_prefetch(&seconds_[document]); }

 private:
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
  std::vector<std::int64_t> seconds_; ///< by document
};

/// What one snapshot knows for comparing articles. Immutable, thread-safe.
struct Themes {
  std::shared_ptr<const VectorSpace> space;
  std::shared_ptr<const LatentSpace> latent; ///< null for a small index, or when no method asks for it
  std::shared_ptr<const CorpusNames> names;  ///< what its articles mean by names
  std::shared_ptr<const RelatedIndex> index; ///< null when there is none that fits the snapshot and its themes
  std::shared_ptr<const PublishedTimes> published;
  std::shared_ptr<const WrittenArticles> written;  ///< null unless hits are for JSON alone
  std::shared_ptr<const ArticleEntities> entities; ///< null unless lists are made for all articles

  std::vector<const entities::CatalogueEntry*> entities_of(engine::DocNumber document) const {
    return entities != nullptr ? entities->of(document) : names->entities_of(document);
  }
  /// Whether the related index has a document.
  bool has(engine::DocNumber document) const { return index != nullptr && document < index->documents(); }
  /// The numbers in which articles are compared.
  VectorNumbers numbers() const { return VectorNumbers(index != nullptr ? &index->stems() : nullptr); }
};

/// The parts of a score: score = recency · ((1 − latent_weight) · expanded + latent_weight · latent).
struct ScoreParts {
  double expanded = 0; ///< cosine with the source and its neighbours
  double latent = 0;   ///< cosine among themes
  double recency = 1;  ///< factor
};

/// A related article.
struct Related {
  engine::DocNumber document = 0;
  double score = 0;                 ///< or BM25 for Method::terms
  std::optional<float> likeness;    ///< as the related index found it: a part of the confidence
  std::optional<double> confidence; ///< cosine with the source alone; none for Method::terms
  ScoreParts parts;
  std::vector<engine::DocNumber> copies; ///< folded into it
  std::span<const WeightedTerm> vector;  ///< in its list, once it is chosen; empty for Method::terms
};

struct RelatedList {
  RelatedList() = default;
  RelatedList(RelatedList&&) = default;
  RelatedList& operator=(RelatedList&&) = default;

  std::vector<Related> ranked;        ///< best first; at most what was asked for
  std::vector<WeightedTerm> vectors;  ///< of ranked, one behind the other, each in order
  UnitVector query;                   ///< of the source with its neighbours: what ranked was compared with; likewise
  double latent_weight = 0;           ///< as used: 0 without themes
  std::uint32_t stories = 0;          ///< before the limit
  std::uint32_t folded = 0;           ///< copies among them
  std::uint32_t below_confidence = 0; ///< left out for it
  bool timed_out = false;
};

/// What a choice of related articles needs besides the source; borrowed for the call.
struct RelatedQuery {
  std::span<const engine::Filter> filters;
  TimeRange published;
  std::span<const engine::DocNumber> exclude; ///< ascending
  std::size_t limit = 10;
  std::size_t per_source = 0; ///< at most so many of one publication; 0: any number
  bool fold_copies = true;
  SimilarMode mode = SimilarMode::mixed;
  SimilarSettings settings;
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

/// The time in which articles of a mode were published, within range. A mode that needs the source's date when there is
/// none leaves range as it is.
TimeRange range_of(SimilarMode mode, const std::optional<Timestamp>& source, TimeRange range);

/// Factor for an article so many days away: (1 − weight) + weight · exp(−days/scale). A distance that is not known
/// counts as far; without a date of the source dates say nothing (1).
double recency_factor(const SimilarSettings& settings, const std::optional<Timestamp>& source,
                      const std::optional<Timestamp>& hit);

/// The terms of a source, fetched where they have not been needed before.
engine::TermVector terms_of(const engine::Snapshot& snapshot, const RelatedSource& source);

/// The vector of an article's terms in Themes::numbers(), ascending.
UnitVector vector_of(const Themes& themes, const engine::TermVector& terms);

RelatedList find_related(const Themes& themes, const RelatedSource& source, const RelatedQuery& query);

} // namespace akin
