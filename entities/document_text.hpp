// An article as the chain sees it: how each token is written, what parts it from the one before, what lists and the
// rest of the article say about its word, and where names can be at all.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "common/analysis/vocabulary.hpp"
#include "entities/gazetteer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace akin::entities {

/// How a token is written. In a sentence that is all capitals, how it would be written elsewhere, as far as the article
/// and dictionaries tell.
enum class Written : std::uint8_t { lower, number, other, capital, upper, initial, mixed };

/// Whether a token so written can be part of a name by itself.
constexpr bool is_name_like(Written written) { return written >= Written::capital; }

/// What stands between a token and the one before it, the strongest of what there is. Up to possessive it may stand
/// inside a name; from sentence on it parts sentences.
enum class Gap : std::uint8_t {
  space,
  hyphen,
  dot,    ///< of an initial or abbreviation
  joiner, ///< & / ' and the like
  possessive,
  comma,
  colon,
  dash,
  bracket_open,
  bracket_close,
  quote,
  other,
  sentence,
  line, ///< the end of a line that is no wrapped paragraph
  field,
};

constexpr bool joins(Gap gap) { return gap <= Gap::possessive; }
constexpr bool parts_sentences(Gap gap) { return gap >= Gap::sentence; }

/// What stands around a word in any of its places in an article; a set of bits.
enum Surroundings : std::uint8_t {
  behind_title = 1U << 0U,        ///< "President Hill"
  behind_first_name = 1U << 1U,   ///< "Christopher Hill"
  behind_locative = 1U << 2U,     ///< "in Hill"
  beside_saying = 1U << 3U,       ///< "Hill said", "said Hill"
  before_organisation = 1U << 4U, ///< "Hill Foundation"
  before_place = 1U << 5U,        ///< "Hill River"
  behind_article = 1U << 6U,      ///< "the Hill"
};

/// One token; beside AnalysedArticle::tokens.
struct TextToken {
  std::uint64_t hash = 0;           ///< of the folded word; of a number, of what sort of number it is
  std::uint16_t classes = 0;        ///< NameClass bits of the word
  std::uint16_t phrase_classes = 0; ///< of the longest listed phrase of two words or more that holds the token
  std::uint8_t gist = 0;            ///< the one thing that lists say first of all about the word
  std::uint8_t kinds = 0;           ///< what speaks for a person, place or organisation, a set of bits
  Written written = Written::lower;
  Gap gap = Gap::space;
  std::uint8_t phrase_part = 0;    ///< where in that phrase: 0 first, 1 inside, 2 last
  bool sentence_start : 1 = false; ///< first of its sentence, as far as can be told
  bool shouted : 1 = false;        ///< in a sentence that is all capitals
  bool headline : 1 = false;       ///< in a sentence of which nearly every word is capitalised
};

/// Tokens next to each other, half-open.
struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t size() const { return last - first; }
};

/// What an article says about a word in all places together.
struct WordFacts {
  std::uint64_t hash = 0;        ///< of the word that the classes are of
  std::uint16_t classes = 0;     ///< NameClass bits; kept from document to document, as are gist and kinds
  std::uint8_t gist = 0;         ///< as in TextToken
  std::uint8_t kinds = 0;        ///< as in TextToken
  std::uint32_t document = 0;    ///< which document what follows is of
  std::uint32_t run = 0;         ///< index of the longest run of capitalised tokens that holds the word, plus one; or 0
  std::uint8_t run_offset = 0;   ///< the word's place in it
  std::uint8_t surroundings = 0; ///< Surroundings bits
  std::uint8_t lower = 0;        ///< how often in lower case, up to 255
  std::uint8_t capital_inside = 0; ///< how often capitalised though no sentence starts, up to 255
};

/// Reads one article after the other, keeping its memory. Not thread-safe.
class DocumentText {
 public:
  /// Everything that the accessors give is valid until the next read(); article and vocabulary are referred to till
  /// then. Time linear in the text.
  void read(const AnalysedArticle& article, const Vocabulary& vocabulary, const Gazetteer& gazetteer);

  std::span<const TextToken> tokens() const { return tokens_; }

  /// Where names can be: capitalised tokens with up to two connecting words or numbers between them. At most
  /// max_chain_tokens each, in order, none overlapping, none over the border of a sentence or field.
  std::span<const TokenRange> chains() const { return chains_; }

  /// Whether tokens of a chain are the whole name of a country, as lists have it.
  bool is_country(TokenRange name) const;

  /// Whether it stands in angle brackets and has no small letter: how agencies put a company's sign ("<IBM>").
  bool is_ticker(TokenRange name) const;

  /// Whether a sign of money follows: "US$30".
  bool is_currency(TokenRange name) const;

  /// Whether a name has an ampersand in it: "Allen & Overy".
  bool has_ampersand(TokenRange name) const;

  /// The longest run of capitalised tokens in the article that holds the token's word; offset says where. Empty when
  /// there is none.
  TokenRange longest_run(std::size_t token, std::uint16_t& offset) const;

  /// Of the folded word, also where TextToken::hash is another.
  std::uint64_t word_hash(std::size_t token) const { return facts(token).hash; }

  /// 0 unknown, 1 lower case only, 2 both, 3 capitalised only: how the word is written where no sentence starts.
  unsigned case_evidence(std::size_t token) const;

  /// Surroundings bits of the token's word.
  unsigned surroundings(std::size_t token) const { return facts(token).surroundings; }

  /// As written in the article.
  std::string_view surface(std::size_t token) const;

  /// Case- and accent-folded.
  std::string_view folded(std::size_t token) const;

  ArticleField field_of(std::size_t token) const;

  static constexpr std::uint32_t max_chain_tokens = 256;

 private:
  void read_field(std::uint32_t first, std::uint32_t last);
  void read_token(std::uint32_t token, std::uint32_t field_first, std::string_view text);
  void note(std::uint32_t token);
  void end_sentence(std::uint32_t last);
  void count_capitals_inside();
  void restore_case();
  void collect_runs();
  void keep_run(TokenRange run);
  void note_surroundings(TokenRange run);
  void collect_chains();
  bool is_hyphenated(std::uint32_t token) const;
  bool is_ordinary_start(std::uint32_t token) const;
  bool leads_to_place(std::uint32_t token) const;
  std::uint32_t chain_end(std::uint32_t from, std::uint32_t begin) const;
  void find_phrases(TokenRange range);
  std::uint32_t longest_phrase(std::uint32_t token, std::uint32_t limit, std::uint16_t& classes) const;
  WordFacts& facts(std::size_t token) { return facts_[article_->tokens[token].word]; }
  const WordFacts& facts(std::size_t token) const { return facts_[article_->tokens[token].word]; }
  void begin_facts(WordId word);

  /// The one that is being read.
  struct Sentence {
    std::uint32_t first = 0;
    std::uint32_t words = 0;
    std::uint32_t capitals = 0;
    std::uint32_t uppers = 0;
  };

  const AnalysedArticle* article_ = nullptr;
  const Vocabulary* vocabulary_ = nullptr;
  const Gazetteer* gazetteer_ = nullptr;
  std::vector<TextToken> tokens_;
  std::vector<WordFacts> facts_;           ///< by WordId
  std::vector<std::uint32_t> capitalised_; ///< tokens whose written form is like a name's
  std::vector<TokenRange> runs_;
  std::vector<TokenRange> chains_;
  Sentence sentence_;
  std::uint32_t document_ = 0;
  std::uint32_t line_begin_ = 0; ///< byte where the line in hand begins
  bool any_shouted_ = false;
};

} // namespace akin::entities
