#include "entities/token_scorer.hpp"

namespace akin::entities {
namespace {

// Most of what is asked for is asked for again and again and stays in the second cache of a core, however many places
// there are; more of them only keep more of the rest.
constexpr unsigned word_bits = 15;
constexpr unsigned neighbour_bits = 15;
constexpr unsigned setting_bits = 14;

} // namespace

TokenScorer::TokenScorer(const DocumentText& document, const Model& model)
    : weights_(model.weights()), features_(document), words_(word_bits), neighbours_(neighbour_bits),
      settings_(setting_bits) {}

LabelScores TokenScorer::score(std::uint32_t token) {
  const FeatureExtractor::Window window = features_.window_at(token);
  const TokenSetting setting = features_.setting_of(token, window);
  // What is kept is fetched from memory while the rest is worked out.
  const KeptSums::Place word = words_.find(features_.word_key(token));
  const KeptSums::Place kept_setting = settings_.find(setting.key());
  std::array<KeptSums::Place, FeatureExtractor::neighbours> around;
  for (std::size_t i = 0; i < around.size(); ++i)
    around[i] = neighbours_.find(FeatureExtractor::neighbour_key(FeatureExtractor::neighbour(window, i), i));

  RowSum sum;
  add_rows(sum, [&] { features_.add_context(token, window, keys_); });
  sum += kept(word, [&] { features_.add_word(token, keys_); });
  sum += kept(kept_setting, [&] { FeatureExtractor::add_setting(setting, keys_); });
  for (std::size_t i = 0; i < around.size(); ++i)
    sum += kept(around[i], [&] { FeatureExtractor::add_neighbour(FeatureExtractor::neighbour(window, i), i, keys_); });

  LabelScores scores;
  for (std::size_t label = 0; label < weighted_labels; ++label)
    scores[label] = sum[label];
  scores[outside] = 0;
  return scores;
}

template <class AddFeatures> void TokenScorer::add_rows(RowSum& sum, AddFeatures add_features) {
  keys_.clear();
  add_features();
  weights_.add(keys_.keys(), sum);
}

template <class AddFeatures> const RowSum& TokenScorer::kept(const KeptSums::Place& place, AddFeatures add_features) {
  if (place.slot->key != place.key) {
    *place.slot = {place.key, {}};
    add_rows(place.slot->sum, add_features);
  }
  return place.slot->sum;
}

} // namespace akin::entities
