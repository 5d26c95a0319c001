// What the chain looks at: the features of each token of a chain as keys into the model.
#pragma once

#include "entities/document_text.hpp"
#include "entities/weight_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace akin::entities {

/// Changes whenever the same text would give other keys; a model names the one that it was trained with.
inline constexpr std::uint32_t feature_templates_version = 4;

/// The keys of one token; may hold a key twice.
class FeatureKeys {
 public:
  static constexpr std::size_t capacity = WeightTable::max_keys;

  void clear() { size_ = identity_ = 0; }

  /// Adds the feature of a template with up to three values.
  void add(unsigned templ, std::uint64_t a = 0, std::uint64_t b = 0, std::uint64_t c = 0) {
    if (size_ < capacity)
      keys_[size_++] = key_of(templ, a, b, c);
  }

  /// Says that all keys so far name the token's own word or parts of it.
  void end_identity() { identity_ = size_; }

  std::span<const std::uint32_t> keys() const { return {keys_.data(), size_}; }

  /// How many of the first keys name the token's own word: what a trainer hides to learn how unknown names look.
  std::size_t identity() const { return identity_; }

 private:
  static std::uint32_t key_of(unsigned templ, std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    std::uint64_t h = (a + templ) * 0x9E3779B97F4A7C15U;
    h = (h ^ (h >> 29U) ^ b) * 0xBF58476D1CE4E5B9U;
    h = (h ^ (h >> 32U) ^ c) * 0x94D049BB133111EBU;
    h ^= h >> 31U;
    return static_cast<std::uint32_t>((h * 0x9E3779B97F4A7C15U) >> 32U);
  }

  std::array<std::uint32_t, capacity> keys_{};
  std::size_t size_ = 0;
  std::size_t identity_ = 0;
};

/// A token as a few small numbers: what lists say, how it is written, what stands around it.
struct WordSetting {
  unsigned kinds = 0;
  unsigned written = 0;
  bool sentence_start = false;
  unsigned mood = 0; ///< shouted, headline
  unsigned evidence = 0;
  unsigned gap = 0;
  unsigned gap_behind = 0;

  /// All of it; different from that of any RunSetting, never 0.
  std::uint64_t key() const {
    std::uint64_t packed = 1U << 8U | kinds;
    packed = packed << 3U | written;
    packed = packed << 3U | mood << 1U | (sentence_start ? 1U : 0U);
    packed = packed << 2U | evidence;
    return packed << 8U | gap << 4U | gap_behind;
  }
};

/// Its place in the runs of capitalised tokens, here and elsewhere in the article.
struct RunSetting {
  unsigned run_size = 0; ///< up to 5; 0 when the token is in none
  unsigned run_place = 0;
  unsigned run_gap = 0; ///< before the run
  unsigned run_gap_behind = 0;
  unsigned longest_size = 0; ///< of the article's longest run that holds the word: up to 4, 0 when there is none
  unsigned longest_place = 0;
  unsigned surroundings = 0; ///< Surroundings bits of the word

  /// All of it; different from that of any WordSetting, never 0.
  std::uint64_t key() const {
    std::uint64_t packed = 1U << 5U | run_size << 2U | run_place;
    packed = packed << 8U | run_gap << 4U | run_gap_behind;
    packed = packed << 5U | longest_size << 2U | longest_place;
    return packed << 7U | surroundings;
  }
};

/// Works out the features of the tokens of a document that was read. Refers to the document.
class FeatureExtractor {
 public:
  explicit FeatureExtractor(const DocumentText& document) : document_(document) {}

  /// Before the features of tokens of a chain. Time linear in the chain.
  void enter(TokenRange chain);

  /// All features of a token of the chain entered. Constant time.
  void extract(std::uint32_t token, FeatureKeys& out) const;

  // The same in parts, for those who keep sums of what comes again and again: what the word says by itself, what each
  // of the words around it says by itself, what its settings say, and the rest.

  /// Equal when add_word() adds the same features.
  std::uint64_t word_key(std::uint32_t token) const;
  void add_word(std::uint32_t token, FeatureKeys& out) const;

  static constexpr std::size_t neighbours = 2;    ///< the words before and behind a token
  using Window = std::array<const TextToken*, 5>; ///< two words before a token, itself, two behind

  /// A token and the words around it; where there are none, one that stands for the end of the sentence.
  Window window_at(std::uint32_t token) const;
  static const TextToken& neighbour(const Window& window, std::size_t place) { return *window[place == 0 ? 1 : 3]; }
  /// Equal when add_neighbour() adds the same features. place: of the word among the neighbours.
  static std::uint64_t neighbour_key(const TextToken& word, std::size_t place);
  static void add_neighbour(const TextToken& word, std::size_t place, FeatureKeys& out);

  WordSetting word_setting(std::uint32_t token, const Window& window) const;
  static void add_setting(const WordSetting& setting, FeatureKeys& out);

  RunSetting run_setting(std::uint32_t token) const;
  static void add_setting(const RunSetting& setting, FeatureKeys& out);

  void add_context(std::uint32_t token, const Window& window, FeatureKeys& out) const;

 private:
  void add_identity(std::uint32_t token, FeatureKeys& out) const;
  void add_form_of_word(std::uint32_t token, FeatureKeys& out) const;
  static void add_lists(const TextToken& token, FeatureKeys& out);
  void add_document(std::uint32_t token, FeatureKeys& out) const;
  void add_run(std::uint32_t token, const Window& w, FeatureKeys& out) const;
  static void add_numbers(const Window& w, FeatureKeys& out);
  std::uint64_t word_before(TokenRange run) const;
  std::uint64_t word_behind(TokenRange run) const;
  Gap gap_behind(TokenRange run) const;

  const DocumentText& document_;
  TokenRange chain_;
  std::vector<TokenRange> runs_;      ///< of capitalised tokens, each without a gap that parts names
  std::vector<std::uint32_t> run_of_; ///< beside the chain's tokens: index into runs_, or none
};

} // namespace akin::entities
