// What a model says about the labels of each token.
#pragma once

#include "entities/decoder.hpp"
#include "entities/features.hpp"
#include "entities/model.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace akin::entities {

/// Sums the rows of the features of a token. What a word says by itself, for its own token and for those around it, is
/// summed once and kept as long as no other word takes its place: texts are made of the same few words again and again.
/// Refers to the document and the model. Not thread-safe.
class TokenScorer {
 public:
  TokenScorer(const DocumentText& document, const Model& model);

  /// Before score() of tokens of a chain.
  void enter(TokenRange chain) { features_.enter(chain); }

  /// Of a token of the chain entered. The same as the sum of the rows of FeatureExtractor::extract().
  LabelScores score(std::uint32_t token);

 private:
  struct WordSum {
    std::uint64_t key = 0;
    RowSum sum;
  };
  struct NeighbourSums {
    std::uint64_t key = 0;
    std::array<RowSum, FeatureExtractor::neighbours> sums; ///< by place
  };

  const RowSum& sum_of_word(std::uint32_t token);
  const RowSum& sum_of_neighbour(const TextToken& word, std::size_t place);

  const WeightTable& weights_;
  FeatureExtractor features_;
  FeatureKeys keys_; ///< scratch
  std::vector<WordSum> words_;
  std::vector<NeighbourSums> neighbours_;
};

} // namespace akin::entities
