#include "entities/decoder.hpp"

#include <algorithm>
#include <limits>

namespace akin::entities {
namespace {

/// Far below any sum of scores in a chain, and far above overflow.
constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min() / 2;

constexpr std::array<NameKind, 4> kinds{NameKind::person, NameKind::place, NameKind::organisation, NameKind::other};

/// Labels that a name may follow, in ascending order.
constexpr std::array<Label, 9> closed{2, 3, 6, 7, 10, 11, 14, 15, outside};
static_assert(std::none_of(closed.begin(), closed.end(), is_open));

/// The labels of the lanes.
constexpr std::array<Label, 9> starting{0, 4, 8, 12, 3, 7, 11, 15, outside};
static_assert(std::none_of(starting.begin(), starting.end(), continues));

} // namespace

Decoder::Decoder(const Transitions& transitions) : transitions_(transitions), starts_{} {
  for (std::size_t joined = 0; joined < 2; ++joined) {
    for (std::size_t i = 0; i < closed.size(); ++i) {
      for (std::size_t lane = 0; lane < starting.size(); ++lane)
        starts_[joined][i][lane / 4][lane % 4] = transitions[joined][closed[i] * label_count + starting[lane]];
    }
  }
}

void Decoder::clear() { from_.clear(); }

void Decoder::push(const LabelScores& scores, bool joined) {
  from_.emplace_back();
  if (from_.size() == 1) {
    for (Label label = 0; label < label_count; ++label)
      best_[label] = continues(label) ? never : scores[label];
    return;
  }
  std::array<std::int32_t, label_count> best;
  best.fill(never);
  start_names(starts_[joined ? 1 : 0].data(), best);
  if (joined)
    continue_names(best);
  for (std::size_t label = 0; label < label_count; ++label)
    best_[label] = best[label] <= never / 2 ? never : best[label] + scores[label];
}

void Decoder::start_names(const Lanes* weights, std::array<std::int32_t, label_count>& best) {
  Lanes sums, from{};
  sums.fill(Vector{} + never);
  for (std::size_t i = 0; i < closed.size(); ++i) {
    const Vector before = Vector{} + best_[closed[i]];
    const Vector label = Vector{} + static_cast<std::int32_t>(closed[i]);
    for (std::size_t v = 0; v < sums.size(); ++v) {
      const Vector sum = before + weights[i][v];
      const Vector better = sum >= sums[v]; // of equals the last: outside
      sums[v] = better ? sum : sums[v];
      from[v] = better ? label : from[v];
    }
  }
  for (std::size_t lane = 0; lane < starting.size(); ++lane) {
    best[starting[lane]] = sums[lane / 4][lane % 4];
    from_.back()[starting[lane]] = static_cast<Label>(from[lane / 4][lane % 4]);
  }
}

void Decoder::continue_names(std::array<std::int32_t, label_count>& best) {
  for (const NameKind kind : kinds) {
    const Label begin = label_of(kind, NamePart::begin), inside = label_of(kind, NamePart::inside);
    for (const Label to : {inside, label_of(kind, NamePart::last)}) {
      const std::int32_t from_begin = best_[begin] + transitions_[1][begin * label_count + to];
      const std::int32_t from_inside = best_[inside] + transitions_[1][inside * label_count + to];
      best[to] = std::max(from_begin, from_inside);
      from_.back()[to] = from_inside >= from_begin ? inside : begin;
    }
  }
}

std::span<const Label> Decoder::decode() {
  labels_.resize(from_.size());
  if (labels_.empty())
    return labels_;
  Label label = outside;
  for (Label other = 0; other < label_count; ++other) {
    if (!is_open(other) && best_[other] > best_[label])
      label = other;
  }
  for (std::size_t i = labels_.size(); i-- > 0;) {
    labels_[i] = label;
    label = from_[i][label];
  }
  return labels_;
}

} // namespace akin::entities
