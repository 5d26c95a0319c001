// Analysis: articles and query words into words, stems and marks. The same for indexing, querying and unsaved text.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "common/analysis/tokenizer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// Changes whenever the same text would give other words; kept in akin.json and compared on open.
inline constexpr int tokenizer_version = 2;

/// Names how the linked Snowball stems, for akin.json: "2.2.0", or "other-" and a fingerprint. libstemmer does not tell
/// its version, so this comes from what it makes of some words; Thread-safe.
std::string_view stemmer_version() noexcept;

/// Folds one word as the index does: lower case, accents and compatibility forms gone, "ß" to "ss", Arabic and Hebrew
/// marks gone. At most max_word_bytes bytes. Thread-safe.
std::string fold(std::string_view word);

/// Folds a text of any length in the same way, for comparing names and other values. Thread-safe.
std::string fold_text(std::string_view text);

/// The stem that the index holds for a word in a language: Snowball, then accents folded. Thread-safe.
std::string stem_of(std::string_view word, Language language);

/// Turns articles into AnalysedArticles. Owns the vocabulary that their tokens point into, so it outlives them.
/// Not thread-safe: one a thread.
class Analyser {
 public:
  /// fallback is the language of articles that name none and whose text does not tell (detect_language).
  explicit Analyser(Language fallback = Language::english);

  /// Never throws for any content. Reuses the capacity of out.tokens.
  void analyse(Article article, AnalysedArticle& out);

  /// Tokens of one text, appended to out.
  void tokens_of(std::string_view text, Language language, std::vector<Token>& out);

  const Vocabulary& vocabulary() const noexcept { return vocabulary_; }

 private:
  Language fallback_;
  Vocabulary vocabulary_;
  std::vector<TokenSpan> spans_; ///< of the text in hand; kept for its capacity
  std::vector<WordId> ids_;      ///< beside spans_
  std::string hashed_;           ///< of the article in hand; kept for its capacity
};

} // namespace akin
