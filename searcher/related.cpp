#include "searcher/related.hpp"

#include "searcher/candidates.hpp"
#include "searcher/list_choice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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
      query.settings.method == Method::terms ? query.limit : candidates_for(query.settings, query.limit);
  request.limit = wanted + source.copies.size() + query.exclude.size();
  request.fold_copies = query.fold_copies;
  request.ranking.burst_exponent = 0; // the baseline is plain BM25
  request.ranking.title_weight = 0;
  request.deadline = query.deadline;
  return request;
}

/// What is known of candidates without their vectors: how far away in time they are, and of those in the related index
/// how near among themes.
void look_over(const Themes& themes, const RelatedSource& source, const RelatedQuery& query, RelatedList& list) {
  std::vector<std::string_view> records(list.ranked.size()); // which lie far apart: they are asked for ahead
  for (std::size_t i = 0; i < records.size(); ++i) {
    themes.published->prefetch(list.ranked[i].document);
    if (list.latent_weight > 0 && themes.has(list.ranked[i].document))
      records[i] = themes.index->record_of(list.ranked[i].document);
    __builtin_prefetch(records[i].data());
  }
  const PackedDirection direction(source.latent);
  for (std::size_t i = 0; i < records.size(); ++i) {
    Related& related = list.ranked[i];
    related.parts.recency = recency_factor(query.settings, source.published, themes.published->of(related.document));
    if (!records[i].empty())
      related.parts.latent = themes.index->latent_cosine(direction, records[i]);
  }
}

/// Of the candidates whose likeness is known those stay that promise the greatest scores, since vectors are dear. The
/// others are counted as stories.
void keep_promising(const RelatedQuery& query, RelatedList& list) {
  const std::size_t most = promising_for(query.settings, query.limit);
  if (list.ranked.size() <= most || query.per_source > 0) // which may leave out any number of them
    return;
  const double latent_weight = list.latent_weight > 0 ? query.settings.promise_latent_weight : 0;
  std::vector<std::pair<double, std::size_t>> order; // most promising first
  order.reserve(list.ranked.size());
  for (std::size_t i = 0; i < list.ranked.size(); ++i)
    if (const Related& related = list.ranked[i]; related.likeness)
      order.emplace_back(
          -related.parts.recency * ((1 - latent_weight) * *related.likeness + latent_weight * related.parts.latent), i);
  if (order.size() <= most)
    return;
  constexpr auto nobody = std::numeric_limits<engine::DocNumber>::max();
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end());
  for (const auto& [promise, i] : std::span(order).subspan(most)) {
    Related& related = list.ranked[i];
    list.stories += *related.likeness >= query.settings.minimum_confidence ? 1 : 0;
    list.folded += static_cast<std::uint32_t>(related.copies.size());
    related.document = nobody;
  }
  std::erase_if(list.ranked, [](const Related& related) { return related.document == nobody; });
}

/// The vectors of the candidates of one look-up. One at a time in a thread, whose memory it uses again.
class CandidateVectors {
 public:
  CandidateVectors(const Themes& themes, const RelatedSource& source, bool with_latent, RelatedList& list)
      : themes_(themes), with_latent_(with_latent), latent_(source.latent), list_(list) {
    lay_out_indexed();
    lay_out_newer();
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ends_.size(); begin = ends_[i++])
      list_.ranked[places_[i]].vector = std::span(room_).subspan(begin, ends_[i] - begin);
  }

 private:
  void lay_out_indexed() {
    std::vector<std::string_view> records;
    records.reserve(list_.ranked.size());
    places_.reserve(list_.ranked.size());
    ends_.reserve(list_.ranked.size());
    for (std::size_t i = 0; i < list_.ranked.size(); ++i)
      if (themes_.has(list_.ranked[i].document)) {
        places_.push_back(i);
        records.push_back(themes_.index->record_of(list_.ranked[i].document));
      }
    if (records.empty())
      return;
    themes_.index->unpack(records, room_, ends_);
  }

  void lay_out_newer() {
    for (std::size_t i = 0; i < list_.ranked.size(); ++i) {
      Related& related = list_.ranked[i];
      if (themes_.has(related.document))
        continue;
      const auto terms = std::move(themes_.space->snapshot().term_vectors(std::span(&related.document, 1)).front());
      const UnitVector vector = vector_of(themes_, terms);
      const std::size_t begin = ends_.empty() ? 0 : ends_.back();
      if (room_.size() < begin + vector.size())
        room_.resize(2 * (begin + vector.size()));
      std::copy(vector.begin(), vector.end(), room_.begin() + static_cast<std::ptrdiff_t>(begin));
      places_.push_back(i);
      ends_.push_back(begin + vector.size());
      if (with_latent_)
        related.parts.latent = latent_.cosine(themes_.latent->code_of(related.document, terms));
    }
  }

  static std::vector<WeightedTerm>& thread_room() {
    static thread_local std::vector<WeightedTerm> room;
    return room;
  }

  const Themes& themes_;
  bool with_latent_;
  LatentDirection latent_;
  RelatedList& list_;
  std::vector<WeightedTerm>& room_ = thread_room();
  std::vector<std::size_t> places_; ///< in the list, of each vector
  std::vector<std::size_t> ends_;
};

void compare(const Themes& themes, const RelatedSource& source, const RelatedQuery& query, RelatedList& list) {
  const std::uint32_t numbers = themes.numbers().size(themes.space->snapshot().term_slots());
  {
    const DenseVector of_source(source.vector, numbers);
    for (Related& related : list.ranked)
      related.confidence = related.parts.expanded = of_source.dot(related.vector);
  }
  list.query = query.settings.method == Method::vectors
                   ? source.vector
                   : expanded(source.vector, source.copies, list.ranked, query.settings);
  const DenseVector of_all(list.query, numbers);
  for (Related& related : list.ranked) {
    ScoreParts& parts = related.parts;
    parts.expanded = of_all.dot(related.vector);
    related.score = parts.recency * ((1 - list.latent_weight) * parts.expanded + list.latent_weight * parts.latent);
  }
}

/// Greatest score first; equal ones keep their order.
void rank(std::vector<Related>& candidates) {
  std::vector<std::pair<double, std::size_t>> order;
  order.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i)
    order.emplace_back(-candidates[i].score, i);
  std::sort(order.begin(), order.end());
  std::vector<Related> ranked;
  ranked.reserve(candidates.size());
  for (const auto& [score, i] : order)
    ranked.push_back(std::move(candidates[i]));
  candidates = std::move(ranked);
}

/// The vectors of what is listed, out of those of all candidates.
void keep_vectors(RelatedList& list) {
  std::size_t size = 0;
  for (const Related& related : list.ranked)
    size += related.vector.size();
  list.vectors.reserve(size);
  for (Related& related : list.ranked) {
    const std::size_t begin = list.vectors.size();
    list.vectors.insert(list.vectors.end(), related.vector.begin(), related.vector.end());
    related.vector = std::span(list.vectors).subspan(begin);
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
      list.ranked.push_back(
          {match.document, static_cast<double>(match.score), std::nullopt, std::nullopt, {}, match.copies, {}});
}

/// Adds candidates one by one, each group of copies once, as the retrieval of the engine does it: the oldest stands for
/// all.
class CandidateList {
 public:
  CandidateList(const engine::Snapshot& snapshot, const RelatedSource& source, const RelatedQuery& query,
                RelatedList& list)
      : snapshot_(snapshot), source_(source), query_(query), list_(list) {}

  void add(engine::DocNumber document, std::optional<float> likeness = std::nullopt) {
    if (!snapshot_.is_live(document))
      return;
    Related related;
    related.document = document;
    related.likeness = likeness;
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
  const std::size_t wanted = candidates_for(query.settings, query.limit);
  CandidateList candidates(snapshot, source, query, list);
  list.ranked.reserve(wanted);
  std::size_t tried = 0;
  for (std::size_t limit = request.limit;; limit *= 2) { // until enough are neither deleted nor left out
    const auto nearest = themes.index->nearest(source.vector, query.settings, limit);
    for (; tried < nearest.size() && list.ranked.size() < wanted; ++tried)
      candidates.add(nearest[tried].second, nearest[tried].first);
    if (list.ranked.size() == wanted || nearest.size() < limit)
      break;
  }
  if (themes.index->documents() == snapshot.document_slots())
    return;
  const query::Node tree = candidate_query(*themes.space, terms_of(snapshot, source), query.settings.query_terms);
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

PublishedTimes::PublishedTimes(const engine::Snapshot& snapshot) {
  seconds_.reserve(snapshot.document_slots());
  for (engine::DocNumber document = 0; document < snapshot.document_slots(); ++document) {
    const auto published = snapshot.document(document).published;
    seconds_.push_back(published ? published->seconds : none);
  }
}

engine::TermVector terms_of(const engine::Snapshot& snapshot, const RelatedSource& source) {
  if (source.terms)
    return *source.terms;
  return std::move(snapshot.term_vectors(std::span(source.documents).first(1)).front());
}

UnitVector vector_of(const Themes& themes, const engine::TermVector& terms) {
  return themes.numbers().numbered(themes.space->vector_of(terms));
}

RelatedList find_related(const Themes& themes, const RelatedSource& source, const RelatedQuery& query) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  RelatedList list;
  const TimeRange range = range_of(query.mode, source.published, query.published);
  const bool narrowed = !query.filters.empty() || range.begin || range.end;
  if (themes.index && !narrowed && query.settings.method != Method::terms)
    add_indexed(themes, source, query, list);
  else
    add_retrieved(snapshot, candidate_query(*themes.space, terms_of(snapshot, source), query.settings.query_terms),
                  source, query, list);
  if (query.settings.method == Method::terms) {
    choose(snapshot, query, list);
    return list;
  }
  const bool with_latent = query.settings.method == Method::latent && themes.latent != nullptr;
  list.latent_weight = with_latent ? query.settings.latent_weight : 0;
  look_over(themes, source, query, list);
  keep_promising(query, list);
  const CandidateVectors vectors(themes, source, with_latent, list);
  compare(themes, source, query, list);
  rank(list.ranked);
  choose(snapshot, query, list);
  keep_vectors(list);
  return list;
}

} // namespace akin
