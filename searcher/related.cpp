#include "searcher/related.hpp"

#include "searcher/candidates.hpp"
#include "searcher/list_choice.hpp"

#include <algorithm>
#include <cmath>

namespace akin {
namespace {

using Method = SimilarSettings::Method;
constexpr std::int64_t seconds_per_day = 86'400;

/// Copies of one article are left to themselves when they are to be listed one by one.
bool is_left_out(engine::DocNumber document, const RelatedSource& source, const RelatedQuery& query) {
  const auto in = [&](std::span<const engine::DocNumber> documents) {
    return std::binary_search(documents.begin(), documents.end(), document);
  };
  return in(source.documents) || in(query.exclude) || (query.fold_copies && in(source.copies));
}

engine::RetrievalRequest request_for(const query::Node& tree, const RelatedSource& source, const RelatedQuery& query) {
  engine::RetrievalRequest request;
  request.query = &tree;
  request.filters = query.filters;
  request.published = range_of(query.mode, source.published, query.published);
  // Room for what is left out afterwards, so that it costs no candidates.
  const std::size_t wanted =
      query.settings.method == Method::terms ? query.limit : std::max(query.settings.candidates, query.limit);
  request.limit = wanted + source.copies.size() + query.exclude.size();
  request.fold_copies = query.fold_copies;
  request.ranking.burst_exponent = 0; // the baseline is plain BM25
  request.ranking.title_weight = 0;
  request.deadline = query.deadline;
  return request;
}

void compare(const Themes& themes, const RelatedSource& source, const RelatedQuery& query, RelatedList& list) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  std::vector<engine::DocNumber> documents;
  for (const Related& related : list.ranked)
    documents.push_back(related.document);
  const auto vectors = snapshot.term_vectors(documents);
  const bool with_latent = query.settings.method == Method::latent && themes.latent != nullptr;
  list.latent_weight = with_latent ? query.settings.latent_weight : 0;
  {
    const DenseVector of_source(source.vector, snapshot.term_slots());
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      Related& related = list.ranked[i];
      related.vector = themes.space->vector_of(vectors[i]);
      related.confidence = related.parts.expanded = of_source.dot(related.vector);
      if (with_latent)
        related.parts.latent = cosine(source.latent, themes.latent->code_of(related.document, vectors[i]));
    }
  }
  list.query = query.settings.method == Method::vectors ? source.vector : expanded(source, list.ranked, query.settings);
  const DenseVector of_all(list.query, snapshot.term_slots());
  for (Related& related : list.ranked) {
    ScoreParts& parts = related.parts;
    parts.expanded = of_all.dot(related.vector);
    parts.recency = recency_factor(query.settings, source.published, snapshot.document(related.document).published);
    related.score = parts.recency * ((1 - list.latent_weight) * parts.expanded + list.latent_weight * parts.latent);
  }
}

} // namespace

TimeRange range_of(SimilarMode mode, const std::optional<Timestamp>& source, TimeRange range) {
  if (!source || mode == SimilarMode::mixed)
    return range;
  const auto not_before = [&](Timestamp time) { range.begin = std::max(range.begin.value_or(time), time); };
  const auto before = [&](Timestamp time) { range.end = std::min(range.end.value_or(time), time); };
  constexpr std::int64_t near = same_event_days * seconds_per_day;
  if (mode == SimilarMode::background)
    before(*source);
  if (mode == SimilarMode::follow_up)
    not_before({source->seconds + 1});
  if (mode == SimilarMode::same_event) {
    not_before({source->seconds - near});
    before({source->seconds + near + 1});
  }
  return range;
}

double recency_factor(const SimilarSettings& settings, const std::optional<Timestamp>& source,
                      const std::optional<Timestamp>& hit) {
  if (!source)
    return 1;
  if (!hit)
    return 1 - settings.recency_weight;
  const double days = std::abs(static_cast<double>(hit->seconds - source->seconds)) / seconds_per_day;
  return 1 - settings.recency_weight + settings.recency_weight * std::exp(-days / settings.recency_days);
}

RelatedList find_related(const Themes& themes, const RelatedSource& source, const RelatedQuery& query) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  const query::Node tree = candidate_query(*themes.space, source.terms, query.settings.query_terms);
  const engine::Retrieval candidates = snapshot.retrieve(request_for(tree, source, query));
  RelatedList list;
  list.timed_out = candidates.timed_out;
  for (const engine::Match& match : candidates.matches)
    if (!is_left_out(match.document, source, query))
      list.ranked.push_back({match.document, static_cast<double>(match.score), std::nullopt, {}, match.copies, {}});
  if (query.settings.method != Method::terms) {
    compare(themes, source, query, list);
    std::stable_sort(list.ranked.begin(), list.ranked.end(),
                     [](const Related& a, const Related& b) { return a.score > b.score; });
  }
  choose(snapshot, query, list);
  return list;
}

} // namespace akin
