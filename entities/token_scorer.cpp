#include "entities/token_scorer.hpp"

namespace akin::entities {
namespace {

// Small enough to stay in the second cache beside the most frequent rows. A word's place is told by the first bits of
// its key.
constexpr unsigned word_bits = 12;
constexpr unsigned neighbour_bits = 11;

std::size_t place_of(std::uint64_t key, unsigned bits) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> (64U - bits));
}

} // namespace

TokenScorer::TokenScorer(const DocumentText& document, const Model& model)
    : weights_(model.weights()), features_(document), words_(std::size_t{1} << word_bits),
      neighbours_(std::size_t{1} << neighbour_bits) {}

LabelScores TokenScorer::score(std::uint32_t token) {
  RowSum sum = sum_of_word(token);
  const auto around = features_.neighbours_of(token);
  for (std::size_t place = 0; place < around.size(); ++place)
    sum += sum_of_neighbour(*around[place], place);
  keys_.clear();
  features_.add_context(token, keys_);
  weights_.add(keys_.keys(), sum);
  LabelScores scores;
  for (std::size_t label = 0; label < weighted_labels; ++label)
    scores[label] = sum[label];
  scores[outside] = 0;
  return scores;
}

const RowSum& TokenScorer::sum_of_word(std::uint32_t token) {
  const std::uint64_t key = features_.word_key(token);
  WordSum& known = words_[place_of(key, word_bits)];
  if (known.key != key) {
    known = {key, {}};
    keys_.clear();
    features_.add_word(token, keys_);
    weights_.add(keys_.keys(), known.sum);
  }
  return known.sum;
}

const RowSum& TokenScorer::sum_of_neighbour(const TextToken& word, std::size_t place) {
  const std::uint64_t key = FeatureExtractor::neighbour_key(word);
  NeighbourSums& known = neighbours_[place_of(key, neighbour_bits)];
  if (known.key != key) {
    known = {key, {}};
    for (std::size_t i = 0; i < known.sums.size(); ++i) {
      keys_.clear();
      FeatureExtractor::add_neighbour(word, i, keys_);
      weights_.add(keys_.keys(), known.sums[i]);
    }
  }
  return known.sums[place];
}

} // namespace akin::entities
