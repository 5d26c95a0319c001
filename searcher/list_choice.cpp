#include "searcher/list_choice.hpp"

#include "searcher/publications.hpp"

#include <algorithm>
#include <cmath>

namespace akin {
namespace {

/// Only the top of a list is made diverse: nobody sees the rest beside it, and it costs the square of their number.
constexpr std::size_t diverse_hits = 50;

/// a + factor · b, of two ascending vectors.
UnitVector sum_of(VectorView a, VectorView b, float factor) {
  UnitVector sum;
  sum.reserve(a.size() + b.size());
  auto left = a.begin();
  for (const auto& [number, weight] : b) {
    for (; left != a.end() && left->first < number; ++left)
      sum.push_back(*left);
    const bool both = left != a.end() && left->first == number;
    sum.emplace_back(number, factor * weight + (both ? left->second : 0));
    left += both ? 1 : 0;
  }
  sum.insert(sum.end(), left, a.end());
  return sum;
}

void leave_out_unsure(const RelatedQuery& query, RelatedList& list) {
  const double least = query.mode == SimilarMode::same_event
                           ? std::max(query.settings.minimum_confidence, same_event_confidence)
                           : query.settings.minimum_confidence;
  const std::size_t before = list.ranked.size();
  std::erase_if(list.ranked, [&](const Related& related) { return related.confidence.value_or(1) < least; });
  list.below_confidence = static_cast<std::uint32_t>(before - list.ranked.size());
}

/// Greedy: next is what has the best (1 − diversity)·score − diversity·(greatest cosine with what stands above).
void diversify(double diversity, std::size_t limit, std::vector<Related>& ranked) {
  const std::size_t top = std::min({ranked.size(), diverse_hits, limit * 3});
  std::vector<double> nearest(top, 0);
  for (std::size_t place = 0; place + 1 < top; ++place) {
    std::size_t best = place;
    double best_value = -1;
    for (std::size_t i = place; i < top; ++i) {
      const double value = (1 - diversity) * ranked[i].score - diversity * nearest[i];
      if (value > best_value) {
        best = i;
        best_value = value;
      }
    }
    const auto at = [](auto& list, std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
    std::rotate(at(ranked, place), at(ranked, best), at(ranked, best + 1)); // the others keep their order
    std::rotate(at(nearest, place), at(nearest, best), at(nearest, best + 1));
    for (std::size_t i = place + 1; i < top; ++i)
      nearest[i] = std::max(nearest[i], cosine(ranked[place].vector, ranked[i].vector));
  }
}

} // namespace

UnitVector expanded(const UnitVector& source, std::span<const engine::DocNumber> copies,
                    std::span<const Related> candidates, const SimilarSettings& settings) {
  std::vector<const Related*> nearest;
  nearest.reserve(candidates.size());
  for (const Related& related : candidates)
    if (!std::binary_search(copies.begin(), copies.end(), related.document))
      nearest.push_back(&related);
  const std::size_t size = std::min(settings.neighbours, nearest.size());
  std::partial_sort(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(size), nearest.end(),
                    [](const Related* a, const Related* b) {
                      return a->confidence != b->confidence ? *a->confidence > *b->confidence : a < b;
                    });
  UnitVector sum = source;
  for (std::size_t i = 0; i < size; ++i)
    sum = sum_of(sum, nearest[i]->vector, static_cast<float>(*nearest[i]->confidence));
  return unit(std::move(sum));
}

void choose(const engine::Snapshot& snapshot, const RelatedQuery& query, RelatedList& list) {
  leave_out_unsure(query, list);
  if (query.settings.diversity > 0 && query.settings.method != SimilarSettings::Method::terms)
    diversify(query.settings.diversity, query.limit, list.ranked);
  if (query.per_source > 0)
    limit_publications(snapshot, query.per_source, list.ranked);
  list.stories += static_cast<std::uint32_t>(list.ranked.size());
  for (const Related& related : list.ranked)
    list.folded += static_cast<std::uint32_t>(related.copies.size());
  if (list.ranked.size() > query.limit)
    list.ranked.resize(query.limit);
}

} // namespace akin
