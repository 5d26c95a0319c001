#include "searcher/corpus_names.hpp"

#include "entities/name_key.hpp"

#include <algorithm>
#include <array>

namespace akin {

std::optional<EntityKind> entity_kind_of(query::Field field) noexcept {
  switch (field) {
  case query::Field::person:
    return EntityKind::person;
  case query::Field::place:
    return EntityKind::place;
  case query::Field::organisation:
    return EntityKind::organisation;
  default:
    return std::nullopt;
  }
}

std::optional<EntityKind> entity_kind_of(engine::FacetField field) noexcept {
  switch (field) {
  case engine::FacetField::person:
    return EntityKind::person;
  case engine::FacetField::place:
    return EntityKind::place;
  case engine::FacetField::organisation:
    return EntityKind::organisation;
  default:
    return std::nullopt;
  }
}

engine::FacetField facet_field_of(EntityKind kind) noexcept {
  return kind == EntityKind::person  ? engine::FacetField::person
         : kind == EntityKind::place ? engine::FacetField::place
                                     : engine::FacetField::organisation;
}

std::vector<query::FieldName> field_names_of(const entities::CatalogueEntry& entry) {
  constexpr std::array fields{query::Field::person, query::Field::place, query::Field::organisation};
  std::vector<query::FieldName> names;
  for (const std::string& name : entry.names)
    names.push_back({fields[static_cast<std::size_t>(entry.kind)], name});
  for (const auto& [kind, name] : entry.mistaken)
    names.push_back({fields[static_cast<std::size_t>(kind)], name});
  return names;
}

const std::shared_ptr<const entities::AliasTable>& CorpusNames::aliases() const {
  std::call_once(aliases_once_, [&] {
    const std::string& text = snapshot_->aliases();
    aliases_ = text.empty() ? entities::no_aliases()
                            : std::make_shared<const entities::AliasTable>(
                                  entities::AliasTable::parse(text, "the aliases of the index"));
  });
  return aliases_;
}

const entities::Catalogue& CorpusNames::catalogue() const {
  std::call_once(catalogue_once_, [&] {
    catalogue_ = std::make_unique<const entities::Catalogue>(snapshot_->name_statistics(), *aliases());
  });
  return *catalogue_;
}

const EntityTable& CorpusNames::entity_table() const {
  std::call_once(entity_table_once_, [&] { entity_table_ = std::make_unique<const EntityTable>(*this); });
  return *entity_table_;
}

const KeptNames& CorpusNames::kept_names() const {
  std::call_once(kept_names_once_, [&] { kept_names_ = std::make_unique<const KeptNames>(*snapshot_, catalogue()); });
  return *kept_names_;
}

namespace {

void add_entity(const entities::CatalogueEntry* entity, std::vector<const entities::CatalogueEntry*>& entities) {
  if (entity != nullptr && std::find(entities.begin(), entities.end(), entity) == entities.end())
    entities.push_back(entity);
}

} // namespace

std::vector<const entities::CatalogueEntry*> CorpusNames::entities_of(engine::DocNumber document) const {
  const KeptNames& names = kept_names();
  std::vector<const entities::CatalogueEntry*> entities;
  std::vector<engine::ValueNumber> values;
  for (const EntityKind kind : {EntityKind::person, EntityKind::place, EntityKind::organisation}) {
    values.clear();
    snapshot_->append_value_numbers(document, facet_field_of(kind), values);
    for (const engine::ValueNumber value : values)
      add_entity(names.entity_of(kind, value), entities);
  }
  return entities;
}

std::vector<const entities::CatalogueEntry*> CorpusNames::entities_of(const std::vector<Entity>& names) const {
  std::vector<const entities::CatalogueEntry*> entities;
  for (const Entity& name : names) {
    const entities::CatalogueEntry* entity = catalogue().entry_of(name.kind, name.name);
    add_entity(entity != nullptr ? entity : catalogue().find(name.kind, name.name), entities);
  }
  return entities;
}

std::vector<query::FieldName> CorpusNames::names_meant(EntityKind kind, std::string_view name) const {
  const entities::CatalogueEntry* const entry = catalogue().find(kind, name);
  if (entry == nullptr)
    return {};
  const bool lone_surname = entry->kind == EntityKind::person && entry->names.size() == 1 &&
                            entities::name_key(entry->name).find(' ') == std::string::npos &&
                            aliases()->find(entities::name_key(entry->name)) == nullptr;
  return lone_surname ? std::vector<query::FieldName>{} : field_names_of(*entry);
}

void CorpusNames::resolve(query::Node& node) const {
  if (const auto kind = entity_kind_of(node.field); kind && node.kind == query::Kind::value)
    node.names = names_meant(*kind, node.text);
  for (query::Clause& clause : node.clauses)
    resolve(clause.node);
}

void CorpusNames::resolve(std::vector<engine::Filter>& filters) const {
  for (engine::Filter& filter : filters) {
    const auto kind = entity_kind_of(filter.field);
    if (!kind)
      continue;
    std::erase_if(filter.values, [&](const std::string& value) {
      const auto names = names_meant(*kind, value);
      filter.names.insert(filter.names.end(), names.begin(), names.end());
      return !names.empty();
    });
  }
}

engine::FacetNaming CorpusNames::facet_naming() const {
  return [this](engine::FacetField field, std::string_view value) -> engine::FacetName {
    const auto kind = entity_kind_of(field);
    const entities::CatalogueEntry* const entry = kind ? catalogue().entry_of(*kind, value) : nullptr;
    return entry == nullptr ? engine::FacetName{field, value}
                            : engine::FacetName{facet_field_of(entry->kind), entry->name};
  };
}

} // namespace akin
