#include "searcher/searcher.hpp"

#include "common/canonical_url.hpp"
#include "common/error.hpp"
#include "common/query/query_parser.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "searcher/hit_builder.hpp"
#include "searcher/query_resolution.hpp"
#include "searcher/reasons.hpp"
#include "searcher/related.hpp"
#include "searcher/relaxation.hpp"
#include "searcher/snippet.hpp"
#include "searcher/spelling.hpp"
#include "searcher/suggest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>

namespace akin {
namespace {

using Clock = std::chrono::steady_clock;
using SnapshotPtr = std::shared_ptr<const engine::Snapshot>;

constexpr std::size_t max_limit = 1000;
constexpr std::size_t max_depth = 10'000;
constexpr std::size_t max_suggestions = 100;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void check_range(std::size_t limit, std::size_t offset) {
  if (limit > max_limit)
    throw Error(ErrorCode::invalid_argument, "limit must be at most 1000", std::to_string(limit));
  if (limit + offset > max_depth)
    throw Error(ErrorCode::invalid_argument, "offset plus limit must be at most 10000; narrow the query instead",
                std::to_string(offset));
}

std::vector<engine::Filter> engine_filters(const Filters& filters) {
  using query::Field;
  std::vector<engine::Filter> result;
  const auto add = [&](Field field, const std::vector<std::string>& values) {
    if (!values.empty())
      result.push_back({field, values});
  };
  add(Field::person, filters.people);
  add(Field::place, filters.places);
  add(Field::organisation, filters.organisations);
  add(Field::source, filters.sources);
  add(Field::tag, filters.tags);
  add(Field::author, filters.authors);
  add(Field::section, filters.sections);
  add(Field::language, filters.languages);
  return result;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::vector<ExplainedTerm> explanation_of(const std::vector<engine::TermContribution>& parts) {
  std::vector<ExplainedTerm> result;
  for (const engine::TermContribution& part : parts)
    result.push_back({part.term, part.score,
                      fmt::format("idf {:.2f} · burst {:.2f} · frequency {}{}", part.idf, part.burst, part.frequency,
                                  part.in_title ? " · in title" : "")});
  std::stable_sort(result.begin(), result.end(),
                   [](const ExplainedTerm& a, const ExplainedTerm& b) { return a.score > b.score; });
  return result;
}

/// The terms that two vectors share, as --explain shows them.
std::vector<ExplainedTerm> explanation_of(const VectorSpace& space, const UnitVector& source, const UnitVector& hit) {
  std::vector<ExplainedTerm> result;
  auto right = hit.begin();
  for (const auto& [term, weight] : source) {
    while (right != hit.end() && right->first < term)
      ++right;
    if (right == hit.end() || right->first != term)
      continue;
    result.push_back({std::string(space.snapshot().term_text(term)), static_cast<double>(weight) * right->second,
                      fmt::format("weight {:.3f} in the source, {:.3f} here", weight, right->second)});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const ExplainedTerm& a, const ExplainedTerm& b) { return a.score > b.score; });
  return result;
}

std::unordered_set<std::string> as_set(std::vector<std::string> stems) {
  return {std::make_move_iterator(stems.begin()), std::make_move_iterator(stems.end())};
}

} // namespace

struct Searcher::Impl {
  std::unique_ptr<engine::Reader> reader;
  std::mutex space_mutex;
  std::shared_ptr<const VectorSpace> newest_space; ///< of the newest snapshot that was asked for related articles

  std::shared_ptr<const VectorSpace> space_of(const SnapshotPtr& snapshot) {
    const std::lock_guard lock(space_mutex);
    if (!newest_space || &newest_space->snapshot() != snapshot.get())
      newest_space = std::make_shared<const VectorSpace>(snapshot);
    return newest_space;
  }

  Result search(const SearchRequest& request);
  RelatedSource source_of(const VectorSpace& space, engine::DocNumber document) const;
  RelatedSource source_of(const VectorSpace& space, const Article& article) const;
  std::vector<engine::DocNumber> excluded(const engine::Snapshot& snapshot, const SimilarRequest& request) const;
  Result similar(const VectorSpace& space, const RelatedSource& source, const Article& article,
                 const SimilarRequest& request) const;
  Hit related_hit(const VectorSpace& space, const RelatedSource& source, const Article& article, const Related& related,
                  const SimilarRequest& request) const;
};

Searcher::Searcher(const std::filesystem::path& index_directory) : Searcher(engine::open_reader(index_directory)) {}
Searcher::Searcher(std::unique_ptr<engine::Reader> reader) : impl_(std::make_unique<Impl>()) {
  impl_->reader = std::move(reader);
}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Result Searcher::search(const SearchRequest& request) const { return impl_->search(request); }

namespace {

/// A query on its way to an answer: as parsed, and as it was finally asked.
struct Asked {
  query::Node root; ///< resolved
  engine::Retrieval found;
};

/// Asks; when that finds nothing, asks for what was likely meant, then for fewer words. Says so in result.
Asked ask(const query::Node& parsed, engine::RetrievalRequest& retrieval, const engine::Snapshot& snapshot, bool relax,
          Result& result) {
  const auto asked = [&](query::Node root) {
    resolve(root, snapshot);
    Asked made{std::move(root), {}};
    retrieval.query = &made.root;
    made.found = snapshot.retrieve(retrieval);
    return made;
  };
  Asked first = asked(parsed);
  if (first.found.timed_out)
    return first;
  const auto other = corrected(parsed, snapshot, retrieval.filters, retrieval.published);
  if (other) {
    Asked second = asked(*other);
    if (second.found.matched > 0)
      result.suggestion = query::to_string(*other);
    if (relax && first.found.matched == 0 && second.found.matched > 0) {
      result.warnings.push_back(fmt::format("nothing is spelt so: these are the results for {}", *result.suggestion));
      return second;
    }
  }
  if (const auto fewer = relax && first.found.matched == 0 ? relaxed(other ? *other : parsed) : std::nullopt) {
    Asked third = asked(*fewer);
    if (third.found.matched > 0) {
      result.warnings.emplace_back("nothing has all of that: these have some of the words");
      return third;
    }
  }
  return first;
}

} // namespace

Result Searcher::Impl::search(const SearchRequest& request) {
  const auto start = Clock::now();
  check_range(request.limit, request.offset);
  const SnapshotPtr snapshot = reader->snapshot();
  Result result;
  result.query = request.query;
  const query::ParsedQuery parsed = query::parse(request.query);
  for (const query::Warning& warning : parsed.warnings)
    result.warnings.push_back(fmt::format("{} (at byte {})", warning.message, warning.offset));

  const auto filters = engine_filters(request.filters);
  engine::RetrievalRequest retrieval;
  const bool everything = is_blank(request.query);
  retrieval.filters = filters;
  retrieval.published = request.filters.published;
  retrieval.sort = everything && request.sort == engine::Sort::relevance ? engine::Sort::newest : request.sort;
  retrieval.limit = request.limit + request.offset;
  retrieval.fold_copies = request.fold_copies;
  retrieval.facets = request.facets;
  retrieval.ranking = request.ranking;
  retrieval.deadline = start + std::chrono::milliseconds(request.timeout_ms);
  const Asked asked = everything ? Asked{parsed.root, snapshot->retrieve(retrieval)}
                                 : ask(parsed.root, retrieval, *snapshot, request.relax, result);
  const engine::Retrieval& found = asked.found;
  retrieval.query = everything ? nullptr : &asked.root;

  result.total = found.stories;
  result.collapsed = found.matched - found.stories;
  if (found.timed_out)
    result.warnings.emplace_back("the time limit was reached: there may be more");
  for (const engine::FacetField field : request.facets) {
    auto& [name, values] = result.facets.emplace_back(engine::name_of(field), std::vector<FacetValue>{});
    for (const engine::FacetCount& count : found.facets[static_cast<std::size_t>(field)])
      values.push_back({count.value, count.count});
  }
  const auto stems = as_set(stems_of(asked.root));
  for (std::size_t i = request.offset; i < found.matches.size(); ++i) {
    const engine::Match& match = found.matches[i];
    Article article = std::move(snapshot->stored(std::span(&match.document, 1)).front());
    Hit hit = hit_of(article, static_cast<double>(match.score));
    hit.copies = copies_as_shown(*snapshot, match.copies);
    if (request.explain)
      hit.explanation = explanation_of(snapshot->explain(retrieval, match.document));
    if (request.snippets) {
      Analyser& analyser = thread_analyser();
      AnalysedArticle analysed;
      if (article.language.empty())
        article.language = info(snapshot->document(match.document).language).code;
      analyser.analyse(std::move(article), analysed);
      hit.snippet = make_snippet(analysed, analyser.vocabulary(), stems, request.snippet_bytes);
    }
    result.hits.push_back(std::move(hit));
  }
  result.took_ms = milliseconds_since(start);
  return result;
}

RelatedSource Searcher::Impl::source_of(const VectorSpace& space, engine::DocNumber document) const {
  RelatedSource source;
  source.document = document;
  source.terms = std::move(space.snapshot().term_vectors(std::span(&document, 1)).front());
  source.vector = space.vector_of(source.terms);
  source.copies = space.snapshot().copies_of(document);
  return source;
}

RelatedSource Searcher::Impl::source_of(const VectorSpace& space, const Article& article) const {
  Analyser& analyser = thread_analyser();
  AnalysedArticle analysed;
  analyser.analyse(article, analysed);
  RelatedSource source;
  source.terms = term_vector_of(space.snapshot(), analysed, analyser.vocabulary());
  source.vector = space.vector_of(source.terms);
  source.copies = space.snapshot().copies_of(analysed.text_key, analysed.url_key);
  if (!article.id.empty())
    source.document = space.snapshot().find_id(article.id);
  return source;
}

std::vector<engine::DocNumber> Searcher::Impl::excluded(const engine::Snapshot& snapshot,
                                                        const SimilarRequest& request) const {
  std::vector<engine::DocNumber> documents;
  for (const std::string& id : request.exclude)
    if (const auto document = snapshot.find_id(id)) {
      const auto copies = snapshot.copies_of(*document);
      documents.insert(documents.end(), copies.begin(), copies.end());
    }
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents;
}

Hit Searcher::Impl::related_hit(const VectorSpace& space, const RelatedSource& source, const Article& article,
                                const Related& related, const SimilarRequest& request) const {
  const engine::Snapshot& snapshot = space.snapshot();
  Article stored = std::move(snapshot.stored(std::span(&related.document, 1)).front());
  Hit hit = hit_of(stored, related.score);
  hit.copies = copies_as_shown(snapshot, related.copies);
  hit.confidence = related.confidence;
  if (request.explain)
    hit.explanation = explanation_of(space, source.vector, related.vector);
  Analyser& analyser = thread_analyser();
  AnalysedArticle analysed;
  if (stored.language.empty())
    stored.language = info(snapshot.document(related.document).language).code;
  analyser.analyse(std::move(stored), analysed);
  if (request.snippets)
    hit.snippet = make_snippet(analysed, analyser.vocabulary(), {}, request.snippet_bytes);
  hit.why = explain_relation(space, article, source.vector, analysed, related.vector, analyser.vocabulary());
  return hit;
}

Result Searcher::Impl::similar(const VectorSpace& space, const RelatedSource& source, const Article& article,
                               const SimilarRequest& request) const {
  const auto start = Clock::now();
  check_range(request.limit, 0);
  const auto filters = engine_filters(request.filters);
  const auto exclude = excluded(space.snapshot(), request);
  RelatedQuery query;
  query.filters = filters;
  query.published = request.filters.published;
  query.exclude = exclude;
  query.limit = request.limit;
  query.fold_copies = request.fold_copies;
  query.settings = request.settings;
  query.deadline = start + std::chrono::milliseconds(request.timeout_ms);
  const RelatedList list = find_related(space, source, query);
  Result result;
  result.query = article.id;
  result.total = list.stories;
  result.collapsed = list.folded;
  if (list.timed_out)
    result.warnings.emplace_back("the time limit was reached: there may be more");
  if (source.vector.empty())
    result.warnings.emplace_back("the article has no words that the index knows");
  for (const Related& related : list.ranked)
    result.hits.push_back(related_hit(space, source, article, related, request));
  result.took_ms = milliseconds_since(start);
  return result;
}

Result Searcher::similar(const SimilarRequest& request) const {
  const auto start = Clock::now();
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  const auto space = impl_->space_of(snapshot);
  Result result;
  if (const auto* unsaved = std::get_if<ByArticle>(&request.source)) {
    result = impl_->similar(*space, impl_->source_of(*space, unsaved->article), unsaved->article, request);
  } else {
    std::optional<engine::DocNumber> document;
    std::string name;
    if (const auto* by_url = std::get_if<ByUrl>(&request.source)) {
      name = by_url->url;
      document = snapshot->find_url(canonical_url(name));
    } else {
      name = std::get<ById>(request.source).id;
      document = snapshot->find_id(name);
    }
    if (!document)
      throw Error(ErrorCode::not_found, "the index has no such article", name);
    const Article article = std::move(snapshot->stored(std::span(&*document, 1)).front());
    result = impl_->similar(*space, impl_->source_of(*space, *document), article, request);
  }
  result.took_ms = milliseconds_since(start);
  return result;
}

void Searcher::similar_all(const SimilarRequest& request,
                           const std::function<bool(const std::string& id, const Result&)>& visit) const {
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  const auto space = impl_->space_of(snapshot);
  snapshot->for_each_document([&](engine::DocNumber document) {
    const Article article = std::move(snapshot->stored(std::span(&document, 1)).front());
    return visit(article.id, impl_->similar(*space, impl_->source_of(*space, document), article, request));
  });
}

std::optional<StoredArticle> Searcher::show(std::string_view id, bool with_terms) const {
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  const auto document = snapshot->find_id(id);
  if (!document)
    return std::nullopt;
  StoredArticle result;
  result.article = std::move(snapshot->stored(std::span(&*document, 1)).front());
  auto copies = snapshot->copies_of(*document);
  std::erase(copies, *document);
  result.copies = copies_as_shown(*snapshot, copies);
  if (!with_terms)
    return result;
  const auto space = impl_->space_of(snapshot);
  const RelatedSource source = impl_->source_of(*space, *document);
  for (std::size_t i = 0; i < source.vector.size(); ++i) {
    const engine::TermId term = source.vector[i].first;
    result.terms.push_back({std::string(snapshot->term_text(term)), source.terms.entries[i].frequency,
                            snapshot->term_statistics()[term].document_frequency,
                            static_cast<double>(source.vector[i].second)});
  }
  std::stable_sort(result.terms.begin(), result.terms.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
  return result;
}

Suggestions Searcher::suggest(const SuggestRequest& request) const {
  const auto start = Clock::now();
  if (request.limit > max_suggestions)
    throw Error(ErrorCode::invalid_argument, "limit must be at most 100", std::to_string(request.limit));
  Suggestions result;
  result.prefix = request.prefix;
  result.suggestions = suggestions_for(request, *impl_->reader->snapshot());
  result.took_ms = milliseconds_since(start);
  return result;
}

engine::IndexStatistics Searcher::statistics() const { return impl_->reader->snapshot()->statistics(); }

} // namespace akin
