// The entities of one snapshot with their articles, counted once and found by the beginning of a word.
#pragma once

#include "entities/catalogue.hpp"

#include <cstdint>
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

 private:
  std::vector<CountedEntity> entities_;                        ///< in the order of with_prefix
  std::vector<std::pair<std::string, std::uint32_t>> endings_; ///< of folded names, from each word on; sorted
};

} // namespace akin
