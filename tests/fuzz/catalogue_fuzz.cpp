// Whatever names and forms a corpus counts, they make one catalogue in any order, and each name is found in it.
#include "entities/catalogue.hpp"
#include "entities/name_key.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

using namespace akin;

namespace {

/// Lines of two bytes, for the kind and the articles, and a name; behind a tab a form of it.
NameStatistics statistics_of(std::string_view input) {
  std::map<std::pair<EntityKind, std::string>, std::uint32_t> names;
  std::map<std::tuple<EntityKind, std::string, std::string>, std::uint32_t> forms;
  while (!input.empty()) {
    std::string_view line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(line.size() + 1, input.size()));
    if (line.size() < 3)
      continue;
    const auto kind = static_cast<EntityKind>(static_cast<unsigned char>(line[0]) % 3);
    const std::uint32_t articles = static_cast<unsigned char>(line[1]) + 1U;
    const std::size_t tab = line.find('\t', 2);
    const std::string name(line.substr(2, tab == std::string_view::npos ? tab : tab - 2));
    if (name.empty())
      continue;
    if (tab == std::string_view::npos)
      names[{kind, name}] = articles;
    else
      forms[{kind, name, std::string(line.substr(tab + 1))}] = articles;
  }
  NameStatistics statistics;
  for (const auto& [name, articles] : names)
    statistics.names.push_back({name.first, name.second, articles});
  for (const auto& [form, articles] : forms)
    if (!std::get<2>(form).empty())
      statistics.forms.push_back({std::get<0>(form), std::get<1>(form), std::get<2>(form), articles});
  return statistics;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const NameStatistics statistics = statistics_of(fuzz::text_of(data, size));
  NameStatistics reversed = statistics;
  std::reverse(reversed.names.begin(), reversed.names.end());
  std::reverse(reversed.forms.begin(), reversed.forms.end());
  const entities::Catalogue catalogue(statistics, {});
  const entities::Catalogue other(reversed, {});
  std::uint64_t counted = 0;
  for (const NameCount& name : statistics.names) {
    counted += name.articles;
    const entities::CatalogueEntry* const entry = catalogue.entry_of(name.kind, name.name);
    fuzz::expect(entry != nullptr, "a name has an entity");
    fuzz::expect(catalogue.canonical(name.kind, name.name) == entry->name, "which is called by its canonical name");
    fuzz::expect(entities::name_key(name.name).empty() || catalogue.find(name.kind, name.name) == entry,
                 "and found by the name");
  }
  std::uint64_t listed = 0;
  std::set<std::pair<EntityKind, std::string>> known;
  fuzz::expect(catalogue.entries().size() == other.entries().size(), "any order gives as many entities");
  for (std::size_t i = 0; i < catalogue.entries().size(); ++i) {
    const entities::CatalogueEntry& a = catalogue.entries()[i];
    const entities::CatalogueEntry& b = other.entries()[i];
    fuzz::expect(a.kind == b.kind && a.name == b.name && a.names == b.names && a.aliases == b.aliases &&
                     a.mistaken == b.mistaken && a.articles == b.articles,
                 "any order gives the same entities");
    fuzz::expect(known.emplace(a.kind, a.name).second, "no two entities have one name");
    listed += a.articles;
  }
  fuzz::expect(listed == counted, "no article is lost or counted twice");
  return 0;
}
