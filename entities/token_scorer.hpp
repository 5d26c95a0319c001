// What a model says about the labels of each token.
#pragma once

#include "entities/decoder.hpp"
#include "entities/features.hpp"
#include "entities/model.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace akin::entities {

/// Sums of rows by a key of 64 bits that is never 0; each key has one place, which the last one to ask for it takes.
class KeptSums {
 public:
  struct Slot {
    std::uint64_t key = 0;
    RowSum sum;
  };
  struct Place {
    std::uint64_t key; ///< that was asked for; the slot may still hold another
    Slot* slot;
  };

  /// bits: of the number of places.
  explicit KeptSums(unsigned bits) : shift_(64U - bits), slots_(std::size_t{1} << bits) {}

  /// Begins to fetch it from memory.
  Place find(std::uint64_t key) noexcept {
    Slot* const slot = &slots_[(key * 0x9E3779B97F4A7C15U) >> shift_];
    __builtin_prefetch(slot);
    return {key, slot};
  }

 private:
  unsigned shift_;
  std::vector<Slot> slots_;
};

/// Sums the rows of the features of a token. What a word says by itself, for its own token and for those around it, and
/// what a setting says is summed once and kept as long as nothing else takes its place: texts are made of the same few
/// words again and again. Refers to the document and the model. Not thread-safe.
class TokenScorer {
 public:
  TokenScorer(const DocumentText& document, const Model& model);

  /// Of the tokens of a chain, each the same as the sum of the rows of FeatureExtractor::extract(). Valid until the
  /// next call.
  std::span<const LabelScores> score(TokenRange chain);

 private:
  /// Without the rare rows of the token's context, whose keys it appends to rare_.
  RowSum begin_score(std::uint32_t token);
  template <class AddFeatures> void add_rows(RowSum& sum, AddFeatures add_features);
  template <class AddFeatures> const RowSum& kept(const KeptSums::Place& place, AddFeatures add_features);

  const WeightTable& weights_;
  FeatureExtractor features_;
  FeatureKeys keys_; ///< scratch
  KeptSums words_;
  KeptSums neighbours_;
  KeptSums settings_;
  // While a token's rare rows come from memory the tokens behind it are worked on.
  struct Begun {
    RowSum sum;
    std::size_t rare_end; ///< in rare_
  };
  std::vector<Begun> begun_;
  std::vector<std::uint32_t> rare_; ///< of which the first rare_count_ are in use
  std::size_t rare_count_ = 0;
  std::vector<LabelScores> scores_;
};

} // namespace akin::entities
