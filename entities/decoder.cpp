#include "entities/decoder.hpp"

#include "entities/features.hpp"

#include <algorithm>
#include <limits>

namespace akin::entities {
namespace {

/// Far below any sum of scores in a chain, and far above overflow.
constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min() / 2;

struct Step {
  Label from;
  Label to;
};

constexpr std::size_t count_steps(bool joined) {
  std::size_t count = 0;
  for (Label from = 0; from < label_count; ++from) {
    for (Label to = 0; to < label_count; ++to)
      count += may_follow(from, to, joined) ? 1U : 0U;
  }
  return count;
}

template <bool joined> constexpr auto make_steps() {
  std::array<Step, count_steps(joined)> steps{};
  std::size_t count = 0;
  for (Label to = 0; to < label_count; ++to) {
    for (Label from = 0; from < label_count; ++from) {
      if (may_follow(from, to, joined))
        steps[count++] = {from, to};
    }
  }
  return steps;
}

constexpr auto joined_steps = make_steps<true>();
constexpr auto parted_steps = make_steps<false>();

} // namespace

LabelScores score(std::span<const std::uint32_t> keys, const Model& model) {
  std::array<std::uint32_t, FeatureKeys::capacity> likely;
  std::array<const WeightRow*, FeatureKeys::capacity> rows;
  std::size_t count = 0, found = 0;
  for (const std::uint32_t key : keys) {
    likely[count] = key;
    count += model.may_have_row(key) ? 1U : 0U;
  }
  for (std::size_t i = 0; i < count; ++i)
    model.prefetch(likely[i]);
  for (std::size_t i = 0; i < count; ++i) {
    if (const WeightRow* row = model.row(likely[i])) {
      __builtin_prefetch(row);
      rows[found++] = row;
    }
  }
  std::array<std::int16_t, weighted_labels> sums{}; // 96 rows of at most 127 fit
  for (std::size_t i = 0; i < found; ++i) {
    for (std::size_t label = 0; label < weighted_labels; ++label)
      sums[label] = static_cast<std::int16_t>(sums[label] + (*rows[i])[label]);
  }
  LabelScores scores{};
  std::copy(sums.begin(), sums.end(), scores.begin());
  return scores;
}

void Decoder::clear() { from_.clear(); }

void Decoder::push(const LabelScores& scores, bool joined, const Transitions& transitions) {
  std::array<std::int32_t, label_count> best;
  from_.emplace_back();
  if (from_.size() == 1) {
    for (Label label = 0; label < label_count; ++label)
      best_[label] = continues(label) ? never : scores[label];
    return;
  }
  best.fill(never);
  std::array<Label, label_count>& from = from_.back();
  const auto& weights = transitions[joined ? 1 : 0];
  const std::span<const Step> steps =
      joined ? std::span<const Step>(joined_steps) : std::span<const Step>(parted_steps);
  for (const Step step : steps) {
    const std::int32_t sum = best_[step.from] + weights[step.from * label_count + step.to];
    if (sum >= best[step.to]) { // of equals the last: outside
      best[step.to] = sum;
      from[step.to] = step.from;
    }
  }
  for (std::size_t label = 0; label < label_count; ++label)
    best_[label] = best[label] <= never / 2 ? never : best[label] + scores[label];
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
