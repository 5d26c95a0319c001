#include "searcher/versus.hpp"

#include "searcher/hit_builder.hpp"
#include "searcher/snippet.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin {
namespace {

/// The parts of a score, greatest first.
std::vector<ExplainedTerm> explanation_of(const Themes& themes, const UnitVector& source, const RelatedList& list,
                                          const Related& related) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  const VectorNumbers numbers = themes.numbers();
  std::vector<ExplainedTerm> result;
  const double share = related.parts.recency * (1 - list.latent_weight);
  auto own = source.begin();
  auto right = related.vector.begin();
  for (const auto& [term, weight] : list.query) {
    while (right != related.vector.end() && right->first < term)
      ++right;
    if (right == related.vector.end() || right->first != term)
      continue;
    while (own != source.end() && own->first < term)
      ++own;
    const float in_source = own != source.end() && own->first == term ? own->second : 0;
    result.push_back({std::string(snapshot.term_text(numbers.term(term))), share * weight * right->second,
                      fmt::format("weight {:.3f} in the source, {:.3f} with its neighbours, {:.3f} here", in_source,
                                  weight, right->second)});
  }
  if (list.latent_weight > 0)
    result.push_back({"(themes)", related.parts.recency * list.latent_weight * related.parts.latent,
                      fmt::format("cosine {:.3f} among themes", related.parts.latent)});
  std::stable_sort(result.begin(), result.end(),
                   [](const ExplainedTerm& a, const ExplainedTerm& b) { return a.score > b.score; });
  if (related.parts.recency < 1)
    for (ExplainedTerm& part : result)
      part.detail += fmt::format(" · times {:.2f} for the time between", related.parts.recency);
  return result;
}

bool has(std::span<const engine::DocNumber> sorted, engine::DocNumber document) {
  return std::binary_search(sorted.begin(), sorted.end(), document);
}

/// What keeps an article out whatever its likeness; empty when nothing does.
std::string obstacle(const NamedSource& source, const RelatedQuery& query, engine::DocNumber document) {
  if (has(source.related.documents, document))
    return "it is the article itself";
  if (has(query.exclude, document))
    return "it, or an article that it is a copy of, is excluded";
  if (query.fold_copies && has(source.related.copies, document))
    return "it is a copy of the article";
  return {};
}

/// Why an article is in no list of candidates.
std::string missing_reason(const Themes& themes, const NamedSource& source, const RelatedQuery& query,
                           engine::DocNumber document) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  const auto terms = std::move(snapshot.term_vectors(std::span(&document, 1)).front());
  const double confidence = cosine(source.related.vector, vector_of(themes, terms));
  if (confidence <= 0)
    return "the two share no word";
  const TimeRange range = range_of(query.mode, source.related.published, query.published);
  const auto published = snapshot.document(document).published;
  if ((range.begin && (!published || *published < *range.begin)) ||
      (range.end && (!published || *published >= *range.end)))
    return "it was not published in the time that is asked for";
  if (!query.filters.empty())
    return fmt::format("the filters leave it out, or other articles are closer; its confidence is {:.3f}", confidence);
  return fmt::format("it is not among the {} articles that are compared: too few of the best words are in it; its "
                     "confidence would be {:.3f}",
                     candidates_for(query.settings, query.limit), confidence);
}

} // namespace

namespace {

std::vector<Copy> copies_of(const Themes& themes, const Related& related) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  if (!std::all_of(related.copies.begin(), related.copies.end(), [&](auto copy) { return themes.has(copy); }))
    return copies_as_shown(snapshot, related.copies);
  std::vector<Copy> copies;
  for (const engine::DocNumber copy : related.copies) {
    Hit hit = indexed_hit(themes, copy);
    copies.push_back({std::move(hit.id), std::move(hit.source), std::move(hit.url), hit.published});
  }
  sort_by_age(copies);
  return copies;
}

} // namespace

namespace {

Hit plain_hit(const Themes& themes, const RelatedSource& source, const RelatedList& list, const Related& related,
              const SimilarRequest& request) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  const engine::DocNumber document = related.document;
  Hit hit;
  if (!request.snippets && themes.has(document)) {
    if (themes.written)
      hit.written = themes.written->get(document, [&] { return indexed_hit(themes, document); });
    if (hit.written == nullptr)
      hit = indexed_hit(themes, document);
  } else {
    const engine::Record record = std::move(snapshot.records(std::span(&document, 1)).front());
    hit = hit_of(record, related.score);
    if (request.snippets)
      hit.snippet = make_snippet(record.article, snapshot.document(document).language, thread_analyser(), {},
                                 request.snippet_bytes);
  }
  hit.score = related.score;
  hit.copies = copies_of(themes, related);
  hit.confidence = related.confidence;
  if (request.explain && related.confidence)
    hit.explanation = explanation_of(themes, source.vector, list, related);
  return hit;
}

} // namespace

std::vector<Hit> related_hits(const Themes& themes, const NamedSource& source, const RelatedList& list,
                              std::span<const Related> chosen, const SimilarRequest& request) {
  std::vector<Hit> hits;
  hits.reserve(chosen.size());
  for (const Related& related : chosen)
    hits.push_back(plain_hit(themes, source.related, list, related, request));
  if (!request.reasons)
    return hits;
  std::vector<ComparedHit> compared;
  compared.reserve(chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i)
    compared.push_back(
        {{themes.published->of(chosen[i].document), themes.entities_of(chosen[i].document), chosen[i].vector},
         chosen[i].document});
  auto reasons = reasons_for(
      *themes.names, themes.numbers(), {source.related.published, source.entities, source.related.vector}, compared,
      [&](std::span<const engine::TermId> stems) { return words_of(themes.space->snapshot(), source, stems); });
  for (std::size_t i = 0; i < hits.size(); ++i)
    hits[i].why = std::move(reasons[i]);
  return hits;
}

Versus stand_of(const Themes& themes, const NamedSource& source, RelatedQuery query, const SimilarRequest& request,
                engine::DocNumber document) {
  const std::size_t shown = query.limit;
  Versus versus;
  versus.id = themes.space->snapshot().document(document).id;
  versus.reason = obstacle(source, query, document);
  if (!versus.reason.empty())
    return versus;
  // The same list without what shortens it.
  query.limit = query.settings.candidates = candidates_for(query.settings, query.limit);
  query.settings.diversity = 0;
  query.per_source = 0;
  query.settings.minimum_confidence = 0;
  const RelatedList list = find_related(themes, source.related, query);
  const auto is_it = [&](const Related& related) {
    return related.document == document ||
           std::find(related.copies.begin(), related.copies.end(), document) != related.copies.end();
  };
  const auto place = std::find_if(list.ranked.begin(), list.ranked.end(), is_it);
  if (place == list.ranked.end()) {
    versus.reason = missing_reason(themes, source, query, document);
    return versus;
  }
  versus.rank = static_cast<std::uint32_t>(place - list.ranked.begin()) + 1;
  SimilarRequest with_parts = request;
  with_parts.explain = true;
  versus.hit = std::move(related_hits(themes, source, list, std::span(&*place, 1), with_parts).front());
  if (place->document != document)
    versus.reason = fmt::format("it is a copy of \"{}\" and folded under it; ", versus.hit->id);
  versus.reason += fmt::format("{} of {} that were compared", *versus.rank, list.ranked.size());
  if (place->confidence.value_or(1) < request.settings.minimum_confidence)
    versus.reason += fmt::format("; left out, since its confidence {:.3f} is below {:.3f}", *place->confidence,
                                 request.settings.minimum_confidence);
  else if (*versus.rank > shown)
    versus.reason += fmt::format("; below the {} that are asked for", shown);
  else if (request.per_source > 0 || request.settings.diversity > 0)
    versus.reason += "; left out when the list has enough of its publication, or of what is like it";
  return versus;
}

} // namespace akin
