#include "entities/training/crf_trainer.hpp"

#include "entities/training/chain_gradient.hpp"
#include "entities/training/random.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace akin::entities {
namespace {

using Row = std::array<float, weighted_labels>;
constexpr std::uint32_t no_row = 0xFFFFFFFFU;
constexpr float epsilon = 1e-6F;

class Trainer {
 public:
  Trainer(const std::vector<TrainingChain>& chains, const TrainingOptions& options)
      : chains_(chains), options_(options), random_(options.seed) {
    number_features();
    order_.resize(chains.size());
    std::iota(order_.begin(), order_.end(), 0U);
  }

  double epoch() {
    random_.shuffle(order_);
    double loss = 0;
    for (const std::uint32_t chain : order_)
      loss += learn(chain);
    shrink();
    return loss / static_cast<double>(std::max<std::size_t>(1, chains_.size()));
  }

  void prune();
  void remember();
  void take_mean();
  Model::Parts quantised() const;

 private:
  void number_features();
  double learn(std::uint32_t chain);
  void shown_rows(std::uint32_t chain);
  void update_rows(double weight);
  void update_transitions(double weight);
  void shrink();

  const std::vector<TrainingChain>& chains_;
  const TrainingOptions& options_;
  Random random_;
  std::vector<std::uint32_t> keys_;   ///< by row
  std::vector<std::uint32_t> counts_; ///< by row
  struct TokenRows {
    std::vector<std::uint32_t> rows; ///< of the features
    std::size_t identity = 0;        ///< how many of the first are of the token's own word
  };
  std::vector<std::vector<TokenRows>> rows_; ///< by chain and token
  std::vector<Row> weights_, squares_;
  std::vector<Row> sums_; ///< of the weights at the ends of the epochs remembered
  TransitionWeights transition_sums_{};
  unsigned remembered_ = 0;
  TransitionWeights transitions_{}, transition_squares_{}, by_transition_{};
  std::vector<std::uint32_t> order_;
  ChainGradient gradient_;
  std::vector<std::array<double, label_count>> by_score_;
  std::vector<std::vector<std::uint32_t>> shown_; ///< rows of the chain in hand after dropout
};

void Trainer::number_features() {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  for (const TrainingChain& chain : chains_) {
    for (const auto& token : chain.tokens) {
      for (const std::uint32_t key : token.keys)
        ++counts[key];
    }
  }
  for (const auto& [key, count] : counts) {
    if (count >= options_.min_count)
      keys_.push_back(key);
  }
  std::sort(keys_.begin(), keys_.end());
  for (std::uint32_t row = 0; row < keys_.size(); ++row) {
    counts_.push_back(counts[keys_[row]]);
    counts[keys_[row]] = row + 0x80000000U; // rows in use are told apart from counts by the top bit
  }
  for (const TrainingChain& chain : chains_) {
    auto& tokens = rows_.emplace_back();
    for (const auto& token : chain.tokens) {
      TokenRows& rows = tokens.emplace_back();
      for (std::size_t i = 0; i < token.keys.size(); ++i) {
        const std::uint32_t found = counts[token.keys[i]];
        if (found < 0x80000000U)
          continue;
        rows.rows.push_back(found - 0x80000000U);
        rows.identity += i < token.identity ? 1U : 0U;
      }
    }
  }
  weights_.resize(keys_.size());
  squares_.resize(keys_.size());
}

void Trainer::shown_rows(std::uint32_t chain) {
  const auto& tokens = rows_[chain];
  shown_.resize(std::max(shown_.size(), tokens.size()));
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    shown_[t].clear();
    const bool hidden = random_.chance(options_.hidden_words);
    for (std::size_t i = hidden ? tokens[t].identity : 0; i < tokens[t].rows.size(); ++i) {
      if (!random_.chance(options_.dropout))
        shown_[t].push_back(tokens[t].rows[i]);
    }
  }
}

double Trainer::learn(std::uint32_t chain) {
  const TrainingChain& source = chains_[chain];
  shown_rows(chain);
  auto& tokens = gradient_.tokens();
  tokens.assign(source.tokens.size(), {});
  const auto up = static_cast<float>(1 / (1 - options_.dropout));
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    tokens[t].allowed = source.tokens[t].allowed;
    tokens[t].joined = source.tokens[t].joined;
    Row sum{};
    for (const std::uint32_t row : shown_[t]) {
      for (std::size_t label = 0; label < weighted_labels; ++label)
        sum[label] += weights_[row][label];
    }
    for (std::size_t label = 0; label < weighted_labels; ++label)
      tokens[t].scores[label] = static_cast<double>(sum[label] * up);
  }
  gradient_.set_transitions(transitions_);
  by_transition_ = {};
  const double loss = gradient_.compute(by_score_, by_transition_);
  update_rows(static_cast<double>(source.weight));
  if (tokens.size() > 1)
    update_transitions(static_cast<double>(source.weight));
  return loss;
}

void Trainer::update_rows(double weight) {
  const auto rate = static_cast<float>(options_.learning_rate);
  for (std::size_t t = 0; t < by_score_.size(); ++t) {
    Row slope{};
    for (std::size_t label = 0; label < weighted_labels; ++label)
      slope[label] = static_cast<float>(by_score_[t][label] * weight);
    for (const std::uint32_t row : shown_[t]) {
      Row& weights = weights_[row];
      Row& squares = squares_[row];
      for (std::size_t label = 0; label < weighted_labels; ++label) {
        squares[label] += slope[label] * slope[label];
        weights[label] -= rate * slope[label] / (std::sqrt(squares[label]) + epsilon);
      }
    }
  }
}

void Trainer::update_transitions(double weight) {
  for (std::size_t joined = 0; joined < 2; ++joined) {
    for (std::size_t at = 0; at < transitions_[joined].size(); ++at) {
      const double slope = by_transition_[joined][at] * weight;
      if (slope == 0)
        continue;
      transition_squares_[joined][at] += slope * slope;
      transitions_[joined][at] -= options_.learning_rate * slope / (std::sqrt(transition_squares_[joined][at]) + 1e-6);
    }
  }
}

/// The prior, once an epoch; implicit, so that it never oversteps zero.
void Trainer::shrink() {
  const auto strength = static_cast<float>(options_.learning_rate * options_.l2);
  for (std::size_t row = 0; row < weights_.size(); ++row) {
    for (std::size_t label = 0; label < weighted_labels; ++label)
      weights_[row][label] /= 1 + strength / (std::sqrt(squares_[row][label]) + 0.1F);
  }
}

void Trainer::prune() {
  if (keys_.size() <= options_.max_rows)
    return;
  std::vector<std::pair<float, std::uint32_t>> ranked;
  for (std::uint32_t row = 0; row < keys_.size(); ++row) {
    const auto [low, high] = std::minmax_element(weights_[row].begin(), weights_[row].end());
    const float range = std::max(*high, 0.0F) - std::min(*low, 0.0F);
    ranked.emplace_back(-range * std::log2(1.0F + static_cast<float>(counts_[row])), row);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::uint32_t> new_row(keys_.size(), no_row), kept;
  for (std::size_t rank = 0; rank < options_.max_rows; ++rank)
    kept.push_back(ranked[rank].second);
  std::sort(kept.begin(), kept.end());
  for (std::uint32_t row = 0; row < kept.size(); ++row) {
    new_row[kept[row]] = row;
    keys_[row] = keys_[kept[row]];
    counts_[row] = counts_[kept[row]];
    weights_[row] = weights_[kept[row]];
    squares_[row] = squares_[kept[row]];
  }
  keys_.resize(kept.size());
  counts_.resize(kept.size());
  weights_.resize(kept.size());
  squares_.resize(kept.size());
  for (auto& chain : rows_) {
    for (TokenRows& token : chain) {
      std::size_t identity = 0;
      for (std::size_t i = 0; i < token.rows.size(); ++i) {
        token.rows[i] = new_row[token.rows[i]];
        identity += i < token.identity && token.rows[i] != no_row ? 1U : 0U;
      }
      token.identity = identity;
      std::erase(token.rows, no_row);
    }
  }
}

/// Stochastic steps end beside the optimum, each time elsewhere: the mean of several ends is nearer to it.
void Trainer::remember() {
  sums_.resize(weights_.size());
  for (std::size_t row = 0; row < weights_.size(); ++row) {
    for (std::size_t label = 0; label < weighted_labels; ++label)
      sums_[row][label] += weights_[row][label];
  }
  for (std::size_t joined = 0; joined < 2; ++joined) {
    for (std::size_t at = 0; at < transitions_[joined].size(); ++at)
      transition_sums_[joined][at] += transitions_[joined][at];
  }
  ++remembered_;
}

void Trainer::take_mean() {
  if (remembered_ == 0)
    return;
  for (std::size_t row = 0; row < weights_.size(); ++row) {
    for (std::size_t label = 0; label < weighted_labels; ++label)
      weights_[row][label] = sums_[row][label] / static_cast<float>(remembered_);
  }
  for (std::size_t joined = 0; joined < 2; ++joined) {
    for (std::size_t at = 0; at < transitions_[joined].size(); ++at)
      transitions_[joined][at] = transition_sums_[joined][at] / remembered_;
  }
}

Model::Parts Trainer::quantised() const {
  std::vector<float> sizes;
  for (const Row& row : weights_) {
    for (const float weight : row)
      sizes.push_back(std::abs(weight));
  }
  if (sizes.empty())
    sizes.push_back(1);
  // The few largest are cut off: fitting them in would round all others coarsely.
  const auto large = sizes.begin() + static_cast<std::ptrdiff_t>((sizes.size() - 1) * 9999 / 10000);
  std::nth_element(sizes.begin(), large, sizes.end());
  const float unit = 127 / std::max(*large, 1e-3F);
  Model::Parts parts;
  std::vector<std::uint32_t> order(keys_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return counts_[a] > counts_[b]; });
  for (const std::uint32_t row : order) {
    parts.keys.push_back(keys_[row]);
    WeightRow& rounded = parts.rows.emplace_back();
    for (std::size_t label = 0; label < weighted_labels; ++label)
      rounded[label] = static_cast<std::int8_t>(std::clamp(std::lround(weights_[row][label] * unit), -127L, 127L));
  }
  for (std::size_t joined = 0; joined < 2; ++joined) {
    for (std::size_t at = 0; at < transitions_[joined].size(); ++at)
      parts.transitions[joined][at] = static_cast<std::int16_t>(
          std::clamp(std::lround(transitions_[joined][at] * static_cast<double>(unit)), -32767L, 32767L));
  }
  return parts;
}

} // namespace

Model::Parts train(const std::vector<TrainingChain>& chains, const TrainingOptions& options,
                   const std::function<void(unsigned, double)>& progress) {
  Trainer trainer(chains, options);
  for (unsigned epoch = 1; epoch <= options.epochs; ++epoch)
    progress(epoch, trainer.epoch());
  trainer.prune();
  for (unsigned epoch = 1; epoch <= options.epochs_pruned; ++epoch) {
    progress(options.epochs + epoch, trainer.epoch());
    trainer.remember();
  }
  trainer.take_mean();
  return trainer.quantised();
}

} // namespace akin::entities
