#include "searcher/searcher.hpp"

#include "common/error.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "searcher/corpus_names.hpp"
#include "searcher/date_histogram.hpp"
#include "searcher/entity_lookup.hpp"
#include "searcher/hit_builder.hpp"
#include "searcher/searcher_impl.hpp"
#include "searcher/suggest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin {
namespace {

constexpr std::size_t max_limit = 1000;
constexpr std::size_t max_depth = 10'000;
constexpr std::size_t max_suggestions = 100;

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

std::shared_ptr<const Suggester> Searcher::Impl::suggester_of(const SnapshotPtr& snapshot) {
  const auto names = names_of(snapshot);
  const std::lock_guard lock(names_mutex);
  if (!newest_suggester || &newest_suggester->names() != names.get())
    newest_suggester = std::make_shared<const Suggester>(names);
  return newest_suggester;
}

Themes Searcher::Impl::themes_of(const SnapshotPtr& snapshot, bool with_latent, const std::stop_token& stop) {
  const std::lock_guard lock(themes_mutex);
  if (!newest_themes.space || &newest_themes.space->snapshot() != snapshot.get())
    newest_themes = {std::make_shared<const VectorSpace>(snapshot),
                     nullptr,
                     names_of(snapshot),
                     RelatedIndex::open(*snapshot),
                     std::make_shared<const PublishedTimes>(*snapshot),
                     nullptr,
                     nullptr};
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

Searcher::Searcher(const std::filesystem::path& index_directory, std::shared_ptr<const Synonyms> synonyms)
    : Searcher(engine::open_reader(index_directory), std::move(synonyms)) {}
Searcher::Searcher(std::unique_ptr<engine::Reader> reader, std::shared_ptr<const Synonyms> synonyms)
    : impl_(std::make_unique<Impl>()) {
  impl_->reader = std::move(reader);
  impl_->synonyms = synonyms ? std::move(synonyms) : std::make_shared<const Synonyms>();
}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Result Searcher::search(const SearchRequest& request) const { return impl_->search(request); }

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
  const auto terms = std::move(snapshot->term_vectors(std::span(&*document, 1)).front());
  const UnitVector vector = themes.space->vector_of(terms);
  for (std::size_t i = 0; i < vector.size(); ++i) {
    const engine::TermId term = vector[i].first;
    result.terms.push_back({std::string(snapshot->term_text(term)), terms.entries[i].frequency,
                            snapshot->term_statistics()[term].document_frequency,
                            static_cast<double>(vector[i].second)});
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
  result.suggestions = impl_->suggester_of(impl_->reader->snapshot())->suggest(request);
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
