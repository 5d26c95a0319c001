// The names of one snapshot: what its articles mean by them, and which articles a name stands for.
#pragma once

#include "common/query/query.hpp"
#include "engine/engine.hpp"
#include "entities/alias_table.hpp"
#include "entities/catalogue.hpp"
#include "searcher/entity_table.hpp"
#include "searcher/kept_names.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// Person, place or organisation of a field that names them; nothing for other fields.
std::optional<EntityKind> entity_kind_of(query::Field field) noexcept;
std::optional<EntityKind> entity_kind_of(engine::FacetField field) noexcept;
/// The other way round.
engine::FacetField facet_field_of(EntityKind kind) noexcept;

/// All names of an entity with the fields where articles have them.
std::vector<query::FieldName> field_names_of(const entities::CatalogueEntry& entry);

/// Alias table, catalogue and counted entities of a snapshot, each made on first use. Immutable, thread-safe; keeps the
/// snapshot alive.
class CorpusNames {
 public:
  explicit CorpusNames(std::shared_ptr<const engine::Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}

  const engine::Snapshot& snapshot() const noexcept { return *snapshot_; }
  const std::shared_ptr<const entities::AliasTable>& aliases() const;
  const entities::Catalogue& catalogue() const;
  const EntityTable& entity_table() const;

  /// The names, as articles have them and where they have them, that a person means by a name; empty when the corpus
  /// does not know it, or knows it only as a lone surname that may be anyone's: it is then to be found as a part of
  /// names.
  std::vector<query::FieldName> names_meant(EntityKind kind, std::string_view name) const;

  /// Fills in names of the conditions of a query tree on people, places and organisations.
  void resolve(query::Node& node) const;
  /// Moves the values of filters on people, places and organisations that are known into their names.
  void resolve(std::vector<engine::Filter>& filters) const;

  /// Entities that an article of the snapshot has, each once.
  std::vector<const entities::CatalogueEntry*> entities_of(engine::DocNumber document) const;
  /// The same for names that may be of no article: those that the corpus has under any spelling.
  std::vector<const entities::CatalogueEntry*> entities_of(const std::vector<Entity>& names) const;
  /// The stems, in a language, of the canonical name of an entity: those that the snapshot has.
  std::span<const engine::TermId> stems_of(const entities::CatalogueEntry& entity, Language language) const {
    return kept_names().stems_of(entity, language);
  }

  /// For counting: canonical names, under the kinds that they are of. Valid as long as this.
  engine::FacetNaming facet_naming() const;

 private:
  const KeptNames& kept_names() const;

  std::shared_ptr<const engine::Snapshot> snapshot_;
  mutable std::once_flag aliases_once_;
  mutable std::shared_ptr<const entities::AliasTable> aliases_;
  mutable std::once_flag catalogue_once_;
  mutable std::unique_ptr<const entities::Catalogue> catalogue_;
  mutable std::once_flag kept_names_once_;
  mutable std::unique_ptr<const KeptNames> kept_names_;
  mutable std::once_flag entity_table_once_;
  mutable std::unique_ptr<const EntityTable> entity_table_;
};

} // namespace akin
