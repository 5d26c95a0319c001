#include "entities/training/evaluation.hpp"

#include "entities/training/gold_text.hpp"

#include <algorithm>

namespace akin::entities {
namespace {

bool holds(const std::vector<GoldName>& names, const GoldName& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string text_between(const GoldText& text, std::size_t first, std::size_t last) {
  const std::uint32_t begin = text.places[first].begin;
  return text.article.body.substr(begin, text.places[last - 1].end - begin);
}

Mistake mistake(const GoldText& text, const GoldName& name, bool missed) {
  constexpr std::size_t around = 6;
  return {missed, name.kind, text_between(text, name.first, name.last),
          text_between(text, name.first - std::min<std::size_t>(name.first, around),
                       std::min<std::size_t>(name.last + around, text.places.size()))};
}

} // namespace

SpanScore Evaluation::all() const {
  SpanScore sum;
  for (const SpanScore& kind : kinds) {
    sum.right += kind.right;
    sum.found += kind.found;
    sum.gold += kind.gold;
  }
  return sum;
}

void Evaluation::add(const Evaluation& other) {
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    kinds[kind].right += other.kinds[kind].right;
    kinds[kind].found += other.kinds[kind].found;
    kinds[kind].gold += other.kinds[kind].gold;
  }
}

Evaluation evaluate(const TagFile& file, const std::shared_ptr<const Model>& model,
                    const std::function<void(const Mistake&)>& on_mistake, Scheme scheme) {
  Evaluation result;
  DocumentText read;
  Analyser analyser;
  AnalysedArticle analysed;
  Tagger tagger(model);
  std::vector<TaggedSpan> spans;
  for (const GoldDocument& document : file.documents) {
    GoldText text = text_of(document);
    analyser.analyse(text.article, analysed);
    if (scheme == Scheme::training) {
      read.read(analysed, analyser.vocabulary(), model->gazetteer());
      text.names = in_scheme(text, analysed, read);
    }
    std::erase_if(text.names, [](const GoldName& name) { return name.kind == NameKind::other; });
    tagger.tag(analysed, analyser.vocabulary(), spans);
    const std::vector<GoldName> found = names_of(text, analysed, spans);
    for (const GoldName& name : found) {
      SpanScore& score = result.kinds[static_cast<std::size_t>(name.kind)];
      ++score.found;
      if (holds(text.names, name))
        ++score.right;
      else if (on_mistake)
        on_mistake(mistake(text, name, false));
    }
    for (const GoldName& name : text.names) {
      ++result.kinds[static_cast<std::size_t>(name.kind)].gold;
      if (on_mistake && !holds(found, name))
        on_mistake(mistake(text, name, true));
    }
  }
  return result;
}

} // namespace akin::entities
