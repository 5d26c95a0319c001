#include "searcher/searcher.hpp"

#include "common/error.hpp"
#include "common/query/query_parser.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "entities/recogniser.hpp"
#include "searcher/corpus_names.hpp"
#include "searcher/date_histogram.hpp"
#include "searcher/entity_lookup.hpp"
#include "searcher/hit_builder.hpp"
#include "searcher/query_resolution.hpp"
#include "searcher/relaxation.hpp"
#include "searcher/searcher_impl.hpp"
#include "searcher/snippet.hpp"
#include "searcher/spelling.hpp"
#include "searcher/suggest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin {
namespace {

constexpr std::string_view dates_facet = "dates";
constexpr std::size_t max_limit = 1000;
constexpr std::size_t max_depth = 10'000;
constexpr std::size_t max_suggestions = 100;

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

} // namespace

bool add_facet(std::string_view name, SearchRequest& request) {
  if (name == dates_facet)
    return request.dates = true;
  for (std::size_t i = 0; i < engine::facet_field_count; ++i) {
    const auto field = static_cast<engine::FacetField>(i);
    if (engine::name_of(field) != name)
      continue;
    if (std::find(request.facets.begin(), request.facets.end(), field) == request.facets.end())
      request.facets.push_back(field);
    return true;
  }
  return false;
}

std::string known_facets() {
  std::string known;
  for (std::size_t i = 0; i < engine::facet_field_count; ++i)
    known += std::string(engine::name_of(static_cast<engine::FacetField>(i))) + ", ";
  return known + std::string(dates_facet);
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
      result.push_back({field, values, {}});
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

std::shared_ptr<const CorpusNames> Searcher::Impl::names_of(const SnapshotPtr& snapshot) {
  const std::lock_guard lock(names_mutex);
  if (!newest_names || &newest_names->snapshot() != snapshot.get())
    newest_names = std::make_shared<const CorpusNames>(snapshot);
  return newest_names;
}

Themes Searcher::Impl::themes_of(const SnapshotPtr& snapshot, bool with_latent, const std::stop_token& stop) {
  const std::lock_guard lock(themes_mutex);
  if (!newest_themes.space || &newest_themes.space->snapshot() != snapshot.get())
    newest_themes = {std::make_shared<const VectorSpace>(snapshot), nullptr, names_of(snapshot),
                     RelatedIndex::open(*snapshot)};
  const auto& index = newest_themes.index;
  if (with_latent && !newest_themes.latent)
    newest_themes.latent = latent_space_of(*snapshot, index ? index->documents() : 0, stop);
  Themes themes = newest_themes;
  if (with_latent && index && index->themes() != (themes.latent ? themes.latent->fingerprint() : 0))
    themes.index = nullptr; // made for other themes
  return themes;
}

bool Searcher::refresh_related(std::uint32_t least_articles, const std::stop_token& stop) {
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  const double articles = snapshot->document_count();
  if (snapshot->document_count() < least_articles)
    return false;
  if (const auto index = RelatedIndex::open(*snapshot); index && articles <= 1.5 * index->articles() &&
                                                        articles >= 0.5 * index->articles() &&
                                                        index->themes() == kept_themes(*snapshot))
    return true;
  const Themes themes = impl_->themes_of(snapshot, true, stop);
  const bool built = build_related_index(*themes.space, themes.latent.get(), {.stop = stop});
  const std::lock_guard lock(impl_->themes_mutex);
  impl_->newest_themes = {};
  return built;
}

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
Asked ask(const query::Node& parsed, const SearchRequest& request, engine::RetrievalRequest& retrieval,
          const CorpusNames& names, Result& result) {
  const engine::Snapshot& snapshot = names.snapshot();
  const bool relax = request.relax;
  const auto asked = [&](query::Node root) {
    if (request.prefix)
      add_last_word_as_prefix(request.query, root);
    resolve(root, snapshot);
    names.resolve(root);
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
  const auto names = names_of(snapshot);

  auto filters = engine_filters(request.filters);
  names->resolve(filters);
  const engine::FacetNaming facet_naming = names->facet_naming();
  engine::RetrievalRequest retrieval;
  const bool everything = is_blank(request.query);
  retrieval.filters = filters;
  retrieval.published = request.filters.published;
  retrieval.sort = everything && request.sort == engine::Sort::relevance ? engine::Sort::newest : request.sort;
  retrieval.limit = request.limit + request.offset;
  retrieval.fold_copies = request.fold_copies;
  retrieval.facets = request.facets;
  retrieval.count_days = request.dates;
  if (std::any_of(request.facets.begin(), request.facets.end(),
                  [](engine::FacetField field) { return entity_kind_of(field).has_value(); }))
    retrieval.facet_naming = &facet_naming;
  retrieval.ranking = request.ranking;
  retrieval.deadline = start + std::chrono::milliseconds(request.timeout_ms);
  const Asked asked = everything ? Asked{parsed.root, snapshot->retrieve(retrieval)}
                                 : ask(parsed.root, request, retrieval, *names, result);
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
  if (request.dates)
    result.facets.emplace_back(dates_facet, date_histogram(found.days));
  const StemSet stems(stems_of(asked.root));
  for (std::size_t i = request.offset; i < found.matches.size(); ++i) {
    const engine::Match& match = found.matches[i];
    engine::Record record = std::move(snapshot->records(std::span(&match.document, 1)).front());
    Hit hit = hit_of(record, static_cast<double>(match.score));
    hit.copies = copies_as_shown(*snapshot, match.copies);
    if (request.explain)
      hit.explanation = explanation_of(snapshot->explain(retrieval, match.document));
    if (request.snippets)
      hit.snippet = make_snippet(record.article, snapshot->document(match.document).language, thread_analyser(), stems,
                                 request.snippet_bytes);
    result.hits.push_back(std::move(hit));
  }
  result.took_ms = milliseconds_since(start);
  return result;
}

std::optional<StoredArticle> Searcher::show(std::string_view id, bool with_terms) const {
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  const auto document = snapshot->find_id(id);
  if (!document)
    return std::nullopt;
  StoredArticle result;
  engine::Record record = std::move(snapshot->records(std::span(&*document, 1)).front());
  result.article = std::move(record.article);
  result.entities = std::move(record.entities);
  result.mentions = std::move(record.mentions);
  auto copies = snapshot->copies_of(*document);
  std::erase(copies, *document);
  result.copies = copies_as_shown(*snapshot, copies);
  if (!with_terms)
    return result;
  const Themes themes = impl_->themes_of(snapshot, false);
  const RelatedSource source = source_of(themes, *document).related;
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
  result.suggestions = suggestions_for(request, *impl_->names_of(impl_->reader->snapshot()));
  result.took_ms = milliseconds_since(start);
  return result;
}

EntityList Searcher::entities(const EntityRequest& request) const {
  return list_entities(*impl_->names_of(impl_->reader->snapshot()), request);
}

void Searcher::copies(const std::function<bool(const CopyGroup&)>& visit) const {
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  snapshot->for_each_document([&](engine::DocNumber document) {
    const auto documents = snapshot->copies_of(document);
    if (documents.size() < 2 || documents.front() != document)
      return true;
    CopyGroup group;
    for (const engine::DocNumber member : documents)
      group.members.emplace_back(snapshot->document(member).id);
    group.representative = snapshot->document(snapshot->representative_of(document)).id;
    std::sort(group.members.begin(), group.members.end());
    return visit(group);
  });
}

engine::IndexStatistics Searcher::statistics() const { return impl_->reader->snapshot()->statistics(); }

} // namespace akin
