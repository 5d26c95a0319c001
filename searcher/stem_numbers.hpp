// The numbers that the related index has for stems: the more articles have a stem, the smaller, so that the stems of an
// article lie close together.
#pragma once

#include "engine/engine.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// Stems are numbered by classes, that of the most frequent ones first, and within a class in byte order. Immutable.
class StemNumbers {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  StemNumbers() = default;
  /// By the number of vectors that have each stem, by TermId; stems that none has get no number.
  explicit StemNumbers(std::span<const std::uint32_t> frequencies);
  /// As written: terms stems of the snapshot that the numbers were made for. Without texts snapshot is
  /// that one; a later one may have more stems between these. nullopt when the two do not fit.
  static std::optional<StemNumbers> from(std::string_view classes, std::uint32_t terms,
                                         std::optional<std::string_view> texts, const engine::Snapshot& snapshot);

  /// Half a byte for each stem of the snapshot; and the stems that have numbers, compressed.
  std::string classes() const;
  std::string texts(const engine::Snapshot& snapshot) const;

  /// Numbers given.
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(terms_.size()); }
  /// Numbers below this are of stems that two vectors or more had.
  std::uint32_t shared() const noexcept { return shared_; }
  engine::TermId term(std::uint32_t number) const { return terms_[number]; }
  /// none for a stem without a number.
  std::uint32_t number(engine::TermId term) const { return term < numbers_.size() ? numbers_[term] : none; }

 private:
  void number_terms(std::span<const engine::TermId> term_of_used);

  std::vector<std::uint8_t> classes_; ///< by TermId of the snapshot they were made for; 0: no number
  std::vector<engine::TermId> terms_;
  std::vector<std::uint32_t> numbers_; ///< by TermId
  std::uint32_t shared_ = 0;
};

} // namespace akin
