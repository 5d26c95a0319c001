// The people, places and organisations of an index, counted.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace akin {

enum class EntitySort : std::uint8_t { count, name };

/// Which entities to list.
struct EntityRequest {
  std::optional<EntityKind> kind = {}; ///< of this kind only
  std::string prefix = {};             ///< a word of the name or of an alias starts so; case and accents do not count
  std::string with = {}; ///< only in articles that name this entity, which is not listed itself; empty: in all
  EntitySort sort = EntitySort::count; ///< most articles first, ties by name; or by name (folded)
  std::size_t limit = 50;              ///< 0: all
};

/// One entity of the index.
struct ListedEntity {
  EntityKind kind = EntityKind::person;
  std::string name;                 ///< canonical
  std::uint32_t articles = 0;       ///< live articles that name it, copies counted one by one: exact
  std::vector<std::string> aliases; ///< other names and forms that articles use for it, most frequent first
};

struct EntityList {
  std::uint32_t total = 0; ///< entities that were asked for, before the limit
  std::vector<ListedEntity> entities;
  std::vector<ListedEntity> with; ///< the entities that EntityRequest::with named, with all their articles
};

/// One line of JSON for an entity: {"kind":"place","name":…,"articles":3,"aliases":[…]}.
std::string to_json(const ListedEntity& entity);
/// {"format_version":1,"total":…,"with":[…],"entities":[…]}; "with" only when it was asked for.
std::string to_json(const EntityList& list);

} // namespace akin
