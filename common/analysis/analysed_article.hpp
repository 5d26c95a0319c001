// The one value that indexing, similarity to unsaved text, highlighting and explanations all read.
#pragma once

#include "common/analysis/language.hpp"
#include "common/analysis/vocabulary.hpp"
#include "common/article.hpp"
#include "common/hash.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace akin {

/// One word of an article, in reading order.
struct Token {
  WordId word = 0;
  std::uint32_t begin = 0; ///< byte offsets into its field's text, half-open
  std::uint32_t end = 0;
  bool capitalised_mid_sentence = false; ///< upper-case initial although no sentence starts there
};

/// The texts of an article that are analysed, in the order of the tokens.
enum class ArticleField : std::uint8_t { title, summary, body };

/// A person, place or organisation of an article under its one name.
struct Entity {
  EntityKind kind = EntityKind::person;
  std::string name;
  bool given = false; ///< named in the record's own fields rather than found in its text
  bool operator==(const Entity&) const = default;
};

/// Where an entity is named.
struct Mention {
  std::uint32_t entity = 0; ///< index into AnalysedArticle::entities
  ArticleField field = ArticleField::body;
  std::uint32_t begin = 0; ///< byte offsets into the field's text, half-open
  std::uint32_t end = 0;
  bool operator==(const Mention&) const = default;
};

/// An article analysed once. Token order: title, then summary, then body; a field's tokens are contiguous.
struct AnalysedArticle {
  Article article;
  Language language = Language::unknown;
  std::vector<Token> tokens;
  std::uint32_t title_tokens = 0;   ///< tokens[0 .. title_tokens)
  std::uint32_t summary_tokens = 0; ///< tokens[title_tokens .. title_tokens + summary_tokens); the rest is the body
  std::vector<Entity> entities;     ///< the given ones first; those found in the text are added by entities/
  std::vector<Mention> mentions;    ///< by field, then begin; none overlapping; filled by entities/
  Hash128 content_hash;             ///< of everything that is stored: equal means "unchanged"
  std::uint64_t text_key = 0; ///< equal for verbatim copies: hash of the body's words (with the title's when the body
                              ///< has fewer than 20 words); 0 when there are no words
  std::uint64_t url_key = 0;  ///< hash of the canonical URL; 0 without one
};

} // namespace akin
