#include "searcher/entity_table.hpp"

#include "common/analysis/analyser.hpp"
#include "entities/name_key.hpp"
#include "searcher/corpus_names.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace akin {
namespace {

/// Those of the live articles; one that has an entity under several names or kinds counts once.
std::vector<CountedEntity> counted(const CorpusNames& names) {
  const auto& entries = names.catalogue().entries();
  std::vector<std::uint32_t> articles(entries.size());
  names.snapshot().for_each_document([&](engine::DocNumber document) {
    for (const entities::CatalogueEntry* const entity : names.entities_of(document))
      ++articles[static_cast<std::size_t>(entity - entries.data())];
    return true;
  });
  std::vector<CountedEntity> result;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (articles[i] > 0)
      result.push_back({&entries[i], articles[i]});
  return result;
}

void sort(std::vector<CountedEntity>& entities) {
  std::vector<std::pair<std::string, CountedEntity>> folded;
  folded.reserve(entities.size());
  for (const CountedEntity& entity : entities)
    folded.emplace_back(fold_text(entity.entry->name), entity);
  std::sort(folded.begin(), folded.end(), [](const auto& a, const auto& b) {
    const auto key = [](const auto& one) {
      return std::tuple(std::numeric_limits<std::uint32_t>::max() - one.second.articles, std::string_view(one.first),
                        std::string_view(one.second.entry->name), one.second.entry->kind);
    };
    return key(a) < key(b);
  });
  std::transform(folded.begin(), folded.end(), entities.begin(), [](const auto& one) { return one.second; });
}

void add_endings(const std::string& key, std::uint32_t entity,
                 std::vector<std::pair<std::string, std::uint32_t>>& endings) {
  for (std::size_t begin = 0; begin < key.size();) {
    endings.emplace_back(key.substr(begin), entity);
    const std::size_t space = key.find(' ', begin);
    begin = space == std::string::npos ? key.size() : space + 1;
  }
}

} // namespace

EntityTable::EntityTable(const CorpusNames& names) : entities_(counted(names)) {
  sort(entities_);
  for (std::uint32_t i = 0; i < entities_.size(); ++i)
    for (const auto* list : {&entities_[i].entry->names, &entities_[i].entry->aliases})
      for (const std::string& name : *list)
        add_endings(entities::name_key(name), i, endings_);
  std::sort(endings_.begin(), endings_.end());
  endings_.erase(std::unique(endings_.begin(), endings_.end()), endings_.end());
}

std::span<const EntityTable::Endings::value_type> EntityTable::endings_with(std::string_view prefix) const {
  const auto begin = std::lower_bound(endings_.begin(), endings_.end(), prefix,
                                      [](const auto& one, std::string_view text) { return one.first < text; });
  const auto end =
      std::partition_point(begin, endings_.end(), [&](const auto& one) { return one.first.starts_with(prefix); });
  return {begin, end};
}

std::vector<CountedEntity> EntityTable::with_prefix(std::string_view prefix) const {
  return prefix.empty() ? entities_ : most_used(prefix, entities_.size());
}

std::vector<CountedEntity> EntityTable::most_used(std::string_view prefix, std::size_t limit) const {
  if (prefix.empty() || limit == 0)
    return {};
  constexpr std::size_t room = 256;
  std::vector<std::uint32_t> found;
  std::uint32_t worst = std::numeric_limits<std::uint32_t>::max(); // of limit others that are better
  const auto put_in_order = [&] {                                  // the numbers of entities are their order
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    found.resize(std::min(limit, found.size()));
    if (found.size() == limit)
      worst = found.back();
  };
  for (const auto& [ending, entity] : endings_with(prefix)) {
    if (entity >= worst)
      continue;
    found.push_back(entity);
    if (found.size() >= limit + room)
      put_in_order();
  }
  put_in_order();
  std::vector<CountedEntity> result;
  for (const std::uint32_t entity : found)
    result.push_back(entities_[entity]);
  return result;
}

} // namespace akin
