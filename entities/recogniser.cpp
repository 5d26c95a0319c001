#include "entities/recogniser.hpp"

#include "entities/canonical_names.hpp"

#include <utility>

namespace akin::entities {

Recogniser::Recogniser(std::shared_ptr<const AliasTable> aliases, Recognition recognition)
    : aliases_(std::move(aliases)) {
  if (recognition == Recognition::everything)
    tagger_.emplace();
}

void Recogniser::recognise(AnalysedArticle& article, const Vocabulary& vocabulary) {
  spans_.clear();
  if (tagger_)
    tagger_->tag(article, vocabulary, spans_);
  name_entities(article, vocabulary, spans_, *aliases_);
}

} // namespace akin::entities
