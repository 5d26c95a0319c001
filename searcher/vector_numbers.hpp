// The numbers in which vectors of candidates are compared.
#pragma once

#include "searcher/stem_numbers.hpp"
#include "searcher/vector_space.hpp"

#include <cstdint>

namespace akin {

/// Stems as the related index numbers them, frequent ones first, so that vectors touch little memory and need not be
/// translated; behind those the stems that it has not, by their TermIds. Without a related index all are TermIds.
class VectorNumbers {
 public:
  VectorNumbers() = default;
  /// stems is borrowed; null without a related index.
  explicit VectorNumbers(const StemNumbers* stems) : stems_(stems), first_term_(stems != nullptr ? stems->size() : 0) {}

  std::uint32_t of(engine::TermId term) const {
    const std::uint32_t number = stems_ != nullptr ? stems_->number(term) : StemNumbers::none;
    return number != StemNumbers::none ? number : first_term_ + term;
  }
  engine::TermId term(std::uint32_t number) const {
    return number < first_term_ ? stems_->term(number) : number - first_term_;
  }
  /// Numbers of a snapshot with so many stems are below this.
  std::uint32_t size(engine::TermId term_slots) const { return first_term_ + term_slots; }

  /// A vector in these numbers, ascending.
  UnitVector numbered(VectorView vector) const {
    UnitVector result;
    result.reserve(vector.size());
    for (const auto& [term, weight] : vector)
      result.emplace_back(of(term), weight);
    put_in_order(result);
    return result;
  }

 private:
  const StemNumbers* stems_ = nullptr;
  std::uint32_t first_term_ = 0;
};

} // namespace akin
