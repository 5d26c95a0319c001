#include "common/analysis/analyser.hpp"

#include "common/analysis/article_hash.hpp"
#include "common/analysis/folding.hpp"
#include "common/analysis/language_detection.hpp"
#include "common/analysis/stemmer.hpp"
#include "common/canonical_url.hpp"

#include <span>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace akin {
namespace {

/// A body with fewer words says too little to stand for its article.
constexpr std::size_t min_body_words = 20;

std::uint64_t hash_of_words(std::span<const Token> tokens, const Vocabulary& vocabulary) {
  std::uint64_t hash = 0;
  for (const Token& token : tokens) {
    // FNV-like mixing of well-mixed word hashes: order matters, and the shift carries high bits down.
    hash = (hash ^ vocabulary.text_hash(token.word)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32U;
  }
  return hash;
}

/// What newsrooms put before a headline without making it another.
bool is_label(std::string_view text) {
  static const std::unordered_set<std::string> labels{
      "breaking", "breaking news", "corrected", "correction", "editorial", "exclusive", "just in",
      "opinion",  "refile",        "rpt",       "update",     "video",     "watch",     "wrapup"};
  std::string folded = fold_text(text);
  while (!folded.empty() && (folded.back() == ' ' || (folded.back() >= '0' && folded.back() <= '9')))
    folded.pop_back(); // "UPDATE 1"
  return labels.contains(folded);
}

/// Where a headline begins behind "Opinion |", "EXCLUSIVE:", "UPDATE 1-" and the like; 0 without one of those.
std::size_t label_end(std::string_view title) {
  constexpr std::size_t longest_label = 20;
  const std::size_t separator = title.substr(0, longest_label).find_first_of("|:-");
  if (separator == std::string_view::npos || separator == 0)
    return 0;
  const char before = title[separator - 1];
  const bool inside_word = title[separator] == '-' && before != ' ' && !(before >= '0' && before <= '9');
  return !inside_word && is_label(title.substr(0, separator)) ? separator + 1 : 0;
}

std::span<const Token> without_label(std::span<const Token> title, std::string_view text) {
  const std::size_t end = label_end(text);
  std::size_t first = 0;
  while (first < title.size() && title[first].begin < end)
    ++first;
  return first < title.size() ? title.subspan(first) : title;
}

/// AnalysedArticle::text_key.
std::uint64_t text_key_of(const AnalysedArticle& analysed, const Vocabulary& vocabulary) {
  const std::span<const Token> tokens = analysed.tokens;
  const auto title = tokens.first(analysed.title_tokens);
  const auto body = tokens.subspan(analysed.title_tokens + analysed.summary_tokens);
  if (body.size() >= min_body_words)
    return hash_of_words(body, vocabulary);
  if (body.empty() && title.empty())
    return 0;
  return hash_of_words(without_label(title, analysed.article.title), vocabulary) * 31 + hash_of_words(body, vocabulary);
}

std::uint64_t url_key_of(const std::string& url) {
  const std::string canonical = url.empty() ? std::string() : canonical_url(url);
  return canonical.empty() ? 0 : hash64(canonical);
}

void add_given(EntityKind kind, const std::vector<std::string>& names, std::vector<Entity>& entities) {
  std::unordered_set<std::string_view> known;
  for (const std::string& name : names)
    if (!name.empty() && known.insert(name).second)
      entities.push_back({kind, name, true});
}

} // namespace

std::string fold_text(std::string_view text) {
  std::string folded;
  fold_into(text, folded);
  return folded;
}

std::string fold(std::string_view word) {
  std::string folded = fold_text(word);
  folded.resize(cut_at_character(folded, max_word_bytes).size());
  return folded;
}

std::string stem_of(std::string_view word, Language language) {
  thread_local Stemmers stemmers;
  std::string stem;
  stemmers.stem_into(word, language, stem);
  return stem;
}

Analyser::Analyser(Language fallback) : fallback_(fallback) {}

void Analyser::tokens_of(std::string_view text, Language language, std::vector<Token>& out) {
  spans_.clear();
  tokenize(text, spans_);
  ids_.resize(spans_.size());
  vocabulary_.intern_all(text, spans_, language, ids_.data());
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const TokenSpan& span = spans_[i];
    out.push_back({ids_[i], span.begin, span.end, span.capitalised && !span.sentence_start});
  }
}

void Analyser::analyse(Article article, AnalysedArticle& out) {
  out.article = std::move(article);
  const Article& stored = out.article;
  out.language = stored.language.empty()
                     ? detect_language(stored.title, stored.body.empty() ? stored.summary : stored.body, fallback_)
                     : language_from_tag(stored.language);
  out.tokens.clear();
  out.entities.clear();
  add_given(EntityKind::person, stored.people, out.entities);
  add_given(EntityKind::place, stored.places, out.entities);
  add_given(EntityKind::organisation, stored.organisations, out.entities);
  out.mentions.clear();
  tokens_of(stored.title, out.language, out.tokens);
  out.title_tokens = static_cast<std::uint32_t>(out.tokens.size());
  tokens_of(stored.summary, out.language, out.tokens);
  out.summary_tokens = static_cast<std::uint32_t>(out.tokens.size()) - out.title_tokens;
  tokens_of(stored.body, out.language, out.tokens);
  hashed_form_into(stored, hashed_);
  out.content_hash = hash128(hashed_);
  out.text_key = text_key_of(out, vocabulary_);
  out.url_key = url_key_of(stored.url);
}

} // namespace akin
