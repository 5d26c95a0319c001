#include "entities/catalogue.hpp"

#include "common/hash.hpp"
#include "entities/gazetteer.hpp"
#include "entities/name_joining.hpp"
#include "entities/name_key.hpp"

#include <algorithm>
#include <future>
#include <iterator>
#include <memory>
#include <tuple>
#include <utility>

namespace akin::entities {
namespace {

/// A name that is of one kind in so many times as many articles as of another is of that kind: in the others the tagger
/// was wrong. Below that two may go by the name, such as a town and a person.
constexpr std::uint32_t sure_times_as_many = 20;
/// The same for a name that is of its kind in one article only.
constexpr std::uint32_t sure_times_as_many_as_one = 8;
/// The same for a name that hardly two go by: of two words or more, one of the kinds being a person (few people are
/// called like a company), or of one word that no list has for a place or people.
constexpr std::uint32_t sure_times_as_many_of_rare = 2;

/// Whether lists have a word for a place, or a first or family name: of such there may be several.
bool is_listed(std::string_view word) {
  static const std::shared_ptr<const Gazetteer> lists = Gazetteer::built_in();
  constexpr unsigned of_several = town | city | country | region | first_name | surname;
  return (lists->classes(hash64(word)) & of_several) != 0;
}

/// Fewer names than this are joined before a thread has begun.
constexpr std::size_t worth_a_thread = 10'000;

constexpr std::array kinds{EntityKind::person, EntityKind::place, EntityKind::organisation};

} // namespace

Catalogue::Catalogue(NameStatistics statistics, const AliasTable& aliases) {
  const auto by_name = [](const auto& a, const auto& b) { return std::tie(a.kind, a.name) < std::tie(b.kind, b.name); };
  if (!std::is_sorted(statistics.names.begin(), statistics.names.end(), by_name))
    std::sort(statistics.names.begin(), statistics.names.end(), by_name);
  struct Joined {
    std::vector<CatalogueEntry> entries;
    std::vector<std::uint32_t> entry_keys;
  };
  const auto join = [&](EntityKind kind) {
    Joined joined;
    NameJoining joining(kind, aliases, index_of(kind).keys);
    for (NameCount& name : statistics.names)
      if (name.kind == kind)
        joining.add(name);
    for (const NameForm& form : statistics.forms)
      if (form.kind == kind)
        joining.add(form);
    joining.write(joined.entries, joined.entry_keys, index_of(kind).entry_by_key);
    return joined;
  };
  std::array<std::future<Joined>, 3> by_kind; // they share nothing
  const std::size_t names = statistics.names.size() + statistics.forms.size();
  // Where there is no thread to be had, one after the other.
  const auto policy = names < worth_a_thread ? std::launch::deferred : std::launch::async | std::launch::deferred;
  for (const EntityKind kind : kinds)
    by_kind[static_cast<std::size_t>(kind)] = std::async(policy, join, kind);
  std::vector<std::uint64_t> key_hashes;
  for (const EntityKind kind : kinds) {
    Joined joined = by_kind[static_cast<std::size_t>(kind)].get();
    const auto first = static_cast<std::uint32_t>(entries_.size());
    entries_.insert(entries_.end(), std::move_iterator(joined.entries.begin()),
                    std::move_iterator(joined.entries.end()));
    for (const std::uint32_t key : joined.entry_keys)
      key_hashes.push_back(index_of(kind).keys.hash_of(key));
    for (std::uint32_t& entry : index_of(kind).entry_by_key)
      entry += entry == KeyNumbers::none ? 0 : first;
  }
  join_kinds(key_hashes, aliases);
  add_aliases(aliases);
  number_names();
}

/// The entry of another kind that the name of an entry almost always means; its own index when there is none.
std::uint32_t Catalogue::meant_kind(std::uint32_t entry, std::uint64_t key_hash, const AliasTable& aliases) const {
  const CatalogueEntry& own = entries_[entry];
  const auto is_spelling = [&](const std::string& name) {
    return hash64(squeezed_key(corpus_key(own.kind, name))) == key_hash;
  };
  if ((own.names.size() > 1 && !std::all_of(own.names.begin(), own.names.end(), is_spelling)) ||
      (!aliases.empty() && aliases.find(name_key(own.name)) != nullptr))
    return entry;
  std::uint32_t best = entry;
  for (const EntityKind kind : kinds)
    if (const CatalogueEntry* const other =
            kind != own.kind ? entry_at(kind, index_of(kind).keys.find_hash(key_hash)) : nullptr;
        other != nullptr && other->articles > entries_[best].articles)
      best = static_cast<std::uint32_t>(other - entries_.data());
  const bool one_is_person = own.kind == EntityKind::person || entries_[best].kind == EntityKind::person;
  const bool is_one_word = own.name.find(' ') == std::string::npos;
  const bool is_rare = is_one_word ? !is_listed(name_key(own.name)) : one_is_person;
  const std::uint32_t times = is_rare             ? sure_times_as_many_of_rare
                              : own.articles == 1 ? sure_times_as_many_as_one
                                                  : sure_times_as_many;
  return entries_[best].articles >= times * own.articles ? best : entry;
}

/// An entry that another one of the same name outweighs goes into that.
void Catalogue::join_kinds(std::span<const std::uint64_t> key_hashes, const AliasTable& aliases) {
  std::vector<std::uint32_t> meant(entries_.size()), place(entries_.size());
  for (std::uint32_t i = 0; i < entries_.size(); ++i)
    meant[i] = meant_kind(i, key_hashes[i], aliases);
  std::vector<CatalogueEntry> kept;
  kept.reserve(entries_.size());
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    place[i] = static_cast<std::uint32_t>(kept.size());
    if (meant[i] == i)
      kept.push_back(std::move(entries_[i]));
  }
  const auto place_of = [&](std::uint32_t entry) { // towards more articles each time: no circles
    while (meant[entry] != entry)
      entry = meant[entry];
    return place[entry];
  };
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    if (meant[i] == i)
      continue;
    const std::uint32_t target = place_of(i);
    kept[target].articles += entries_[i].articles;
    for (std::string& name : entries_[i].names)
      kept[target].mistaken.emplace_back(entries_[i].kind, std::move(name));
  }
  for (KindIndex& index : kinds_)
    for (std::uint32_t& entry : index.entry_by_key)
      if (entry != KeyNumbers::none)
        entry = place_of(entry);
  entries_ = std::move(kept);
}

/// What the alias table says goes before what texts write.
void Catalogue::add_aliases(const AliasTable& aliases) {
  for (const AliasTable::Entry& entry : aliases.entries()) {
    const CatalogueEntry* const known = find(entry.kind, entry.name);
    if (known == nullptr)
      continue;
    for (const std::string& alias : entry.aliases) {
      KindIndex& index = index_of(entry.kind);
      const std::uint32_t key = index.keys.add(squeezed_key(corpus_key(entry.kind, alias)));
      index.entry_by_key.resize(index.keys.size(), KeyNumbers::none);
      index.entry_by_key[key] = static_cast<std::uint32_t>(known - entries_.data());
    }
  }
}

void Catalogue::number_names() {
  std::array<std::size_t, 3> names{};
  for (const CatalogueEntry& entry : entries_)
    names[static_cast<std::size_t>(entry.kind)] += entry.names.size() + 1;
  for (const EntityKind kind : kinds)
    index_of(kind).by_name.reserve(names[static_cast<std::size_t>(kind)]);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const CatalogueEntry& entry = entries_[i];
    auto& by_name = index_of(entry.kind).by_name;
    for (const std::string& name : entry.names)
      by_name.emplace(name, i);
    if (std::find(entry.names.begin(), entry.names.end(), entry.name) == entry.names.end())
      by_name.emplace(entry.name, i); // of the alias table: no article writes it so
  }
  for (std::uint32_t i = 0; i < entries_.size(); ++i)
    for (const auto& [kind, name] : entries_[i].mistaken)
      index_of(kind).by_name.emplace(name, i);
}

Catalogue::~Catalogue() = default;

const CatalogueEntry* Catalogue::entry_of(EntityKind kind, std::string_view name) const {
  const auto& names = index_of(kind).by_name;
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &entries_[found->second];
}

std::string_view Catalogue::canonical(EntityKind kind, std::string_view name) const {
  const CatalogueEntry* const entry = entry_of(kind, name);
  return entry == nullptr ? name : std::string_view(entry->name);
}

const CatalogueEntry* Catalogue::entry_at(EntityKind kind, std::uint32_t key) const {
  const std::vector<std::uint32_t>& entries = index_of(kind).entry_by_key;
  return key < entries.size() && entries[key] != KeyNumbers::none ? &entries_[entries[key]] : nullptr;
}

const CatalogueEntry* Catalogue::find(EntityKind kind, std::string_view name) const {
  return entry_at(kind, index_of(kind).keys.find(squeezed_key(corpus_key(kind, name))));
}

std::pair<const CatalogueEntry*, const CatalogueEntry*>
Catalogue::find_organisation_and_place(std::string_view name) const {
  const std::uint64_t key = hash64(squeezed_key(corpus_key(EntityKind::organisation, name))); // of both kinds
  const auto found = [&](EntityKind kind) { return entry_at(kind, index_of(kind).keys.find_hash(key)); };
  return {found(EntityKind::organisation), found(EntityKind::place)};
}

} // namespace akin::entities
