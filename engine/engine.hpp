// What Akin asks of an inverted index, and no more: narrow enough for an embedded library and for a remote cluster.
//
// An engine stores analysed articles and answers for terms; it never tokenises. Everything that thinks (relatedness,
// copies, reasons, snippets) is above it and reads what this interface returns.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "common/name_statistics.hpp"
#include "common/query/query.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin::engine {

/// Number of an article within one snapshot, in the order in which articles were added: 0 <= n < document_slots().
/// Means nothing in another snapshot.
using DocNumber = std::uint32_t;

/// Number of a stem within one snapshot: 0 <= t < term_slots(). Means nothing in another snapshot.
using TermId = std::uint32_t;
/// Numbers a value of a facet field within one snapshot.
using ValueNumber = std::uint32_t;

/// The metadata fields that can be counted, in the order in which they are shown.
enum class FacetField : std::uint8_t { person, place, organisation, source, author, tag, section, language };
inline constexpr std::size_t facet_field_count = 8;

/// "people", "places", "organisations", "sources", "authors", "tags", "sections", "languages".
std::string_view name_of(FacetField field) noexcept;

/// How often a stem occurs in the whole index, deleted articles not yet purged included.
struct TermStatistics {
  std::uint32_t document_frequency = 0;
  std::uint32_t collection_frequency = 0; ///< stops counting at 2^32 − 1
};

/// A stem under which a word was indexed.
struct WordForm {
  std::string stem;
  std::uint64_t count = 0; ///< tokens of the word with this stem
  bool stop = false;       ///< there it is a stop word
};

/// A word as it stands in the index: folded, not stemmed.
struct IndexedWord {
  std::string text;
  std::uint64_t count = 0; ///< tokens, those of deleted articles not yet purged included
  unsigned edits = 0;      ///< from the word that was asked for
};

/// BM25 with burst scaling: for a query word w in a document d,
///   idf(w) · (cf/df)^burst_exponent · ( tf·(k1+1)/(tf + k1·(1−b+b·len/avglen)) + title_weight·[w in the title of d] )
/// idf = ln(1 + (N−n+½)/(n+½)) (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, §3.2; the cf/df
/// factor measured in docs/ranking.md).
struct RankingSettings {
  float k1 = 1.2F;
  float b = 0.65F;
  float burst_exponent = 0.75F;
  float title_weight = 0.3F;
};

enum class Sort : std::uint8_t { relevance, newest, oldest };

/// Matches any of values (folded comparison) in the field or any of names (byte for byte, as articles have them) in
/// theirs. Filters of one request must all match.
struct Filter {
  query::Field field = query::Field::source;
  std::vector<std::string> values;
  std::vector<query::FieldName> names = {};
};

struct Match {
  DocNumber document = 0;
  float score = 0;
  std::vector<DocNumber> copies; ///< other matches of its group that were folded into it, ascending
};

/// Where a page of matches ended: a place in their order, whether or not its document is still there.
struct MatchPlace {
  float score = 0;
  std::optional<Timestamp> published;
  DocNumber document = 0;
};

/// A value and the field that it is counted for.
struct FacetName {
  FacetField field = FacetField::person;
  std::string_view name;
};

/// What a value of a field is counted as, for values that mean the same: itself, or a name of its field, or of another
/// one among person, place and organisation. The name is the value or a view that lives as long as the call.
using FacetNaming = std::function<FacetName(FacetField field, std::string_view value)>;

struct FacetCount {
  std::string value; ///< as written in the article that was added last, or as FacetNaming names it
  std::uint32_t count = 0;
};

/// Matches of one day, in UTC.
struct DayCount {
  std::int32_t day = 0; ///< since 1970-01-01
  std::uint32_t count = 0;
};

/// One retrieval. Pointers are borrowed for the call.
struct RetrievalRequest {
  const query::Node* query = nullptr; ///< resolved (stems filled in); null matches every article with score 0
  std::span<const Filter> filters;
  TimeRange published;             ///< an article without a date matches only when both bounds are open
  DocNumber first_document = 0;    ///< articles with smaller numbers do not match
  Sort sort = Sort::relevance;     ///< ties, and articles without a date (last): by DocNumber, newest added first
  std::size_t limit = 10;          ///< matches to return, best first; 0: only count them, which is quicker
  std::optional<MatchPlace> after; ///< return only matches behind this place; counts are of all
  bool fold_copies = true;         ///< of each group of copies return one match, that which was published first
  std::vector<FacetField> facets;  ///< to count
  std::size_t facet_limit = 20;    ///< values per facet, most frequent first, ties by value
  bool count_days = false;         ///< count matches by the day of their publication
  const FacetNaming* facet_naming = nullptr; ///< null: values are counted as they are
  RankingSettings ranking;
  std::optional<std::chrono::steady_clock::time_point> deadline; ///< past it matching stops with what it has
};

struct Retrieval {
  std::vector<Match> matches; ///< best first
  std::uint32_t matched = 0;  ///< articles that match: exact
  std::uint32_t stories = 0;  ///< groups of copies among them: exact; equals matched without fold_copies
  std::array<std::vector<FacetCount>, facet_field_count> facets; ///< exact; stories, when copies are folded
  std::vector<DayCount> days; ///< ascending, days with matches only; of stories, when copies are folded, the first
                              ///< publication counts; matches without a date are left out
  bool timed_out = false;     ///< counts are then lower bounds
};

/// What one term adds to a score.
struct TermContribution {
  std::string term;
  double idf = 0;
  double burst = 0;
  std::uint32_t frequency = 0; ///< in the document
  bool in_title = false;
  double score = 0;
};

/// One stem of an article with the counts that vectors are made of. Stop words are left out.
struct TermVectorEntry {
  TermId term = 0;
  std::uint32_t frequency = 0;   ///< title, summary and body together
  std::uint32_t title = 0;       ///< in the title
  std::uint32_t lead = 0;        ///< among the first lead_tokens tokens of the article
  std::uint32_t capitalised = 0; ///< with a capital although no sentence starts there
};
inline constexpr std::uint32_t lead_tokens = 60;

struct TermVector {
  std::uint32_t length = 0;             ///< tokens of the article, stop words included
  std::vector<TermVectorEntry> entries; ///< by term, ascending
};

/// An article as it was stored, with its entities as they were labelled.
struct Record {
  Article article;
  std::vector<Entity> entities; ///< as AnalysedArticle
  std::vector<Mention> mentions;
};

/// What is kept in memory of every article.
struct DocumentInfo {
  std::string_view id; ///< valid as long as the snapshot
  std::optional<Timestamp> published;
  std::uint32_t length = 0; ///< tokens
  Language language = Language::unknown;
};

/// Bytes that lie outside of the heap, as in a mapped file; valid as long as the pointer.
using SharedBytes = std::shared_ptr<const std::string_view>;

/// Takes bytes piece by piece.
using ByteSink = std::function<void(std::string_view)>;

struct IndexStatistics {
  std::uint64_t revision = 0;
  std::uint32_t articles = 0;
  std::uint32_t stories = 0; ///< articles after folding copies
  std::uint32_t deleted = 0; ///< superseded or deleted, not yet purged
  std::uint32_t segments = 0;
  std::uint64_t terms = 0;
  std::uint64_t tokens = 0;
  std::uint64_t bytes = 0;                                      ///< on disk
  std::vector<std::pair<std::string, std::uint32_t>> languages; ///< BCP 47 tag and articles, most first
  std::optional<Timestamp> oldest;
  std::optional<Timestamp> newest;
};

/// Which words are near another. An edit adds, drops or changes a character or swaps two neighbours.
struct Nearness {
  unsigned max_edits = 1;       ///< 0..2
  std::size_t limit = 30;       ///< words for each number of edits
  bool as_prefix = false;       ///< words count whose beginning is that near
  std::size_t same_letters = 0; ///< characters at the beginning that are the same: two save nearly all of the time
};

/// One consistent state of an index; never changes. Thread-safe: any number of threads may call it at once.
/// Every member may throw Error(index_damaged) when the storage under it fails.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  virtual std::uint32_t document_slots() const = 0;
  /// Two snapshots of one index that have the same numbering agree about the documents that both have: articles that
  /// came later have greater numbers, and those that were replaced or deleted keep theirs until they are purged.
  virtual std::uint64_t numbering() const = 0;
  virtual std::uint32_t document_count() const = 0; ///< live articles
  virtual TermId term_slots() const = 0;
  virtual double average_length() const = 0; ///< tokens an article
  virtual IndexStatistics statistics() const = 0;

  virtual Retrieval retrieve(const RetrievalRequest& request) const = 0;
  virtual std::vector<TermContribution> explain(const RetrievalRequest& request, DocNumber document) const = 0;

  /// Stems under which a folded word was indexed, over all languages; empty when the index lacks the word.
  virtual std::vector<WordForm> forms_of(std::string_view folded_word) const = 0;
  /// Stems of the folded words that start with prefix, those of the most frequent words first, at most limit.
  virtual std::vector<std::string> stems_with_prefix(std::string_view prefix, std::size_t limit) const = 0;
  /// The most frequent words that start with a folded prefix, at most limit; ties by text.
  virtual std::vector<IndexedWord> words_with_prefix(std::string_view prefix, std::size_t limit) const = 0;
  /// Words spelt nearly like a folded word: fewest edits first, then the most frequent, ties by text.
  virtual std::vector<IndexedWord> words_near(std::string_view folded_word, const Nearness& nearness) const = 0;
  /// Languages of the index, that of the most articles first.
  virtual std::vector<Language> languages() const = 0;

  virtual std::optional<TermId> find_term(std::string_view stem) const = 0;
  virtual std::string_view term_text(TermId term) const = 0;
  /// Statistics by TermId for every term of the snapshot: size term_slots(). Valid as long as the snapshot.
  virtual std::span<const TermStatistics> term_statistics() const = 0;

  /// One vector a document, in the order asked.
  virtual std::vector<TermVector> term_vectors(std::span<const DocNumber> documents) const = 0;

  /// For each stem the word that the document has for it, folded, with a capital when at least half of
  /// its tokens in mid-sentence or title have one; empty for a stem that it lacks.
  virtual std::vector<std::string> words_for(DocNumber document, std::span<const TermId> stems) const = 0;

  /// The live article with this id.
  virtual std::optional<DocNumber> find_id(std::string_view id) const = 0;
  /// The live article with this canonical URL: the one added last.
  virtual std::optional<DocNumber> find_url(std::string_view canonical_url) const = 0;
  virtual DocumentInfo document(DocNumber document) const = 0;
  virtual bool is_live(DocNumber document) const = 0;
  /// A document's values of one field, as written. Valid as long as the snapshot.
  virtual std::vector<std::string_view> values_of(DocNumber document, FacetField field) const = 0;
  /// The same by their numbers, which are below value_slots(field). One text may have several: one in each segment.
  /// Appended to numbers.
  virtual void append_value_numbers(DocNumber document, FacetField field, std::vector<ValueNumber>& numbers) const = 0;
  virtual ValueNumber value_slots(FacetField field) const = 0;
  /// The value of a number; empty for one that the snapshot does not have. Valid as long as the snapshot.
  virtual std::string_view value(FacetField field, ValueNumber number) const = 0;

  /// The articles of the group of copies that a live document belongs to, itself included, by DocNumber.
  virtual std::vector<DocNumber> copies_of(DocNumber document) const = 0;
  /// Of that group the article that was published first (one without a date comes last, the smaller id of equals
  /// first).
  virtual DocNumber representative_of(DocNumber document) const = 0;
  /// What live copies have in common and no others; 0 for a document without copies. Cheap.
  virtual std::uint32_t copy_group(DocNumber document) const = 0;
  /// Live articles that are the same text or page as an unsaved one: by AnalysedArticle::text_key and url_key.
  virtual std::vector<DocNumber> copies_of(std::uint64_t text_key, std::uint64_t url_key) const = 0;

  /// Articles as they were stored, byte for byte, in the order asked.
  virtual std::vector<Article> stored(std::span<const DocNumber> documents) const = 0;
  /// The same with their entities.
  virtual std::vector<Record> records(std::span<const DocNumber> documents) const = 0;

  /// How live articles name people, places and organisations.
  virtual NameStatistics name_statistics() const = 0;
  /// The alias table that Writer::relabel was last given; empty without one. Valid as long as the snapshot.
  virtual const std::string& aliases() const = 0;

  /// Calls visit for every live document, in DocNumber order, until it returns false.
  virtual void for_each_document(const std::function<bool(DocNumber)>& visit) const = 0;

  /// What a layer above keeps beside the index under a name of its own; it must be able to make it again at any time.
  /// nullopt when there is none, or it is damaged or was kept for an index that was since built anew.
  virtual std::optional<std::string> derived(std::string_view name) const = 0;
  /// Keeps it for this and later snapshots; false when that is not possible (no right to write, no room).
  virtual bool keep_derived(std::string_view name, std::string_view bytes) const = 0;
  /// As derived(), without reading it into memory: null when there is none, or it was cut short or kept for an index
  /// that was since built anew. Other damage is not looked for (check() does): do not trust the bytes.
  virtual SharedBytes map_derived(std::string_view name) const = 0;
  /// As keep_derived(), for what is too large to hold: write gets the sink, and is not called when nothing can be kept.
  /// What it throws passes through, and what was kept before stays.
  virtual bool stream_derived(std::string_view name, const std::function<void(const ByteSink&)>& write) const = 0;
};

/// Gives the newest snapshot. Thread-safe.
class Reader {
 public:
  virtual ~Reader() = default;
  /// The newest committed state; costs one stat() when nothing was committed since the last call. A caller keeps the
  /// snapshot for the length of one request.
  virtual std::shared_ptr<const Snapshot> snapshot() = 0;
};

/// Articles on their way into an index. One thread fills a batch, another may append it.
class Batch {
 public:
  virtual ~Batch() = default;
  /// Copies what it needs of the article; the vocabulary must be the one that it was analysed with, the same for the
  /// whole batch, and outlive finish().
  virtual void add(const AnalysedArticle& article, const Vocabulary& vocabulary) = 0;
  virtual void remove(std::string_view id) = 0;
  virtual std::size_t size() const = 0;       ///< articles and removals
  virtual std::size_t text_bytes() const = 0; ///< of the articles: what bounds a batch's memory
  /// Does the expensive part (inverting, writing) on the calling thread. Nothing can be added afterwards.
  virtual void finish() = 0;
};

/// Best sizes of a batch, measured (docs/benchmarks.md).
inline constexpr std::size_t batch_articles = 1000;
inline constexpr std::size_t batch_text_bytes = 8U << 20U;

/// Replaces entities and mentions of an analysed article.
using Labeller = std::function<void(AnalysedArticle& article, const Vocabulary& vocabulary)>;

/// The one writer of an index. Holds its lock until destroyed; what was appended but not committed is then dropped.
/// new_batch() and content_hash() are thread-safe; the rest belongs to one thread.
class Writer {
 public:
  virtual ~Writer() = default;

  virtual std::unique_ptr<Batch> new_batch() = 0;

  /// Content hash of the committed live article with this id, if there is one. Not changed by append() before commit().
  virtual std::optional<Hash128> content_hash(std::string_view id) const = 0;
  /// Ids of all committed live articles.
  virtual std::vector<std::string> ids() const = 0;

  /// Takes over a finished batch. The order of append() is the order of the articles; the last one with an id wins.
  virtual void append(std::unique_ptr<Batch> batch) = 0;

  /// Makes everything appended durable and visible, all or nothing. No-op when nothing was appended.
  virtual void commit() = 0;

  /// Rewrites the index as one segment without deleted articles.
  virtual void compact() = 0;

  /// The alias table in force, which the engine keeps without reading it; empty without one.
  virtual const std::string& aliases() const = 0;
  /// Puts an alias table into force and lets label replace the entities of every live article, analysed again. What was
  /// appended is committed first; the relabelled index is then committed as a whole. What label throws passes through
  /// and leaves the index as it was. In an index that has no commit yet the table holds for what is to come.
  virtual void relabel(const std::string& aliases, const Labeller& label) = 0;
};

/// What is wrong with an index, found by check().
struct Problem {
  std::string file;
  std::string message;
  bool harmless = false; ///< derived data that is rebuilt by itself, or left-overs of a killed run
};

} // namespace akin::engine
