// The best labels of a chain.
#pragma once

#include "entities/labels.hpp"
#include "entities/model.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace akin::entities {

/// Scores of the labels of one token, outside last (always 0).
using LabelScores = std::array<std::int32_t, label_count>;

/// The sum of the rows of a token's features. Features without a row add nothing.
LabelScores score(std::span<const std::uint32_t> keys, const Model& model);

/// Viterbi over the labels that may follow each other. Keeps its memory. Not thread-safe.
class Decoder {
 public:
  /// Begins a chain.
  void clear();

  /// Adds a token. joined: what stands before it may stand inside a name (means nothing for the first).
  void push(const LabelScores& scores, bool joined, const Transitions& transitions);

  /// The best labels of the tokens pushed; valid until the next clear(). The whole has no name that is cut off.
  std::span<const Label> decode();

 private:
  std::array<std::int32_t, label_count> best_{}; ///< of the paths that end in each label
  std::vector<std::array<Label, label_count>> from_;
  std::vector<Label> labels_;
};

} // namespace akin::entities
