// Words interned while articles are analysed: text, stem and stop-word mark are worked out once a word, not once a
// token.
#pragma once

#include "common/analysis/language.hpp"
#include "common/analysis/tokenizer.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace akin {

/// Index of a word in one Vocabulary: 0, 1, 2 … in order of first appearance.
using WordId = std::uint32_t;

/// A word in one language, as the index knows it.
struct Word {
  std::string_view text; ///< case- and accent-folded, at most max_word_bytes bytes
  std::string_view stem; ///< what postings are made of: Snowball stem, accent-folded; equals text where no stemmer is
  bool stop = false;     ///< a stop word of its language: kept in the token stream, left out of term vectors
};

/// Grows only; ids and string views stay valid until it is destroyed. Not thread-safe: one a thread.
class Vocabulary {
 public:
  Vocabulary();
  ~Vocabulary();
  Vocabulary(Vocabulary&&) noexcept;
  Vocabulary& operator=(Vocabulary&&) noexcept;

  /// Interns a word as it stands in text (any case, with accents; one token). The same surface in another language is
  /// another entry; two surfaces that fold and stem alike in one language share one id.
  WordId intern(std::string_view surface, Language language);

  /// Interns the words of a text in order; ids has room for spans.size() ids. The same as intern() one by one, only
  /// faster.
  void intern_all(std::string_view text, std::span<const TokenSpan> spans, Language language, WordId* ids);

  /// The reference is valid until the next intern(), the views in it as long as the vocabulary.
  const Word& operator[](WordId id) const;
  /// hash64 of the word's text: the same for a word in every vocabulary and language.
  std::uint64_t text_hash(WordId id) const;
  WordId size() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace akin
