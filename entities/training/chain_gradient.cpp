#include "entities/training/chain_gradient.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace akin::entities {

void ChainGradient::set_transitions(const TransitionWeights& weights) {
  for (std::size_t joined = 0; joined < 2; ++joined) {
    for (Label from = 0; from < label_count; ++from) {
      for (Label to = 0; to < label_count; ++to) {
        const std::size_t at = from * label_count + to;
        factors_[joined][at] = may_follow(from, to, joined == 1) ? std::exp(weights[joined][at]) : 0;
      }
    }
  }
}

double ChainGradient::compute(std::vector<std::array<double, label_count>>& by_score,
                              TransitionWeights& by_transition) {
  by_score.assign(tokens_.size(), {});
  emission_.resize(tokens_.size());
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    for (std::size_t label = 0; label < label_count; ++label)
      emission_[t][label] = std::exp(std::clamp(tokens_[t].scores[label], -40.0, 40.0));
  }
  const double allowed = run(false, -1, by_score, by_transition);
  if (std::isinf(allowed)) { // labels that no name can have: nothing to learn from
    by_score.assign(tokens_.size(), {});
    return 0;
  }
  return run(true, 1, by_score, by_transition) - allowed;
}

/// The logarithm of the sum over all label sequences, or over the allowed ones; adds sign times expectations.
double ChainGradient::run(bool all, double sign, std::vector<std::array<double, label_count>>& by_score,
                          TransitionWeights& by_transition) {
  const std::size_t size = tokens_.size();
  forward_.assign(size, {});
  backward_.assign(size, {});
  scale_.assign(size, 0);
  double log_sum = 0;
  const auto allowed = [&](std::size_t t, Label label) {
    const bool cut_off = (t == 0 && continues(label)) || (t + 1 == size && is_open(label));
    return !cut_off && (all || (tokens_[t].allowed >> label & 1U) != 0);
  };
  for (std::size_t t = 0; t < size; ++t) {
    const auto& factors = factors_[tokens_[t].joined ? 1 : 0];
    for (Label to = 0; to < label_count; ++to) {
      if (!allowed(t, to))
        continue;
      double sum = t == 0 ? 1 : 0;
      for (std::size_t from = 0; t > 0 && from < label_count; ++from)
        sum += forward_[t - 1][from] * factors[from * label_count + to];
      forward_[t][to] = sum * emission_[t][to];
      scale_[t] += forward_[t][to];
    }
    if (scale_[t] == 0)
      return -std::numeric_limits<double>::infinity();
    for (double& value : forward_[t])
      value /= scale_[t];
    log_sum += std::log(scale_[t]);
  }
  backward_[size - 1].fill(1);
  for (std::size_t t = size; t-- > 0;) {
    for (std::size_t label = 0; label < label_count; ++label)
      by_score[t][label] += sign * forward_[t][label] * backward_[t][label];
    if (t == 0)
      break;
    const auto& factors = factors_[tokens_[t].joined ? 1 : 0];
    auto& expected = by_transition[tokens_[t].joined ? 1 : 0];
    for (Label to = 0; to < label_count; ++to) {
      if (forward_[t][to] == 0)
        continue;
      const double behind = emission_[t][to] * backward_[t][to] / scale_[t];
      for (std::size_t from = 0; from < label_count; ++from) {
        const double path = factors[from * label_count + to] * behind;
        backward_[t - 1][from] += path;
        expected[from * label_count + to] += sign * forward_[t - 1][from] * path;
      }
    }
  }
  return log_sum;
}

} // namespace akin::entities
