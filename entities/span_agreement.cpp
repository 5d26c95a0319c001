#include "entities/span_agreement.hpp"

#include <algorithm>
#include <array>

namespace akin::entities {
namespace {

/// Whether a word has its capital, as far as is known, because a sentence starts.
bool is_ordinary_start(const DocumentText& document, std::uint32_t token) {
  const TextToken& word = document.tokens()[token];
  return word.sentence_start && (word.classes & dictionary_word) != 0 && document.case_evidence(token) != 3;
}

/// Whether a capitalised word has no capitalised word beside it that could belong to it.
bool stands_alone(const DocumentText& document, std::uint32_t token) {
  const auto tokens = document.tokens();
  const auto goes_on = [&](std::uint32_t before, std::uint32_t behind) {
    return joins(tokens[behind].gap) && is_name_like(tokens[before].written) && is_name_like(tokens[behind].written);
  };
  const bool follows = token > 0 && goes_on(token - 1, token) && !is_ordinary_start(document, token - 1);
  return !follows && !(token + 1 < tokens.size() && goes_on(token, token + 1));
}

/// Whether its capital means something: "Gay" is no surname where the article has "gay", nor "Rice" where it only
/// begins a sentence.
bool is_capital_of_name(const DocumentText& document, std::uint32_t token) {
  const TextToken& word = document.tokens()[token];
  return is_name_like(word.written) && !word.shouted && document.case_evidence(token) != 1 &&
         !is_ordinary_start(document, token);
}

/// The token of a family name: the last one, but the first in "Kim Jong-un".
std::uint32_t family_name_of(const DocumentText& document, const TaggedSpan& span) {
  const auto tokens = document.tokens();
  const bool is_first = span.last_token - span.first_token == 3 && tokens[span.last_token - 1].gap == Gap::hyphen &&
                        tokens[span.last_token - 1].written == Written::lower;
  return is_first ? span.first_token : span.last_token - 1;
}

std::uint64_t hash_of(const DocumentText& document, const TaggedSpan& span) {
  std::uint64_t hash = 0;
  for (std::uint32_t i = span.first_token; i < span.last_token; ++i)
    hash = phrase_hash(hash, document.word_hash(i));
  return hash;
}

} // namespace

void SpanAgreement::apply(const DocumentText& document, std::vector<TaggedSpan>& spans) {
  if (collect_surnames(document, spans)) {
    rename_surnames(document, spans);
    add_surnames(document, spans);
  }
  if (spans.size() > 2)
    follow_majority(document, spans);
}

bool SpanAgreement::collect_surnames(const DocumentText& document, const std::vector<TaggedSpan>& spans) {
  surnames_.clear();
  for (const TaggedSpan& span : spans) {
    if (span.kind == EntityKind::person && span.last_token - span.first_token > 1)
      surnames_.push_back(document.word_hash(family_name_of(document, span)));
  }
  std::sort(surnames_.begin(), surnames_.end());
  return !surnames_.empty();
}

bool SpanAgreement::is_surname(std::uint64_t word) const {
  return std::binary_search(surnames_.begin(), surnames_.end(), word);
}

void SpanAgreement::rename_surnames(const DocumentText& document, std::vector<TaggedSpan>& spans) const {
  for (TaggedSpan& span : spans) {
    if (span.kind == EntityKind::person || span.last_token - span.first_token > 1)
      continue;
    const bool is_listed =
        (document.tokens()[span.first_token].classes & (city | country | region | known_organisation)) != 0;
    if (!is_listed && is_surname(document.word_hash(span.first_token)))
      span.kind = EntityKind::person;
  }
}

void SpanAgreement::add_surnames(const DocumentText& document, std::vector<TaggedSpan>& spans) {
  merged_.clear();
  auto next = spans.begin();
  for (const TokenRange chain : document.chains()) {
    for (std::uint32_t i = chain.first; i < chain.last; ++i) {
      if (next != spans.end() && next->first_token == i) {
        i = next->last_token - 1;
        merged_.push_back(*next++);
      } else if (is_capital_of_name(document, i) && is_surname(document.word_hash(i)) && stands_alone(document, i)) {
        merged_.push_back({EntityKind::person, document.field_of(i), i, i + 1});
      }
    }
  }
  if (merged_.size() > spans.size())
    spans.swap(merged_);
}

void SpanAgreement::follow_majority(const DocumentText& document, std::vector<TaggedSpan>& spans) {
  by_words_.clear();
  for (std::uint32_t i = 0; i < spans.size(); ++i)
    by_words_.emplace_back(hash_of(document, spans[i]), i);
  std::sort(by_words_.begin(), by_words_.end());
  for (auto first = by_words_.begin(); first != by_words_.end();) {
    std::array<unsigned, 3> counts{};
    auto last = first;
    for (; last != by_words_.end() && last->first == first->first; ++last)
      ++counts[static_cast<std::size_t>(spans[last->second].kind)];
    const auto most = std::max_element(counts.begin(), counts.end());
    for (; first != last; ++first) {
      EntityKind& kind = spans[first->second].kind;
      if (*most >= 2 * counts[static_cast<std::size_t>(kind)])
        kind = static_cast<EntityKind>(most - counts.begin());
    }
  }
}

} // namespace akin::entities
