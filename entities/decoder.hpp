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

/// Viterbi over the labels that may follow each other. Keeps its memory. Not thread-safe.
class Decoder {
 public:
  explicit Decoder(const Transitions& transitions);

  /// Begins a chain.
  void clear();

  /// Adds a token. joined: what stands before it may stand inside a name (means nothing for the first).
  void push(const LabelScores& scores, bool joined);

  /// The best labels of the tokens pushed; valid until the next clear(). The whole has no name that is cut off.
  std::span<const Label> decode();

 private:
  // Labels that a name can begin with or that are none follow any label that ends a name or is none: nine by nine
  // weights, taken in four lanes at a time. What goes on with a name follows two labels of its kind only.
  static constexpr std::size_t closed_labels = 9;
  static constexpr std::size_t lanes = 12; ///< begin of each kind, unit of each kind, outside, three unused

  using Vector = std::int32_t __attribute__((vector_size(16)));
  using Lanes = std::array<Vector, lanes / 4>;

  void start_names(const Lanes* weights, std::array<std::int32_t, label_count>& best);
  void continue_names(std::array<std::int32_t, label_count>& best);

  const Transitions& transitions_;
  std::array<std::array<Lanes, closed_labels>, 2> starts_; ///< [joined][label that is closed][lane]
  std::array<std::int32_t, label_count> best_{};           ///< of the paths that end in each label
  std::vector<std::array<Label, label_count>> from_;
  std::vector<Label> labels_;
};

} // namespace akin::entities
