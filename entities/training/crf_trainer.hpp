// Learns the weights of the chain.
#pragma once

#include "entities/model.hpp"
#include "entities/training/gold_text.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace akin::entities {

/// One chain as the trainer takes it.
struct TrainingChain {
  struct Token {
    LabelMask allowed = any_label;
    bool joined = false;             ///< what stands before it may stand inside a name
    std::vector<std::uint32_t> keys; ///< of features
    std::size_t identity = 0;        ///< how many of the first name the token's own word
  };
  std::vector<Token> tokens;
  float weight = 1; ///< how much it counts
};

/// Settings of the training. What they do well was found by trying; docs/entities.md has the figures.
struct TrainingOptions {
  unsigned epochs = 12;          ///< over all features
  unsigned epochs_pruned = 6;    ///< over those that are kept; the weights are the mean of their ends
  double learning_rate = 0.15;   ///< of AdaGrad
  double l2 = 1.0;               ///< strength of the normal prior, in chains
  double dropout = 0.25;         ///< share of features that a token is shown without, so that none is relied upon alone
  double hidden_words = 0.3;     ///< share of tokens whose own word is hidden, so that the rest learns to do without
  unsigned min_count = 2;        ///< features seen less often have no weights
  std::size_t max_rows = 100000; ///< weights that ship; 20 bytes each
  std::uint64_t seed = 1;
};

/// Maximises the likelihood of the allowed labels (so that tokens may be annotated in part) by stochastic gradients
/// with AdaGrad, keeps the rows with the greatest range of weights times log2(1 + count), goes on with those, and
/// rounds to 8 bits. The same chains and options give the same weights on every run. progress is told the mean loss of
/// each epoch.
Model::Parts train(const std::vector<TrainingChain>& chains, const TrainingOptions& options,
                   const std::function<void(unsigned epoch, double loss)>& progress);

} // namespace akin::entities
