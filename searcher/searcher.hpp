// The searcher: ad-hoc queries and related articles over one index. This is the header that embedders include.
#pragma once

#include "common/article.hpp"
#include "engine/engine.hpp"
#include "searcher/entity_list.hpp"
#include "searcher/result.hpp"
#include "searcher/similar_settings.hpp"
#include "searcher/suggestion.hpp"
#include "searcher/synonyms.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace akin {

/// Conditions that search and similar share. Within one list any value suffices; lists combine with "and". A person,
/// place or organisation is found by any name that the corpus has for it, else by a part of names (docs/entities.md).
struct Filters {
  std::vector<std::string> people, places, organisations, sources, tags, authors, sections, languages;
  TimeRange published;
};

/// One ad-hoc query.
struct SearchRequest {
  std::string query; ///< in the query language; empty matches every article (newest first)
  Filters filters;
  std::size_t limit = 10; ///< 0..1000
  std::size_t offset = 0; ///< limit + offset at most 10000
  /// To go through all hits however many there are: "start", then Result::next_cursor of the page before. A write in
  /// between may shift hits from page to page when they are ordered by relevance. Not with offset and per_source.
  std::string cursor;
  std::size_t per_source = 0; ///< at most so many hits of one publication; 0: any number. The counts are of all
  engine::Sort sort = engine::Sort::relevance;
  std::vector<engine::FacetField> facets;
  bool dates = false; ///< count by date of publication as well, as a last facet "dates" (docs/json_format.md)
  bool fold_copies = true;
  bool relax = true;   ///< when nothing is found, answer for the likelier spelling, else for fewer words, and say so
  bool prefix = false; ///< while a query is being typed: its last word stands for the words that begin with it as well
  bool explain = false;
  bool snippets = true;
  std::size_t snippet_bytes = 240;
  int timeout_ms = 2000; ///< past it the hits found so far come with a warning
  engine::RankingSettings ranking;
};

/// Asks for a facet by its name in answers ("people", "sources", "dates" …), once however often. False for an unknown
/// one.
bool add_facet(std::string_view name, SearchRequest& request);
/// The names that add_facet() knows, separated by commas and blanks.
std::string known_facets();

/// What to find related articles for.
struct ById {
  std::string id;
};
struct ByUrl {
  std::string url;
};
struct ByArticle {
  Article article;
}; ///< unsaved; text alone goes into body

/// One look-up of related articles.
struct SimilarRequest {
  std::variant<ById, ByUrl, ByArticle> source;
  std::vector<std::string> more_sources; ///< ids of further articles to start from, as what somebody has read
  std::vector<std::string> unlike;       ///< ids: what is like them moves down; they and their copies are left out
  Filters filters;
  std::vector<std::string> exclude; ///< ids that the page shows already; their copies are left out with them
  std::size_t limit = 10;           ///< 0..1000
  std::size_t per_source = 0;       ///< at most so many hits of one publication; 0: any number
  SimilarMode mode = SimilarMode::mixed;
  bool fold_copies = true;
  bool explain = false;
  bool reasons = true; ///< Hit::why; without reasons and snippets a hit costs little more than its place
  bool snippets = true;
  std::size_t snippet_bytes = 240;
  int timeout_ms = 2000;
  std::string versus; ///< id of an article to say of where it stands, or why it is not in the list
  SimilarSettings settings;
};

/// Below it a look-up of related articles takes no longer without a related index.
inline constexpr std::uint32_t least_related_articles = 2000;

/// How lists for every article are made.
struct EveryArticle {
  std::string after;    ///< id of an article: begin behind it, as when a run was broken off; empty: begin at the first
  unsigned threads = 0; ///< 0: one a core
  /// Hits are for to_json() alone: what that says of their articles is kept from list to list (Hit::written), up to 128
  /// MB, and is valid as long as they are written.
  bool written = false;
};

/// An article of the index with what the index knows of it.
struct StoredArticle {
  Article article;
  std::vector<Entity> entities; ///< given and found, by their names in this article
  std::vector<Mention> mentions;
  std::vector<Copy> copies; ///< other articles of its group
  struct Term {
    std::string stem;
    std::uint32_t frequency = 0;
    std::uint32_t document_frequency = 0;
    double weight = 0; ///< in the unit vector that similar compares
  };
  std::vector<Term> terms; ///< greatest weight first; only when asked for
};

/// {"article":{…},"entities":[…],"mentions":[…],"copies":[…],"terms":[…]} on one line; "terms" only with_terms.
/// Deterministic.
std::string to_json(const StoredArticle& stored, bool with_terms);

/// Articles that are copies of each other.
struct CopyGroup {
  std::string representative;       ///< id of the one published first
  std::vector<std::string> members; ///< ids, the representative among them, by id
};

/// Searches one index. Cheap to construct, thread-safe, sees new commits between requests.
/// Errors of every member: index_damaged, storage; invalid_argument for limits out of range.
class Searcher {
 public:
  /// synonyms are what search() lets words stand for as well; null: nothing. Errors: index_missing,
  /// index_incompatible, index_damaged.
  explicit Searcher(const std::filesystem::path& index_directory, std::shared_ptr<const Synonyms> synonyms = nullptr);
  explicit Searcher(std::unique_ptr<engine::Reader> reader, std::shared_ptr<const Synonyms> synonyms = nullptr);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  /// Result::suggestion is the query with misspelt words put right, when that finds something. Errors:
  /// invalid_argument for a cursor that is none, belongs to another request or to the index before it was compacted.
  Result search(const SearchRequest& request) const;

  /// Completions of what someone is typing: words, names and titles that find something. Tolerates a wrong letter when
  /// nothing begins as typed. Errors: invalid_argument for a limit above 100.
  Suggestions suggest(const SuggestRequest& request) const;

  /// Errors: not_found for an unknown id or URL of source, more_sources, unlike and versus.
  /// The first call on an index of some hundred articles or more learns its themes, unless they were kept: seconds.
  Result similar(const SimilarRequest& request) const;

  /// Lists for every article, in index order. write makes what is wanted of a list, on the thread that made the list,
  /// beside others; take gets that, in order and on the calling thread, and returns false to stop. request.source is
  /// ignored. Each list is for one snapshot, taken at the start; what is written of some thousand lists a thread is in
  /// memory at a time. Fast with a related index (refresh_related) and without snippets. Errors: not_found for an
  /// unknown settings.after.
  void similar_all(const SimilarRequest& request,
                   const std::function<std::string(const std::string& id, const Result&)>& write,
                   const std::function<bool(std::string_view written)>& take, const EveryArticle& settings = {}) const;

  /// Makes the related index, which answers for related articles at once, and the themes that belong to it, unless
  /// there is one and the index has neither grown by half nor shrunk to half since, or is smaller than least_articles,
  /// where look-ups are fast without. Time: about 50 µs an article. Returns whether there is one afterwards: not
  /// without the right to write into the index. Errors: unavailable, within a second of the request to stop; what there
  /// was stays.
  bool refresh_related(std::uint32_t least_articles = least_related_articles, const std::stop_token& stop = {});

  std::optional<StoredArticle> show(std::string_view id, bool with_terms = false) const;

  /// Errors: not_found when request.with names no entity of the index.
  EntityList entities(const EntityRequest& request) const;

  /// Groups of copies, in index order of their first members; visit returns false to stop.
  void copies(const std::function<bool(const CopyGroup&)>& visit) const;

  engine::IndexStatistics statistics() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace akin
