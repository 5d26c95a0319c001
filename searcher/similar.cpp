// The part of the searcher that answers for related articles.
#include "common/canonical_url.hpp"
#include "common/error.hpp"
#include "searcher/hit_builder.hpp"
#include "searcher/ordered_blocks.hpp"
#include "searcher/searcher_impl.hpp"
#include "searcher/snippet.hpp"
#include "searcher/versus.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace akin {
namespace {

using Method = SimilarSettings::Method;

engine::DocNumber known_id(const engine::Snapshot& snapshot, const std::string& id) {
  if (const auto document = snapshot.find_id(id))
    return *document;
  throw Error(ErrorCode::not_found, "the index has no such article", id);
}

std::vector<engine::DocNumber> known_ids(const engine::Snapshot& snapshot, const std::vector<std::string>& ids) {
  std::vector<engine::DocNumber> documents;
  for (const std::string& id : ids)
    documents.push_back(known_id(snapshot, id));
  return documents;
}

/// What a page shows already and what the list is to be unlike, with their copies. Unknown ids are nobody's concern:
/// they cannot be listed.
std::vector<engine::DocNumber> excluded(const engine::Snapshot& snapshot, const SimilarRequest& request) {
  std::vector<engine::DocNumber> documents;
  for (const auto* ids : {&request.exclude, &request.unlike})
    for (const std::string& id : *ids)
      if (const auto document = snapshot.find_id(id)) {
        const auto copies = snapshot.copies_of(*document);
        documents.insert(documents.end(), copies.begin(), copies.end());
      }
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents;
}

bool needs_date(SimilarMode mode) { return mode == SimilarMode::background || mode == SimilarMode::follow_up; }

void warn(const NamedSource& source, const SimilarRequest& request, const RelatedList& list, Result& result) {
  if (list.timed_out)
    result.warnings.emplace_back("the time limit was reached: there may be more");
  if (source.related.vector.empty())
    result.warnings.emplace_back("the article has no words that the index knows");
  else if (list.ranked.empty() && list.below_confidence > 0)
    result.warnings.push_back(fmt::format(
        "nothing is related closely enough: {} below the least confidence",
        list.below_confidence == 1 ? "1 article stays" : fmt::format("{} articles stay", list.below_confidence)));
  else if (list.ranked.empty() && request.limit > 0)
    result.warnings.emplace_back("no other article that the conditions let through shares a word with it");
}

/// The two stems that weigh most in an article, by their numbers in the related index; zeros where that lacks it.
std::array<std::uint32_t, 2> greatest_stems(const Themes& themes, engine::DocNumber document,
                                            std::vector<WeightedTerm>& room) {
  std::array<WeightedTerm, 2> greatest{};
  if (themes.has(document)) {
    const std::string_view record = themes.index->record_of(document);
    std::vector<std::size_t> ends;
    themes.index->unpack(std::span(&record, 1), room, ends);
    for (const WeightedTerm& each : std::span(room).first(ends.front()))
      if (each.second > greatest[0].second)
        greatest = {each, greatest[0]};
      else if (each.second > greatest[1].second)
        greatest[1] = each;
  }
  return {greatest[0].first, greatest[1].first};
}

/// Documents in the order in which their lists are best made: those with the same greatest stems read the same lists of
/// documents and find the same articles, which a processor's caches still have.
std::vector<engine::DocNumber> by_greatest_stems(const Themes& themes, engine::DocNumber begin, engine::DocNumber end) {
  std::vector<std::pair<std::array<std::uint32_t, 2>, engine::DocNumber>> keys;
  std::vector<WeightedTerm> room;
  for (engine::DocNumber document = begin; document < end; ++document)
    if (themes.space->snapshot().is_live(document))
      keys.emplace_back(greatest_stems(themes, document, room), document);
  std::sort(keys.begin(), keys.end());
  std::vector<engine::DocNumber> documents;
  documents.reserve(keys.size());
  for (const auto& [stems, document] : keys)
    documents.push_back(document);
  return documents;
}

/// Threads take so many documents at a time: few enough that all have some, and that what is written of their hits is
/// some megabytes.
engine::DocNumber documents_a_block(engine::DocNumber documents, unsigned threads, const SimilarRequest& request) {
  constexpr std::size_t fewest = 64, most = 2048, usual_hits = 10, blocks_a_thread = 4;
  constexpr std::size_t times_as_long = 8; // is a hit with its text or all its terms
  const std::size_t hits =
      std::max(request.limit, usual_hits) * (request.explain || request.snippets ? times_as_long : 1);
  return static_cast<engine::DocNumber>(std::clamp<std::size_t>(documents / (blocks_a_thread * thread_count(threads)),
                                                                fewest, std::max(fewest, most * usual_hits / hits)));
}

} // namespace

Result Searcher::Impl::similar(const Themes& themes, const NamedSource& source, const SimilarRequest& request) const {
  const auto start = Clock::now();
  check_range(request.limit, 0);
  const engine::Snapshot& snapshot = themes.space->snapshot();
  auto filters = engine_filters(request.filters);
  themes.names->resolve(filters);
  const auto exclude = excluded(snapshot, request);
  RelatedQuery query;
  query.filters = filters;
  query.published = request.filters.published;
  query.exclude = exclude;
  query.limit = request.limit;
  query.per_source = request.per_source;
  query.fold_copies = request.fold_copies;
  query.mode = request.mode;
  query.settings = request.settings;
  query.deadline = start + std::chrono::milliseconds(request.timeout_ms);
  Result result;
  result.query = source.id;
  if (needs_date(request.mode) && !source.related.published) {
    result.warnings.emplace_back("the article has no date: nothing is known to be earlier or later");
    result.took_ms = milliseconds_since(start);
    return result;
  }
  const RelatedList list = find_related(themes, source.related, query);
  result.total = list.stories;
  result.collapsed = list.folded;
  warn(source, request, list, result);
  result.hits = related_hits(themes, source, list, list.ranked, request);
  if (!request.versus.empty())
    result.versus = stand_of(themes, source, query, request, known_id(snapshot, request.versus));
  result.took_ms = milliseconds_since(start);
  return result;
}

Result Searcher::similar(const SimilarRequest& request) const {
  const auto start = Clock::now();
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  const Themes themes = impl_->themes_of(snapshot, request.settings.method == Method::latent);
  NamedSource source;
  if (const auto* unsaved = std::get_if<ByArticle>(&request.source)) {
    source = source_of(themes, unsaved->article);
  } else if (const auto* by_url = std::get_if<ByUrl>(&request.source)) {
    const auto document = snapshot->find_url(canonical_url(by_url->url));
    if (!document)
      throw Error(ErrorCode::not_found, "the index has no such article", by_url->url);
    source = source_of(themes, *document);
  } else {
    source = source_of(themes, known_id(*snapshot, std::get<ById>(request.source).id));
  }
  add_sources(themes, known_ids(*snapshot, request.more_sources), source);
  lean_away(themes, known_ids(*snapshot, request.unlike), source);
  Result result = impl_->similar(themes, source, request);
  result.took_ms = milliseconds_since(start);
  return result;
}

void Searcher::similar_all(const SimilarRequest& request,
                           const std::function<std::string(const std::string& id, const Result&)>& write,
                           const std::function<bool(std::string_view written)>& take,
                           const EveryArticle& settings) const {
  const SnapshotPtr snapshot = impl_->reader->snapshot();
  Themes themes = impl_->themes_of(snapshot, request.settings.method == Method::latent);
  if (settings.written)
    themes.written = std::make_shared<const WrittenArticles>(snapshot->document_slots());
  if (request.reasons)
    themes.entities = std::make_shared<const ArticleEntities>(*themes.names);
  const engine::DocNumber first = settings.after.empty() ? 0 : known_id(*snapshot, settings.after) + 1;
  const engine::DocNumber a_block = documents_a_block(snapshot->document_slots(), settings.threads, request);
  using Lists = std::vector<std::optional<std::string>>; // none for what is no longer live
  const auto lists_of = [&](std::size_t block) {
    const auto begin = static_cast<engine::DocNumber>(first + block * a_block);
    const engine::DocNumber end = std::min(begin + a_block, snapshot->document_slots());
    Lists lists(end - begin);
    for (const engine::DocNumber document : by_greatest_stems(themes, begin, end)) {
      const NamedSource source = source_of(themes, document);
      lists[document - begin] = write(source.id, impl_->similar(themes, source, request));
    }
    return lists;
  };
  const std::size_t blocks = (snapshot->document_slots() - first + a_block - 1) / a_block;
  for_each_block_in_order(blocks, settings.threads, lists_of, [&](const Lists& lists) {
    return std::all_of(lists.begin(), lists.end(), [&](const auto& list) { return !list || take(*list); });
  });
}

} // namespace akin
