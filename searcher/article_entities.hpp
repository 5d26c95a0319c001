// The entities of every article of a snapshot, laid out one behind the other.
#pragma once

#include "engine/engine.hpp"
#include "entities/catalogue.hpp"

#include <cstdint>
#include <vector>

namespace akin {

class CorpusNames;

/// What CorpusNames::entities_of() says of each article, for who asks for all of them, each many times. Takes four
/// bytes an article and four for each of its entities. Immutable, thread-safe; views the catalogue.
class ArticleEntities {
 public:
  explicit ArticleEntities(const CorpusNames& names);

  std::vector<const entities::CatalogueEntry*> of(engine::DocNumber document) const;

 private:
  const entities::CatalogueEntry* first_entry_;
  std::vector<std::uint32_t> ends_;     ///< of the documents' parts of entities_, a 0 before the first
  std::vector<std::uint32_t> entities_; ///< places in the catalogue
};

} // namespace akin
