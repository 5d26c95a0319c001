// When two texts are one: what is compared of them, and the decision.
//
// The decision looks at the two texts alone, not at statistics of the index. So the same two articles are copies in
// every index, whatever else is in it and however it is cut into segments, and a pair once looked at stays decided.
#pragma once

#include "common/analysis/analysed_article.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace akin::engine {

/// The least hashes of a text's shingles (three words in a row, by stem): two texts that share many shingles share many
/// of these (Broder, "On the resemblance and containment of documents", 1997). Ascending; no_shingle fills up.
inline constexpr std::size_t signature_size = 24;
using TextSignature = std::array<std::uint32_t, signature_size>;
inline constexpr std::uint32_t no_shingle = 0xFFFFFFFFU;

/// A body with fewer words says too little: such articles are copies only when their words are equal.
inline constexpr std::uint32_t least_body_tokens = 30;

/// What the decision looks at.
struct CopySettings {
  std::size_t least_shared_hashes = 3; ///< of the signatures, for a pair to be looked at
  double least_estimate = 0.5;         ///< of the containment as estimated from signatures, likewise
  double least_cosine = 0.5;           ///< of the words (1 + ln tf, stop words left out)
  double least_containment = 0.7;      ///< of the shingles, against the text with less
  double least_shared_numbers = 0.8;   ///< of the different numbers, against the text with fewer: templates such as
                                       ///< earnings, weather and bond issues differ in little else
  double most_missing_figures = 2;     ///< of the numbers and pairs of numbers in a row of the text with fewer so many
                                       ///< may be missing in the other, as corrections have it: prices of two hours of
                                       ///< a day differ in more
  double most_missing_part = 0.05;     ///< or such a part of them, where that is more
  double table_number_share = 0.4;     ///< where so much of both texts is numbers, none may be missing
  double least_shared_names = 0.75;    ///< of the words with a capital in mid-sentence, likewise
  double close_containment = 0.95;     ///< above it, and with all numbers, a pair may be any time apart
  int most_days_apart = 5;             ///< between other pairs: what is nearly repeated later is a weekly or daily
                                       ///< notice, not a copy
};

/// A text as the decision sees it.
struct TextProfile {
  std::vector<std::pair<std::uint64_t, float>> shingles; ///< hash and weight, by hash, each once
  std::vector<std::pair<std::uint64_t, float>> words;    ///< hash of the stem and weight, by hash; unit length
  std::vector<std::uint64_t> numbers;                    ///< hashes of the stems that begin with a digit, sorted
  std::vector<std::uint64_t> number_pairs; ///< of two such in a row, since "3-15/16" is three of them; sorted
  std::vector<std::uint64_t> names;        ///< hashes of the stems with a capital in mid-sentence, sorted
  double number_share = 0;                 ///< of the tokens
  double shingle_weight = 0;               ///< of all shingles
};

/// Makes the signature of a body from the hashes (hash64) of its stems, one token after the other; a token without a
/// stem has hash 0.
class SignatureBuilder {
 public:
  SignatureBuilder() { least_.fill(no_shingle); }
  void add(std::uint64_t stem_hash);
  const TextSignature& signature() const noexcept { return least_; }

 private:
  TextSignature least_; ///< ascending
  std::uint64_t first_ = 0;
  std::uint64_t second_ = 0;
};

/// Makes the profile of a body, token after token.
class ProfileBuilder {
 public:
  explicit ProfileBuilder(std::size_t tokens);
  void add(std::string_view stem, std::uint64_t stem_hash, bool stop, bool capitalised_mid_sentence);
  TextProfile finish();

 private:
  TextProfile profile_;
  std::uint64_t first_ = 0;
  std::uint64_t second_ = 0;
  bool after_number_ = false;
  std::size_t tokens_ = 0;
  std::size_t number_tokens_ = 0;
  float first_weight_ = 0;
  float second_weight_ = 0;
};

/// Of an article that is in no index.
TextProfile profile_of(const AnalysedArticle& article, const Vocabulary& vocabulary);
/// Tokens of the body alone.
std::uint32_t body_tokens(const AnalysedArticle& article);

/// How alike two profiles are.
struct TextLikeness {
  double cosine = 0;
  double containment = 0;     ///< shared weight over that of the text with less; a shingle weighs what its words do:
                              ///< 1 each, 0.2 for a stop word
  double shared_numbers = 1;  ///< 1 when one text has none
  double figures = 0;         ///< numbers and pairs of numbers of the text with fewer
  double missing_figures = 0; ///< of these, what the other text has not
  double number_share = 0;    ///< of the text with the smaller one
  double shared_names = 1;    ///< 1 when one text has fewer than three
};
TextLikeness likeness(const TextProfile& a, const TextProfile& b);

/// Whether signatures leave it possible that two texts are copies: they share enough hashes, and enough of those up to
/// the greatest that both would have. Up to there each signature has all shingles of its text, so that the shared part
/// estimates the containment, however much longer one text is. Boilerplate that is common to two texts fails here, at a
/// small part of what comparing them costs.
bool may_be_copies(const TextSignature& a, const TextSignature& b, const CopySettings& settings = {});
/// Whether two texts are one as far as the texts alone can tell.
bool are_copies(const TextLikeness& likeness, const CopySettings& settings = {});
/// Whether times lie too far apart for copies that are not close; a time that is not known never does.
bool are_far_apart(const std::optional<Timestamp>& a, const std::optional<Timestamp>& b,
                   const CopySettings& settings = {});
/// Whether they are so much one that it does not matter when they were published.
bool are_close_copies(const TextLikeness& likeness, const CopySettings& settings = {});

} // namespace akin::engine
