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
      settings_(setting_bits), rare_(DocumentText::max_chain_tokens * WeightTable::max_keys) {}

std::span<const LabelScores> TokenScorer::score(TokenRange chain) {
  features_.enter(chain);
  begun_.clear();
  rare_count_ = 0;
  for (std::uint32_t token = chain.first; token < chain.last; ++token) {
    const RowSum sum = begin_score(token);
    begun_.push_back({sum, rare_count_});
  }
  scores_.resize(chain.size());
  std::size_t rare_begin = 0;
  for (std::size_t i = 0; i < begun_.size(); ++i) {
    RowSum& sum = begun_[i].sum;
    weights_.add_rare(std::span(rare_).subspan(rare_begin, begun_[i].rare_end - rare_begin), sum);
    rare_begin = begun_[i].rare_end;
    for (std::size_t label = 0; label < weighted_labels; ++label)
      scores_[i][label] = sum[label];
    scores_[i][outside] = 0;
  }
  return scores_;
}

RowSum TokenScorer::begin_score(std::uint32_t token) {
  const FeatureExtractor::Window window = features_.window_at(token);
  const WordSetting word_setting = features_.word_setting(token, window);
  const RunSetting run_setting = features_.run_setting(token);
  // What is kept is fetched from memory while the rest is worked out.
  const KeptSums::Place word = words_.find(features_.word_key(token));
  const KeptSums::Place kept_word_setting = settings_.find(word_setting.key());
  const KeptSums::Place kept_run_setting = settings_.find(run_setting.key());
  std::array<KeptSums::Place, FeatureExtractor::neighbours> around;
  for (std::size_t i = 0; i < around.size(); ++i)
    around[i] = neighbours_.find(FeatureExtractor::neighbour_key(FeatureExtractor::neighbour(window, i), i));

  RowSum sum;
  keys_.clear();
  features_.add_context(token, window, keys_);
  rare_count_ += weights_.add_frequent(keys_.keys(), sum, rare_.data() + rare_count_);
  sum += kept(word, [&] { features_.add_word(token, keys_); });
  sum += kept(kept_word_setting, [&] { FeatureExtractor::add_setting(word_setting, keys_); });
  sum += kept(kept_run_setting, [&] { FeatureExtractor::add_setting(run_setting, keys_); });
  for (std::size_t i = 0; i < around.size(); ++i)
    sum += kept(around[i], [&] { FeatureExtractor::add_neighbour(FeatureExtractor::neighbour(window, i), i, keys_); });
  return sum;
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
