#include "searcher/article_entities.hpp"

#include "searcher/corpus_names.hpp"

namespace akin {

ArticleEntities::ArticleEntities(const CorpusNames& names) : first_entry_(names.catalogue().entries().data()) {
  const engine::Snapshot& snapshot = names.snapshot();
  ends_.reserve(snapshot.document_slots() + std::size_t{1});
  ends_.push_back(0);
  for (engine::DocNumber document = 0; document < snapshot.document_slots(); ++document) {
    if (snapshot.is_live(document))
      for (const entities::CatalogueEntry* const entity : names.entities_of(document))
        entities_.push_back(static_cast<std::uint32_t>(entity - first_entry_));
    ends_.push_back(static_cast<std::uint32_t>(entities_.size()));
  }
}

std::vector<const entities::CatalogueEntry*> ArticleEntities::of(engine::DocNumber document) const {
  std::vector<const entities::CatalogueEntry*> entities;
  entities.reserve(ends_[document + 1] - ends_[document]);
  for (std::uint32_t i = ends_[document]; i < ends_[document + 1]; ++i)
    entities.push_back(first_entry_ + entities_[i]);
  return entities;
}

} // namespace akin
