#include "entities/catalogue.hpp"

#include "entities/country_names.hpp"
#include "entities/name_key.hpp"
#include "entities/partial_names.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace akin::entities {
namespace {

constexpr double least_share = 0.9;
constexpr std::uint32_t most_times_as_many = 4;
constexpr std::uint32_t most_times_as_many_initials = 20;
constexpr std::size_t max_aliases = 50;
/// A name that is of one kind in so many times as many articles as of another is of that kind: in the others the tagger
/// was wrong. Below that two may go by the name, such as a town and a person.
constexpr std::uint32_t sure_times_as_many = 20;
/// The same for a name that is of its kind in one article only.
constexpr std::uint32_t sure_times_as_many_as_one = 8;

using GroupId = std::uint32_t;
constexpr GroupId no_group = ~0U;

/// Names that differ in spelling only.
struct Group {
  std::string key; ///< of its first name
  std::uint32_t articles = 0;
  std::vector<const NameCount*> names;
  const AliasTable::Entry* fixed = nullptr; ///< the alias table's, which nothing may rename
  GroupId joined = no_group;                ///< the group that it is a form of
  bool settled = false;                     ///< a name of a country that has several: joins nothing else
};

/// The key without the initials inside it: "donald j trump" is no other than "donald trump" when it is counted whom a
/// surname means.
std::string without_initials(std::string_view key) {
  const auto words = words_of_key(key);
  std::string plain;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (i == 0 || i + 1 == words.size() || words[i].size() > 1)
      plain.append(plain.empty() ? "" : " ").append(words[i]);
  return plain;
}

bool has_capital(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; });
}

/// The order in which names are preferred.
bool more_articles(const NameCount* a, const NameCount* b) {
  if (const bool capital = has_capital(a->name); capital != has_capital(b->name))
    return capital;
  return a->articles != b->articles ? a->articles > b->articles : a->name < b->name;
}

/// What a form was short for, by group, in so many articles.
using FormTargets = std::map<GroupId, std::uint32_t>;

/// The names of one kind on their way to entries.
class Joining {
 public:
  Joining(EntityKind kind, const AliasTable& aliases) : kind_(kind), aliases_(aliases) {}

  void add(const NameCount& name) {
    const std::string key = name_key(name.name);
    Group& group = groups_[group_of(key)];
    group.names.push_back(&name);
    group.articles += name.articles;
    if (const auto* const entry = aliases_.find(key); entry != nullptr && entry->kind == kind_)
      group.fixed = entry;
  }

  void add(const NameForm& form) {
    const GroupId target = find(name_key(form.name));
    if (target == no_group)
      return;
    const std::string key = squeezed_key(name_key(form.form));
    if (key.empty() || find_squeezed(key) == target)
      return; // the name itself, spelt another way
    Form& known = forms_[key];
    known.targets[target] += form.articles;
    known.written[target].push_back(&form);
  }

  void join() {
    if (kind_ == EntityKind::place)
      join_countries();
    count_longer_names();
    for (const auto& [key, form] : forms_)
      join_form(key, form);
    if (kind_ == EntityKind::place)
      join_places();
  }

  /// Appends the entries, and tells the entry of each squeezed key. The last thing to be asked for.
  void write(std::vector<CatalogueEntry>& entries, std::unordered_map<std::string, std::uint32_t>& by_key);

 private:
  struct Form {
    FormTargets targets;
    std::map<GroupId, std::vector<const NameForm*>> written;
  };

  GroupId find_squeezed(const std::string& key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? no_group : found->second;
  }
  GroupId find(const std::string& key) const { return find_squeezed(squeezed_key(key)); }

  GroupId group_of(const std::string& key) {
    const auto [place, is_new] = by_key_.try_emplace(squeezed_key(key), static_cast<GroupId>(groups_.size()));
    if (is_new)
      groups_.emplace_back().key = key;
    return place->second;
  }

  /// The names of one country: under the usual one where the corpus has it, else under that of most articles.
  void join_countries() {
    for (const std::vector<std::string>& keys : country_name_keys()) {
      std::vector<GroupId> known;
      for (const std::string& key : keys)
        if (const GroupId id = find(key); id != no_group)
          known.push_back(id);
      if (known.size() < 2)
        continue;
      const bool has_usual_name = groups_[known.front()].key == keys.front();
      const auto fewer = [&](GroupId a, GroupId b) { return groups_[a].articles < groups_[b].articles; };
      const GroupId shown = has_usual_name ? known.front() : *std::max_element(known.begin(), known.end(), fewer);
      for (const GroupId id : known) {
        groups_[id].settled = true;
        if (id != shown && groups_[id].fixed == nullptr)
          groups_[id].joined = shown;
      }
    }
  }

  void count_longer_names() {
    for (GroupId id = 0; id < groups_.size(); ++id)
      for_each_partial_key(kind_, groups_[id].key, [&](std::string_view part) {
        const std::string key = squeezed_key(part);
        if (find_squeezed(key) != no_group || forms_.contains(key))
          longer_[key].push_back(id);
      });
  }

  std::size_t longer_names(const std::string& key) const {
    const auto found = longer_.find(key);
    return found == longer_.end() ? 0 : found->second.size();
  }

  /// The group that a form means almost always, if there is one.
  std::optional<GroupId> meaning(const std::string& key, const FormTargets& targets) const {
    std::uint32_t all = 0;
    const std::pair<const GroupId, std::uint32_t>* best = nullptr;
    std::map<std::string, std::uint32_t> by_plain_name;
    for (const auto& target : targets) {
      all += target.second;
      by_plain_name[without_initials(groups_[target.first].key)] += target.second;
      if (best == nullptr || target.second > best->second)
        best = &target;
    }
    if (best == nullptr || by_plain_name[without_initials(groups_[best->first].key)] < least_share * all ||
        (all < 2 && longer_names(key) > 1))
      return std::nullopt;
    return best->first;
  }

  void join_form(const std::string& key, const Form& form) {
    const auto target = meaning(key, form.targets);
    if (!target)
      return;
    const GroupId short_group = find_squeezed(key);
    if (short_group == no_group) {
      meanings_[key] = *target;
      return;
    }
    Group& group = groups_[short_group];
    const bool initials = initials_of(groups_[*target].key) == group.key;
    if (group.articles > (initials ? most_times_as_many_initials : most_times_as_many) * form.targets.at(*target))
      return;
    if (group.fixed != nullptr || group.settled || group.key.size() >= groups_[*target].key.size())
      return; // towards the longer name only: no circles
    group.joined = *target;
  }

  void join_places() {
    for (const auto& [key, longer] : longer_) {
      const GroupId id = find_squeezed(key);
      if (id == no_group || longer.size() != 1 || groups_[id].joined != no_group || groups_[id].fixed != nullptr ||
          groups_[id].settled)
        continue;
      if (groups_[id].articles > most_times_as_many * groups_[longer.front()].articles)
        continue;
      groups_[id].joined = longer.front();
    }
  }

  GroupId root_of(GroupId id) const {
    while (groups_[id].joined != no_group)
      id = groups_[id].joined;
    return id;
  }

  const std::string& name_of_group(GroupId id) const {
    const Group& group = groups_[id];
    return group.fixed != nullptr ? group.fixed->name
                                  : (*std::min_element(group.names.begin(), group.names.end(), more_articles))->name;
  }

  std::vector<GroupId> roots_by_name() const {
    std::vector<GroupId> roots;
    for (GroupId id = 0; id < groups_.size(); ++id)
      if (groups_[id].joined == no_group)
        roots.push_back(id);
    std::sort(roots.begin(), roots.end(), [&](GroupId a, GroupId b) { return name_of_group(a) < name_of_group(b); });
    return roots;
  }

  EntityKind kind_;
  const AliasTable& aliases_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, GroupId> by_key_;              ///< by squeezed key
  std::unordered_map<std::string, Form> forms_;                  ///< by squeezed key
  std::unordered_map<std::string, std::vector<GroupId>> longer_; ///< by squeezed key of a part: whose part it is
  std::unordered_map<std::string, GroupId> meanings_;            ///< forms that mean one group, by squeezed key
};

void Joining::write(std::vector<CatalogueEntry>& entries, std::unordered_map<std::string, std::uint32_t>& by_key) {
  std::vector<std::vector<const NameCount*>> members(groups_.size());
  std::vector<std::map<std::string, std::uint32_t>> written(groups_.size());
  for (GroupId id = 0; id < groups_.size(); ++id) {
    auto& all = members[root_of(id)];
    all.insert(all.end(), groups_[id].names.begin(), groups_[id].names.end());
  }
  for (const auto& [key, form] : forms_)
    for (const auto& [target, forms] : form.written)
      for (const NameForm* one : forms)
        written[root_of(target)][one->form] += one->articles;

  std::vector<std::uint32_t> entry_of(groups_.size());
  for (const GroupId id : roots_by_name()) {
    entry_of[id] = static_cast<std::uint32_t>(entries.size());
    CatalogueEntry& entry = entries.emplace_back();
    entry.kind = kind_;
    entry.name = name_of_group(id);
    std::sort(members[id].begin(), members[id].end(), more_articles);
    for (const NameCount* name : members[id]) {
      entry.names.push_back(name->name);
      entry.articles += name->articles;
    }
    std::vector<std::pair<std::string, std::uint32_t>> aliases(written[id].begin(), written[id].end());
    std::stable_sort(aliases.begin(), aliases.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [form, articles] : aliases)
      if (entry.aliases.size() < max_aliases &&
          std::find(entry.names.begin(), entry.names.end(), form) == entry.names.end())
        entry.aliases.push_back(form);
  }
  by_key = std::move(by_key_);
  for (auto& [key, id] : by_key)
    id = entry_of[root_of(id)];
  for (const auto& [key, id] : meanings_)
    by_key.try_emplace(key, entry_of[root_of(id)]);
}

} // namespace

Catalogue::Catalogue(NameStatistics statistics, const AliasTable& aliases) {
  const auto by_name = [](const auto& a, const auto& b) { return std::tie(a.kind, a.name) < std::tie(b.kind, b.name); };
  std::sort(statistics.names.begin(), statistics.names.end(), by_name);
  std::sort(statistics.forms.begin(), statistics.forms.end(), [](const NameForm& a, const NameForm& b) {
    return std::tie(a.kind, a.name, a.form) < std::tie(b.kind, b.name, b.form);
  });
  for (const EntityKind kind : {EntityKind::person, EntityKind::place, EntityKind::organisation}) {
    Joining joining(kind, aliases);
    for (const NameCount& name : statistics.names)
      if (name.kind == kind)
        joining.add(name);
    for (const NameForm& form : statistics.forms)
      if (form.kind == kind)
        joining.add(form);
    joining.join();
    joining.write(entries_, by_key_[static_cast<std::size_t>(kind)]);
  }
  join_kinds(aliases);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    auto& names = by_name_[static_cast<std::size_t>(entries_[i].kind)];
    names.emplace(entries_[i].name, i); // of the alias table, no article may write it so
    for (const std::string& name : entries_[i].names)
      names.emplace(name, i);
  }
  for (std::size_t kind = 0; kind < by_name_.size(); ++kind)
    for (const MistakenName& mistaken : mistaken_[kind])
      by_name_[kind].emplace(mistaken.name, mistaken.entry);
  for (const AliasTable::Entry& entry : aliases.entries()) {
    auto& keys = by_key_[static_cast<std::size_t>(entry.kind)];
    const auto known = keys.find(squeezed_key(name_key(entry.name)));
    if (known == keys.end())
      continue;
    for (const std::string& alias : entry.aliases)
      keys.insert_or_assign(squeezed_key(name_key(alias)), std::uint32_t{known->second});
  }
}

/// The entry of another kind that the name of an entry almost always means; its own index when there is none.
std::uint32_t Catalogue::meant_kind(std::uint32_t entry, const AliasTable& aliases) const {
  const CatalogueEntry& own = entries_[entry];
  const std::string key = name_key(own.name);
  if (own.names.size() > 1 || aliases.find(key) != nullptr)
    return entry;
  std::uint32_t best = entry;
  const std::string squeezed = squeezed_key(key);
  for (std::size_t kind = 0; kind < by_key_.size(); ++kind) {
    if (kind == static_cast<std::size_t>(own.kind))
      continue;
    const auto found = by_key_[kind].find(squeezed);
    if (found != by_key_[kind].end() && entries_[found->second].articles > entries_[best].articles)
      best = found->second;
  }
  const std::uint32_t times = own.articles == 1 ? sure_times_as_many_as_one : sure_times_as_many;
  return entries_[best].articles >= times * own.articles ? best : entry;
}

/// An entry that another one of the same name outweighs goes into that.
void Catalogue::join_kinds(const AliasTable& aliases) {
  std::vector<std::uint32_t> meant(entries_.size()), place(entries_.size());
  for (std::uint32_t i = 0; i < entries_.size(); ++i)
    meant[i] = meant_kind(i, aliases);
  std::vector<CatalogueEntry> kept;
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
    mistaken_[static_cast<std::size_t>(entries_[i].kind)].push_back({std::move(entries_[i].names.front()), target});
  }
  for (auto& keys : by_key_)
    for (auto& [key, entry] : keys)
      entry = place_of(entry);
  entries_ = std::move(kept);
}

Catalogue::~Catalogue() = default;

const CatalogueEntry* Catalogue::entry_of(EntityKind kind, std::string_view name) const {
  const auto& names = by_name_[static_cast<std::size_t>(kind)];
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &entries_[found->second];
}

std::string_view Catalogue::canonical(EntityKind kind, std::string_view name) const {
  const CatalogueEntry* const entry = entry_of(kind, name);
  return entry == nullptr ? name : std::string_view(entry->name);
}

const CatalogueEntry* Catalogue::find(EntityKind kind, std::string_view name) const {
  const auto& keys = by_key_[static_cast<std::size_t>(kind)];
  const auto found = keys.find(squeezed_key(name_key(name)));
  return found == keys.end() ? nullptr : &entries_[found->second];
}

} // namespace akin::entities
