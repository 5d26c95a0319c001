// The entities of one snapshot with their articles, counted once and found by the beginning of a word.
#pragma once

#include "entities/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin {

class CorpusNames;

/// An entity and the live articles that name it, copies counted one by one.
struct CountedEntity {
  const entities::CatalogueEntry* entry = nullptr;
  std::uint32_t articles = 0;
};

/// Immutable, thread-safe. Views the catalogue of the names that it was made from.
class EntityTable {
 public:
  explicit EntityTable(const CorpusNames& names);

  /// Those with a word, of a name or an alias, that starts with a folded prefix (entities::name_key); most articles
  /// first, ties by folded name, name and kind. All for an empty prefix.
  std::vector<CountedEntity> with_prefix(std::string_view prefix) const;
  /// The first `limit` of those, in time of how many there are; none for an empty prefix.
  std::vector<CountedEntity> most_used(std::string_view prefix, std::size_t limit) const;

 private:
  using Endings = std::vector<std::pair<std::string, std::uint32_t>>;
  /// Those that start with a prefix.
  std::span<const Endings::value_type> endings_with(std::string_view prefix) const;

  std::vector<CountedEntity> entities_; ///< in the order of with_prefix
  Endings endings_;                     ///< of folded names, from each word on; sorted
};

} // namespace akin
