// How the articles of a snapshot name people, places and organisations, counted over its segments.
#include "engine/xapian/snapshot.hpp"

#include <array>
#include <unordered_map>

namespace akin::engine {
namespace {

constexpr std::array name_fields{FacetField::person, FacetField::place, FacetField::organisation};

using CountOf = std::unordered_map<std::string_view, std::uint32_t>;

/// Live documents of each value; values_of(d) gives the values of a document.
template <class ValuesOf, class IsLive>
std::vector<std::uint32_t> live_counts(std::uint32_t values, std::uint32_t documents, const ValuesOf& values_of,
                                       const IsLive& is_live) {
  std::vector<std::uint32_t> counts(values);
  for (LocalDoc d = 0; d < documents; ++d)
    if (is_live(d))
      for (const ValueId value : values_of(d))
        if (value < values)
          ++counts[value];
  return counts;
}

} // namespace

NameStatistics XapianSnapshot::name_statistics() const {
  std::array<CountOf, name_fields.size()> names;
  std::unordered_map<std::string_view, std::array<CountOf, name_fields.size()>> forms_of_name;
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    const ColumnsFile& columns = segments_[s]->columns();
    const auto is_live = [&](LocalDoc d) { return state_.is_live(bases_[s] + d); };
    const std::uint32_t documents = columns.document_count();
    for (std::size_t f = 0; f < name_fields.size(); ++f) {
      const auto counts = live_counts(
          columns.value_count(name_fields[f]), documents,
          [&](LocalDoc d) { return columns.values_of(name_fields[f], d); }, is_live);
      for (ValueId v = 0; v < counts.size(); ++v)
        if (counts[v] > 0)
          names[f][columns.value(name_fields[f], v)] += counts[v];
    }
    const auto counts = live_counts(
        columns.form_count(), documents, [&](LocalDoc d) { return columns.forms_of(d); }, is_live);
    for (ValueId v = 0; v < counts.size(); ++v)
      if (const ColumnsFile::Form form = columns.form(v); counts[v] > 0 && !form.form.empty())
        forms_of_name[form.name][static_cast<std::size_t>(form.kind)][form.form] += counts[v];
  }
  NameStatistics result;
  for (std::size_t f = 0; f < name_fields.size(); ++f)
    for (const auto& [name, count] : names[f])
      result.names.push_back({static_cast<EntityKind>(f), std::string(name), count});
  for (const auto& [name, by_kind] : forms_of_name)
    for (std::size_t kind = 0; kind < by_kind.size(); ++kind)
      for (const auto& [form, count] : by_kind[kind])
        result.forms.push_back({static_cast<EntityKind>(kind), std::string(name), std::string(form), count});
  return result;
}

} // namespace akin::engine
