// The likelihood of a chain and how it changes with scores.
#pragma once

#include "entities/labels.hpp"
#include "entities/training/gold_text.hpp"

#include <array>
#include <span>
#include <vector>

namespace akin::entities {

using TransitionWeights = std::array<std::array<double, label_count * label_count>, 2>;

/// Forward and backward sums over one chain. Keeps its memory.
class ChainGradient {
 public:
  struct Token {
    std::array<double, label_count> scores{};
    LabelMask allowed = any_label;
    bool joined = false;
  };

  /// For a new chain: its tokens, to be filled.
  std::vector<Token>& tokens() { return tokens_; }

  /// Once transition weights have changed.
  void set_transitions(const TransitionWeights& weights);

  /// Minus the logarithm of the probability of the allowed labels. Fills by_score (expected under the model minus
  /// expected under the allowed labels) and adds the like to by_transition.
  double compute(std::vector<std::array<double, label_count>>& by_score, TransitionWeights& by_transition);

 private:
  double run(bool all, double sign, std::vector<std::array<double, label_count>>& by_score,
             TransitionWeights& by_transition);

  std::vector<Token> tokens_;
  TransitionWeights factors_{};
  std::vector<std::array<double, label_count>> emission_, forward_, backward_;
  std::vector<double> scale_;
};

} // namespace akin::entities
