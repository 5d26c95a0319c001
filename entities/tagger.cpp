#include "entities/tagger.hpp"

#include "entities/decoder.hpp"
#include "entities/document_text.hpp"
#include "entities/listed_names.hpp"
#include "entities/model.hpp"
#include "entities/name_rules.hpp"
#include "entities/span_agreement.hpp"
#include "entities/token_scorer.hpp"

#include <utility>

namespace akin::entities {
struct Tagger::Impl {
  explicit Impl(std::shared_ptr<const Model> given) : model(std::move(given)) {}

  std::span<const Label> labels_of(TokenRange chain);
  void add_spans(TokenRange chain, std::span<const Label> labels, std::vector<TaggedSpan>& out) const;

  std::shared_ptr<const Model> model;
  DocumentText document;
  TokenScorer scorer{document, *model};
  Decoder decoder{model->transitions()};
  SpanAgreement agreement;
};

Tagger::Tagger() : Tagger(Model::built_in()) {}
Tagger::Tagger(std::shared_ptr<const Model> model) : impl_(std::make_unique<Impl>(std::move(model))) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;

void Tagger::tag(const AnalysedArticle& article, const Vocabulary& vocabulary, std::vector<TaggedSpan>& out) {
  out.clear();
  impl_->document.read(article, vocabulary, impl_->model->gazetteer());
  const bool has_model = article.language == Language::english || article.language == Language::unknown;
  for (const TokenRange chain : impl_->document.chains()) {
    if (has_model)
      impl_->add_spans(chain, impl_->labels_of(chain), out);
    else
      add_listed_names(impl_->document, chain, out);
  }
  if (has_model)
    impl_->agreement.apply(impl_->document, out);
}

std::span<const Label> Tagger::Impl::labels_of(TokenRange chain) {
  const std::span<const TextToken> tokens = document.tokens();
  decoder.clear();
  std::uint32_t token = chain.first;
  for (const LabelScores& scores : scorer.score(chain))
    decoder.push(scores, joins(tokens[token++].gap));
  return decoder.decode();
}

void Tagger::Impl::add_spans(TokenRange chain, std::span<const Label> labels, std::vector<TaggedSpan>& out) const {
  std::uint32_t begin = chain.first;
  for (std::uint32_t i = chain.first; i < chain.last; ++i) {
    const Label label = labels[i - chain.first];
    if (label == outside || !continues(label))
      begin = i;
    if (label == outside || is_open(label) || kind_of(label) == NameKind::other)
      continue;
    add_checked_name(document, static_cast<EntityKind>(kind_of(label)), {begin, i + 1}, out);
  }
}

} // namespace akin::entities
