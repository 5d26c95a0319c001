// No publication more than its share of a list.
#pragma once

#include "engine/engine.hpp"

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

namespace akin {

/// Keeps the first `most` items of each publication; those without a source all stay. Item has a member document.
template <class Item>
void limit_publications(const engine::Snapshot& snapshot, std::size_t most, std::vector<Item>& items) {
  std::map<std::string_view, std::size_t> counts;
  std::erase_if(items, [&](const Item& item) {
    const auto sources = snapshot.values_of(item.document, engine::FacetField::source);
    return !sources.empty() && ++counts[sources.front()] > most;
  });
}

} // namespace akin
