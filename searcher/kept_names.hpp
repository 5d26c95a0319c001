// What the names of a snapshot's articles mean, as lists of related articles ask for it: by number, again and again.
#pragma once

#include "engine/engine.hpp"
#include "entities/catalogue.hpp"

#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <vector>

namespace akin {

/// Looks up what it is asked for the first time, and keeps it. Borrows what it is made of. Thread-safe.
class KeptNames {
 public:
  KeptNames(const engine::Snapshot& snapshot, const entities::Catalogue& catalogue);
  ~KeptNames();
  KeptNames(const KeptNames&) = delete;
  KeptNames& operator=(const KeptNames&) = delete;

  /// The entity that an article means by a person, place or organisation; null for a value that is damaged.
  const entities::CatalogueEntry* entity_of(EntityKind kind, engine::ValueNumber value) const;

  /// The stems, in a language, of the canonical name of an entity of the catalogue: those that the snapshot has.
  /// Valid as long as this.
  std::span<const engine::TermId> stems_of(const entities::CatalogueEntry& entity, Language language) const;

 private:
  struct Stems {
    Language language;
    std::vector<engine::TermId> stems;
    const Stems* next; ///< of another language, kept before; owned
  };
  enum State : std::uint32_t { unknown, nobody, first_entity };

  const engine::Snapshot& snapshot_;
  const entities::Catalogue& catalogue_;
  std::array<std::unique_ptr<std::atomic<std::uint32_t>[]>, 3>
      entity_by_value_; ///< by kind: a State, or an entity behind
  std::array<engine::ValueNumber, 3> values_{};
  std::unique_ptr<std::atomic<const Stems*>[]> stems_by_entity_; ///< owned
};

} // namespace akin
