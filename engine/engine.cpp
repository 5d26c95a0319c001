#include "engine/engine.hpp"

namespace akin::engine {

std::string_view name_of(FacetField field) noexcept {
  static constexpr std::array<std::string_view, facet_field_count> names{
      "people", "places", "organisations", "sources", "authors", "tags", "sections", "languages"};
  return names[static_cast<std::size_t>(field)];
}

} // namespace akin::engine
