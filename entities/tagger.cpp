#include "entities/tagger.hpp"

#include "entities/decoder.hpp"
#include "entities/document_text.hpp"
#include "entities/listed_names.hpp"
#include "entities/model.hpp"
#include "entities/name_words.hpp"
#include "entities/span_agreement.hpp"
#include "entities/token_scorer.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace akin::entities {
namespace {

/// Nobody says "Mr" to a town, however well known it is: lists speak too loud there.
bool follows_form_of_address(const DocumentText& document, std::uint32_t token) {
  if (token == 0 || !joins(document.tokens()[token].gap))
    return false;
  const std::string_view before = document.folded(token - 1);
  return before == "mr" || before == "mrs" || before == "ms";
}

/// Whether the word before a name is two without a blank ("negotiationsNorth Korea"): the name has lost its beginning.
bool follows_glued_word(const DocumentText& document, std::uint32_t token) {
  if (token == 0 || !joins(document.tokens()[token].gap) || document.tokens()[token - 1].written != Written::lower)
    return false;
  const std::string_view before = document.surface(token - 1);
  return !document.tokens()[token - 1].shouted &&
         std::any_of(before.begin(), before.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The end of a name before the words by which sites call their pages: "United States Latest News".
std::uint32_t end_before_page_words(const DocumentText& document, std::uint32_t begin, std::uint32_t end) {
  const auto is = [&](std::uint32_t token, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), document.folded(token)) != words.end();
  };
  for (std::uint32_t i = begin + 1; i + 1 < end; ++i)
    if (is(i, {"latest", "breaking", "top"}) && is(i + 1, {"news", "headlines", "stories", "updates"}))
      return i;
  return end;
}

/// Whether a name has a word that no name has, or is nothing but legal forms: "Dlrs", "Co Ltd".
bool is_no_name(const DocumentText& document, EntityKind kind, TokenRange name) {
  bool forms_only = kind == EntityKind::organisation;
  for (std::uint32_t token = name.first; token < name.last; ++token) {
    const std::string_view word = document.folded(token);
    if (is_report_word(word))
      return true;
    forms_only = forms_only && is_company_form(word);
  }
  return forms_only;
}

/// The kind of a name that was tagged, where what is certain says otherwise: countries are places also where they act,
/// and what is called a department, or has a legal form, is none ("U.S. Agriculture Department").
EntityKind kind_of_name(const DocumentText& document, EntityKind tagged, TokenRange name) {
  if (tagged == EntityKind::place && follows_form_of_address(document, name.first))
    return EntityKind::person;
  if (const std::string_view last = document.folded(name.last - 1);
      tagged == EntityKind::place && name.size() > 1 && (is_office_head(last) || is_company_form(last)))
    return EntityKind::organisation;
  return tagged == EntityKind::organisation && document.is_country(name) ? EntityKind::place : tagged;
}

} // namespace

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
    if (follows_glued_word(document, begin))
      continue;
    const TokenRange name{begin, end_before_page_words(document, begin, i + 1)};
    const EntityKind kind = kind_of_name(document, static_cast<EntityKind>(kind_of(label)), name);
    if (!is_no_name(document, kind, name))
      out.push_back({kind, document.field_of(i), name.first, name.last});
  }
}

} // namespace akin::entities
