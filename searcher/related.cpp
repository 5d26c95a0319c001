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

engine::RetrievalRequest request_for(const RelatedSource& source, const RelatedQuery& query) {
  engine::RetrievalRequest request;
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

/// The records of candidates in the related index; empty for newer ones.
std::vector<std::string_view> records_of(const Themes& themes, std::span<const Related> candidates) {
  std::vector<std::string_view> records;
  records.reserve(candidates.size());
  for (const Related& related : candidates)
    records.push_back(themes.has(related.document) ? themes.index->record_of(related.document) : std::string_view());
  return records;
}

/// Tells the processor that a record will be read soon: candidates lie far apart.
void prefetch(std::string_view record) {
  constexpr std::size_t line_bytes = 64;
  for (std::size_t i = 0; i < record.size(); i += line_bytes)
    __builtin_prefetch(record.data() + i);
}

/// Lays the vectors of all candidates one behind the other and finds their places among themes.
void lay_out(const Themes& themes, const RelatedSource& source, bool with_latent, RelatedList& list) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  const LatentDirection latent(source.latent);
  const auto records = records_of(themes, list.ranked);
  std::vector<std::size_t> ends;
  constexpr std::size_t ahead = 4;
  for (std::size_t i = 0; i < list.ranked.size(); ++i) {
    if (i + ahead < list.ranked.size())
      prefetch(records[i + ahead]);
    Related& related = list.ranked[i];
    LatentCode code{};
    if (themes.has(related.document)) {
      themes.index->append_vector(records[i], list.vectors);
      if (with_latent)
        code = themes.index->code_of(records[i]);
    } else {
      const auto terms = std::move(snapshot.term_vectors(std::span(&related.document, 1)).front());
      const UnitVector vector = themes.space->vector_of(terms);
      list.vectors.insert(list.vectors.end(), vector.begin(), vector.end());
      if (with_latent)
        code = themes.latent->code_of(related.document, terms);
    }
    ends.push_back(list.vectors.size());
    if (with_latent)
      related.parts.latent = latent.cosine(code);
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < ends.size(); begin = ends[i++])
    list.ranked[i].vector = std::span(list.vectors).subspan(begin, ends[i] - begin);
}

void compare(const Themes& themes, const RelatedSource& source, const RelatedQuery& query, RelatedList& list) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  const bool with_latent = query.settings.method == Method::latent && themes.latent != nullptr;
  list.latent_weight = with_latent ? query.settings.latent_weight : 0;
  lay_out(themes, source, with_latent, list);
  {
    const DenseVector of_source(source.vector, snapshot.term_slots());
    for (Related& related : list.ranked)
      related.confidence = related.parts.expanded = of_source.dot(related.vector);
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

void add_retrieved(const engine::Snapshot& snapshot, const query::Node& tree, const RelatedSource& source,
                   const RelatedQuery& query, RelatedList& list) {
  engine::RetrievalRequest request = request_for(source, query);
  request.query = &tree;
  const engine::Retrieval found = snapshot.retrieve(request);
  list.timed_out = found.timed_out;
  for (const engine::Match& match : found.matches)
    if (!is_left_out(match.document, source, query))
      list.ranked.push_back({match.document, static_cast<double>(match.score), std::nullopt, {}, match.copies, {}});
}

/// Adds candidates one by one, each group of copies once, as the retrieval of the engine does it: the oldest stands for
/// all.
class CandidateList {
 public:
  CandidateList(const engine::Snapshot& snapshot, const RelatedSource& source, const RelatedQuery& query,
                RelatedList& list)
      : snapshot_(snapshot), source_(source), query_(query), list_(list) {}

  void add(engine::DocNumber document) {
    if (!snapshot_.is_live(document))
      return;
    Related related;
    related.document = document;
    if (const std::uint32_t group = query_.fold_copies ? snapshot_.copy_group(document) : 0; group != 0) {
      if (std::find(groups_.begin(), groups_.end(), group) != groups_.end())
        return;
      groups_.push_back(group);
      related.document = snapshot_.representative_of(document);
      related.copies = snapshot_.copies_of(document);
      std::erase(related.copies, related.document);
    }
    if (!is_left_out(related.document, source_, query_))
      list_.ranked.push_back(std::move(related));
  }

 private:
  const engine::Snapshot& snapshot_;
  const RelatedSource& source_;
  const RelatedQuery& query_;
  RelatedList& list_;
  std::vector<std::uint32_t> groups_;
};

/// Candidates from the related index, and newer articles from the snapshot.
void add_indexed(const Themes& themes, const RelatedSource& source, const RelatedQuery& query, RelatedList& list) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  engine::RetrievalRequest request = request_for(source, query);
  const std::size_t wanted = std::max(query.settings.candidates, query.limit);
  CandidateList candidates(snapshot, source, query, list);
  std::size_t tried = 0;
  for (std::size_t limit = request.limit;; limit *= 2) { // until enough are neither deleted nor left out
    const auto nearest = themes.index->nearest(source.vector, query.settings.query_terms, limit);
    for (; tried < nearest.size() && list.ranked.size() < wanted; ++tried)
      candidates.add(nearest[tried].second);
    if (list.ranked.size() == wanted || nearest.size() < limit)
      break;
  }
  if (themes.index->documents() == snapshot.document_slots())
    return;
  const query::Node tree = candidate_query(*themes.space, source.terms, query.settings.query_terms);
  request.query = &tree;
  request.first_document = themes.index->documents();
  request.fold_copies = false; // that is done here
  const engine::Retrieval newer = snapshot.retrieve(request);
  list.timed_out = newer.timed_out;
  for (const engine::Match& match : newer.matches)
    candidates.add(match.document);
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
  RelatedList list;
  const TimeRange range = range_of(query.mode, source.published, query.published);
  const bool narrowed = !query.filters.empty() || range.begin || range.end;
  if (themes.index && !narrowed && query.settings.method != Method::terms)
    add_indexed(themes, source, query, list);
  else
    add_retrieved(snapshot, candidate_query(*themes.space, source.terms, query.settings.query_terms), source, query,
                  list);
  if (query.settings.method != Method::terms) {
    compare(themes, source, query, list);
    std::stable_sort(list.ranked.begin(), list.ranked.end(),
                     [](const Related& a, const Related& b) { return a.score > b.score; });
  }
  choose(snapshot, query, list);
  return list;
}

} // namespace akin
