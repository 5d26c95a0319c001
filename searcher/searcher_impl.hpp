// What Searcher is made of: shared by the files that implement it.
#pragma once

#include "searcher/related.hpp"
#include "searcher/searcher.hpp"
#include "searcher/suggest.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

namespace akin {

using Clock = std::chrono::steady_clock;
using SnapshotPtr = std::shared_ptr<const engine::Snapshot>;

inline double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Errors: invalid_argument for a limit above 1,000 or a depth above 10,000.
void check_range(std::size_t limit, std::size_t offset);

/// Borrows the values of filters.
std::vector<engine::Filter> engine_filters(const Filters& filters);

/// The source of a look-up with what reasons compare hits with.
struct NamedSource {
  RelatedSource related;
  std::string id;                                            ///< empty for a text
  std::vector<const entities::CatalogueEntry*> entities;     ///< each once
  std::vector<std::pair<engine::TermId, std::string>> words; ///< of an unsaved article, for its stems; ascending
};

/// Words that a source writes for stems: one each, empty where it has none.
std::vector<std::string> words_of(const engine::Snapshot& snapshot, const NamedSource& source,
                                  std::span<const engine::TermId> stems);

struct Searcher::Impl {
  std::unique_ptr<engine::Reader> reader;
  std::shared_ptr<const Synonyms> synonyms; ///< never null
  std::mutex themes_mutex;
  Themes newest_themes; ///< of the newest snapshot that was asked for related articles

  std::mutex names_mutex;
  std::shared_ptr<const CorpusNames> newest_names; ///< of the newest snapshot that was asked anything
  std::shared_ptr<const Suggester> newest_suggester;

  std::shared_ptr<const CorpusNames> names_of(const SnapshotPtr& snapshot);
  std::shared_ptr<const Suggester> suggester_of(const SnapshotPtr& snapshot);
  /// Themes of a snapshot; those that take long to make only with with_latent.
  Themes themes_of(const SnapshotPtr& snapshot, bool with_latent, const std::stop_token& stop = {});

  Result search(const SearchRequest& request);
  Result similar(const Themes& themes, const NamedSource& source, const SimilarRequest& request) const;
};

/// An article that the related index has, as lists show it: its text is not read.
Hit indexed_hit(const Themes& themes, engine::DocNumber document);

/// An article of the index, an unsaved one; ids added to either; leaning away from others.
NamedSource source_of(const Themes& themes, engine::DocNumber document);
NamedSource source_of(const Themes& themes, const Article& article);
void add_sources(const Themes& themes, std::span<const engine::DocNumber> documents, NamedSource& source);
void lean_away(const Themes& themes, std::span<const engine::DocNumber> documents, NamedSource& source);

} // namespace akin
