#include "common/analysis/analyser.hpp"
#include "common/entity_json.hpp"
#include "common/error.hpp"
#include "entities/name_key.hpp"
#include "searcher/entity_lookup.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

namespace akin {
namespace {

using entities::CatalogueEntry;

constexpr std::array kinds{EntityKind::person, EntityKind::place, EntityKind::organisation};

bool has_word_with_prefix(std::string_view key, std::string_view prefix) {
  for (std::size_t begin = 0; begin < key.size();) {
    if (key.substr(begin).starts_with(prefix))
      return true;
    const std::size_t space = key.find(' ', begin);
    begin = space == std::string_view::npos ? key.size() : space + 1;
  }
  return false;
}

bool matches(const CatalogueEntry& entry, const std::string& prefix) {
  const auto starts = [&](const std::string& name) { return has_word_with_prefix(entities::name_key(name), prefix); };
  return prefix.empty() || std::any_of(entry.names.begin(), entry.names.end(), starts) ||
         std::any_of(entry.aliases.begin(), entry.aliases.end(), starts);
}

ListedEntity listed(const CatalogueEntry& entry, std::uint32_t articles) {
  ListedEntity result{entry.kind, entry.name, articles, {}};
  for (const auto* list : {&entry.names, &entry.aliases})
    std::copy_if(list->begin(), list->end(), std::back_inserter(result.aliases),
                 [&](const std::string& name) { return name != entry.name; });
  return result;
}

/// Articles of every canonical name, of those that the filters let through.
engine::Retrieval count(const CorpusNames& names, std::span<const engine::Filter> filters,
                        const std::vector<engine::FacetField>& fields) {
  engine::RetrievalRequest request;
  request.filters = filters;
  request.limit = 0;
  request.fold_copies = false;
  request.facets = fields;
  request.facet_limit = std::numeric_limits<std::size_t>::max();
  const engine::FacetNaming naming = names.facet_naming();
  request.facet_naming = &naming;
  return names.snapshot().retrieve(request);
}

/// The entities that a name means: of each kind at most one, each once.
std::vector<const CatalogueEntry*> meant(const CorpusNames& names, const std::string& name) {
  std::vector<const CatalogueEntry*> found;
  for (const EntityKind kind : kinds)
    if (const CatalogueEntry* const entry = names.catalogue().find(kind, name);
        entry != nullptr && std::find(found.begin(), found.end(), entry) == found.end())
      found.push_back(entry);
  if (found.empty())
    throw Error(ErrorCode::not_found, "no article names this; 'akin entities --prefix' shows what there is", name);
  return found;
}

void sort(std::vector<ListedEntity>& entities, EntitySort order) {
  const auto by_name = [](const ListedEntity& a, const ListedEntity& b) {
    return std::tuple(fold_text(a.name), std::string_view(a.name), a.kind) <
           std::tuple(fold_text(b.name), std::string_view(b.name), b.kind);
  };
  std::sort(entities.begin(), entities.end(), [&](const ListedEntity& a, const ListedEntity& b) {
    return order == EntitySort::count && a.articles != b.articles ? a.articles > b.articles : by_name(a, b);
  });
}

nlohmann::ordered_json json_of(const ListedEntity& entity) {
  return {{"kind", name_of(entity.kind)},
          {"name", entity.name},
          {"articles", entity.articles},
          {"aliases", entity.aliases}};
}

std::string dumped(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// Without EntityRequest::with: from what is kept of the snapshot, since somebody may be typing.
EntityList all_entities(const CorpusNames& names, const EntityRequest& request, const std::string& prefix) {
  EntityList result;
  const bool in_order = request.sort == EntitySort::count;
  for (const CountedEntity& entity : names.entity_table().with_prefix(prefix)) {
    if (request.kind && *request.kind != entity.entry->kind)
      continue;
    ++result.total;
    if (!in_order || request.limit == 0 || result.entities.size() < request.limit)
      result.entities.push_back(listed(*entity.entry, entity.articles));
  }
  if (!in_order)
    sort(result.entities, request.sort);
  if (request.limit > 0 && result.entities.size() > request.limit)
    result.entities.resize(request.limit);
  return result;
}

} // namespace

EntityList list_entities(const CorpusNames& names, const EntityRequest& request) {
  EntityList result;
  std::vector<const CatalogueEntry*> with;
  if (!request.with.empty())
    with = meant(names, request.with);
  std::vector<engine::FacetField> fields;
  for (const EntityKind kind : kinds)
    if (!request.kind || *request.kind == kind)
      fields.push_back(facet_field_of(kind));
  const std::string prefix = entities::name_key(request.prefix);
  // Once for each entity that the name means: a person or a place of the same name.
  std::map<std::pair<EntityKind, std::string>, std::uint32_t> counts;
  for (const CatalogueEntry* const entry : with) {
    const engine::Filter filter{query::Field::person, {}, field_names_of(*entry)};
    const engine::Retrieval found = count(names, std::span(&filter, 1), fields);
    for (const engine::FacetField field : fields)
      for (const engine::FacetCount& value : found.facets[static_cast<std::size_t>(field)])
        counts[{*entity_kind_of(field), value.value}] += value.count;
    result.with.push_back(listed(*entry, found.matched));
  }
  if (with.empty())
    return all_entities(names, request, prefix);
  std::map<const CatalogueEntry*, std::uint32_t> articles_of;
  for (const auto& [entity, articles] : counts)
    if (const CatalogueEntry* const entry = names.catalogue().entry_of(entity.first, entity.second))
      articles_of[entry] += articles;
  for (const auto& [entry, articles] : articles_of)
    if ((!request.kind || entry->kind == *request.kind) && std::find(with.begin(), with.end(), entry) == with.end() &&
        matches(*entry, prefix))
      result.entities.push_back(listed(*entry, articles));
  sort(result.entities, request.sort);
  result.total = static_cast<std::uint32_t>(result.entities.size());
  if (request.limit > 0 && result.entities.size() > request.limit)
    result.entities.resize(request.limit);
  return result;
}

std::string to_json(const ListedEntity& entity) { return dumped(json_of(entity)); }

std::string to_json(const EntityList& list) {
  nlohmann::ordered_json json{{"format_version", 1}, {"total", list.total}};
  if (!list.with.empty()) {
    json["with"] = nlohmann::ordered_json::array();
    for (const ListedEntity& entity : list.with)
      json["with"].push_back(json_of(entity));
  }
  json["entities"] = nlohmann::ordered_json::array();
  for (const ListedEntity& entity : list.entities)
    json["entities"].push_back(json_of(entity));
  return dumped(json);
}

} // namespace akin
