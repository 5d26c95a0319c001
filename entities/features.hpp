// What the chain looks at: the features of each token of a chain as keys into the model.
#pragma once

#include "entities/document_text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace akin::entities {

/// Changes whenever the same text would give other keys; a model names the one that it was trained with.
inline constexpr std::uint32_t feature_templates_version = 1;

/// The keys of one token; may hold a key twice.
class FeatureKeys {
 public:
  static constexpr std::size_t capacity = 96;

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

/// Works out the features of the tokens of a document that was read. Refers to the document.
class FeatureExtractor {
 public:
  explicit FeatureExtractor(const DocumentText& document) : document_(document) {}

  /// Before extract() of tokens of a chain. Time linear in the chain.
  void enter(TokenRange chain);

  /// The features of a token of the chain entered. Constant time.
  void extract(std::uint32_t token, FeatureKeys& out) const;

 private:
  struct Neighbour {
    std::uint64_t word;    ///< hash; a mark of its own where the sentence ends
    std::uint16_t classes; ///< of the word
    Written written;
    Gap gap; ///< before it
  };
  using Window = std::array<Neighbour, 5>; ///< two before, the token, two behind

  Window window_at(std::uint32_t token) const;
  Neighbour neighbour(std::uint32_t token) const;
  void add_identity(std::uint32_t token, const Window& w, FeatureKeys& out) const;
  void add_words(const Window& w, FeatureKeys& out) const;
  void add_form(std::uint32_t token, const Window& w, FeatureKeys& out) const;
  void add_lists(std::uint32_t token, const Window& w, FeatureKeys& out) const;
  void add_document(std::uint32_t token, const Window& w, FeatureKeys& out) const;
  void add_run(std::uint32_t token, const Window& w, FeatureKeys& out) const;
  void add_layout(std::uint32_t token, const Window& w, FeatureKeys& out) const;

  const DocumentText& document_;
  TokenRange chain_;
  std::uint64_t word_before_ = 0; ///< the chain
  std::uint64_t word_behind_ = 0;
  std::vector<TokenRange> runs_;      ///< of capitalised tokens, each without a gap that parts names
  std::vector<std::uint32_t> run_of_; ///< beside the chain's tokens: index into runs_, or none
};

} // namespace akin::entities
