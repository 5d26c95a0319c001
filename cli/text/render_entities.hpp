// Lists of entities, for people.
#pragma once

#include "cli/text/glyphs.hpp"
#include "searcher/entity_list.hpp"

#include <string>

namespace akin::cli {

/// A line an entity: articles, kind, name, other names; then how many there are.
std::string render(const EntityList& list, const TextStyle& style);

} // namespace akin::cli
