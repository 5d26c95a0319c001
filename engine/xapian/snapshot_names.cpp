// How the articles of a snapshot name people, places and organisations, counted over its segments.
#include "engine/xapian/snapshot.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace akin::engine {
namespace {

constexpr std::array name_fields{FacetField::person, FacetField::place, FacetField::organisation};

/// A name, or a form of it, in some of the segments.
struct Counted {
  EntityKind kind = EntityKind::person;
  std::string_view name;
  std::string_view form; ///< empty for the name itself
  std::uint32_t articles = 0;
  auto key() const { return std::tie(kind, name, form); }
};

/// In order, and those that are the same in one.
void put_together(std::vector<Counted>& all) {
  std::sort(all.begin(), all.end(), [](const Counted& a, const Counted& b) { return a.key() < b.key(); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (kept > 0 && all[kept - 1].key() == all[i].key())
      all[kept - 1].articles += all[i].articles;
    else
      all[kept++] = all[i];
  all.resize(kept);
}

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
  std::vector<Counted> names;
  std::vector<Counted> forms;
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
          names.push_back({static_cast<EntityKind>(f), columns.value(name_fields[f], v), {}, counts[v]});
    }
    const auto counts = live_counts(
        columns.form_count(), documents, [&](LocalDoc d) { return columns.forms_of(d); }, is_live);
    for (ValueId v = 0; v < counts.size(); ++v)
      if (const ColumnsFile::Form form = columns.form(v); counts[v] > 0 && !form.form.empty())
        forms.push_back({form.kind, form.name, form.form, counts[v]});
  }
  put_together(names);
  put_together(forms);
  NameStatistics result;
  result.names.reserve(names.size());
  for (const Counted& name : names)
    result.names.push_back({name.kind, std::string(name.name), name.articles});
  result.forms.reserve(forms.size());
  for (const Counted& form : forms)
    result.forms.push_back({form.kind, std::string(form.name), std::string(form.form), form.articles});
  return result;
}

} // namespace akin::engine
