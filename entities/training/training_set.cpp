#include "entities/training/training_set.hpp"

#include "entities/features.hpp"
#include "entities/training/random.hpp"

#include <utility>

namespace akin::entities {
namespace {

void raise(std::string& text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z')
      c = static_cast<char>(c - 'a' + 'A');
  }
}

/// A document whose first of every four sentences is a headline in capitals.
GoldDocument shouted(const GoldDocument& document) {
  GoldDocument copy = document;
  for (std::size_t i = 0; i < copy.sentences.size(); i += 4) {
    GoldSentence& sentence = copy.sentences[i];
    raise(sentence.text);
    for (std::string& token : sentence.tokens)
      raise(token);
    const std::vector<std::string>& tokens = sentence.tokens;
    if (tokens.size() > 1 && tokens.back() == "." && sentence.names.empty() == false &&
        sentence.names.back().last < tokens.size()) {
      sentence.tokens.pop_back();
      if (sentence.text.ends_with('.'))
        sentence.text.pop_back();
    }
  }
  return copy;
}

} // namespace

TrainingSet::TrainingSet(std::shared_ptr<const Gazetteer> gazetteer, TrainingSetOptions options)
    : gazetteer_(std::move(gazetteer)), options_(options) {}

void TrainingSet::add(const TagFile& file, float weight) {
  Random random(options_.seed);
  for (const GoldDocument& document : file.documents) {
    add(document, weight);
    if (random.chance(options_.upper_case_share))
      add(shouted(document), weight / 2);
  }
}

void TrainingSet::add(const GoldDocument& document, float weight) {
  const GoldText gold = text_of(document);
  analyser_.analyse(gold.article, analysed_);
  text_.read(analysed_, analyser_.vocabulary(), *gazetteer_);
  const std::vector<LabelMask> masks = masks_of(gold, analysed_, text_);
  FeatureExtractor features(text_);
  FeatureKeys keys;
  for (const TokenRange range : text_.chains()) {
    TrainingChain& chain = chains_.emplace_back();
    chain.weight = weight;
    features.enter(range);
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      features.extract(i, keys);
      chain.tokens.push_back(
          {masks[i], joins(text_.tokens()[i].gap), {keys.keys().begin(), keys.keys().end()}, keys.identity()});
    }
  }
}

} // namespace akin::entities
