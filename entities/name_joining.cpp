#include "entities/name_joining.hpp"

#include "entities/name_key.hpp"
#include "entities/name_synonyms.hpp"
#include "entities/partial_names.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace akin::entities {
namespace {

constexpr double least_share = 0.9;
constexpr std::uint32_t most_times_as_many = 4;
constexpr std::uint32_t most_times_as_many_sure = 20; ///< for initials, and surnames that many articles link
constexpr std::uint32_t many_articles = 10;
constexpr std::size_t max_aliases = 50;

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

/// The name that a key of a kind is counted under when it is asked what a short form means.
std::string plain_name(EntityKind kind, std::string_view key) {
  return without_initials(kind == EntityKind::organisation ? without_legal_form(key) : key);
}

bool has_capital(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; });
}

/// What the articles of a spelling count for when one is to be shown. Names in capitals throughout are what headlines
/// and datelines make of them, unless they are acronyms.
std::uint64_t weight_of(const NameCount& name) {
  constexpr std::uint64_t less_for_capitals = 10;
  constexpr std::size_t longest_acronym = 6;
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool is_acronym = name.kind == EntityKind::organisation && name.name.size() <= longest_acronym &&
                          name.name.find(' ') == std::string::npos;
  const bool shouts = !is_acronym && std::none_of(name.name.begin(), name.name.end(), is_small);
  return name.articles * (shouts ? 1 : less_for_capitals);
}

/// The order in which names are preferred.
bool more_articles(const NameCount& a, const NameCount& b) {
  if (const bool capital = has_capital(a.name); capital != has_capital(b.name))
    return capital;
  const std::uint64_t weight = weight_of(a), other = weight_of(b);
  return weight != other ? weight > other : std::tie(b.articles, a.name) < std::tie(a.articles, b.name);
}

/// Calls visit with each run of elements that have the same key, as key_of tells it; they are in its order.
template <class T, class KeyOf, class Visit>
void for_each_run(std::span<const T> elements, const KeyOf& key_of, const Visit& visit) {
  while (!elements.empty()) {
    const auto key = key_of(elements.front());
    std::size_t end = 1;
    while (end < elements.size() && key_of(elements[end]) == key)
      ++end;
    visit(elements.first(end));
    elements = elements.subspan(end);
  }
}

} // namespace

std::string corpus_key(EntityKind kind, std::string_view name) {
  constexpr std::string_view article = "the ";
  std::string key = name_key(name);
  if (kind != EntityKind::person && key.starts_with(article))
    key.erase(0, article.size());
  return kind == EntityKind::organisation ? office_key(key) : key;
}

void NameJoining::add(NameCount& name) {
  const std::string key = corpus_key(kind_, name.name);
  const std::uint32_t squeezed = keys_.add(squeezed_key(key));
  if (squeezed >= group_by_key_.size())
    group_by_key_.resize(keys_.size(), no_group);
  GroupId& id = group_by_key_[squeezed];
  if (id == no_group) {
    id = static_cast<GroupId>(groups_.size());
    Group& group = groups_.emplace_back();
    group.key = key;
    group.squeezed = squeezed;
    group.best = &name;
  }
  Group& group = groups_[id];
  group.articles += name.articles;
  if (more_articles(name, *group.best))
    group.best = &name;
  if (!aliases_.empty())
    if (const auto* const entry = aliases_.find(name_key(name.name)); entry != nullptr && entry->kind == kind_)
      group.fixed = entry;
  names_.emplace_back(id, &name);
}

void NameJoining::add(const NameForm& form) {
  const GroupId target = group_of_key(corpus_key(kind_, form.name));
  if (target == no_group)
    return;
  const std::string key = corpus_key(kind_, form.form);
  if (key.empty())
    return;
  const std::uint32_t number = keys_.add(squeezed_key(key));
  const GroupId whole = group_at(number);
  if (whole == target) // the name itself, spelt another way
    return;
  // Where a record gives "Volcker" and its text has "Paul Volcker", the name is short for the form.
  if (whole != no_group && is_part_of(target, key))
    forms_.push_back({groups_[target].squeezed, whole, &form});
  else
    forms_.push_back({number, target, &form});
}

/// Whether a group's name is a part that means the longer name with a key.
bool NameJoining::is_part_of(GroupId id, std::string_view key) const {
  bool found = false;
  if (groups_[id].key.size() < key.size())
    for_each_partial_key(kind_, key, [&](std::string_view part) { found = found || part == groups_[id].key; });
  return found;
}

NameJoining::GroupId NameJoining::root_of(GroupId id) const {
  while (groups_[id].joined != no_group)
    id = groups_[id].joined;
  return id;
}

void NameJoining::join() {
  std::sort(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) {
    return std::tie(a.key, a.target, a.form->form) < std::tie(b.key, b.target, b.form->form);
  });
  join_synonyms();
  count_longer_names();
  for_each_run(
      Forms(forms_), [](const Form& form) { return form.key; }, [&](Forms forms) { join_form(forms); });
  if (kind_ != EntityKind::person)
    join_longer_names();
  if (kind_ == EntityKind::organisation)
    join_legal_forms();
}

/// What everybody knows under several names: under the usual one where the corpus has it, else under that of most
/// articles.
void NameJoining::join_synonyms() {
  for (const std::vector<std::string>& keys : name_synonym_keys(kind_)) {
    std::vector<GroupId> known;
    for (const std::string& key : keys)
      if (const GroupId id = group_of_key(corpus_key(kind_, key)); id != no_group)
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

void NameJoining::count_longer_names() {
  std::vector<bool> is_form(keys_.size());
  for (const Form& form : forms_)
    is_form[form.key] = true;
  for (GroupId id = 0; id < groups_.size(); ++id)
    for_each_partial_key(kind_, groups_[id].key, [&](std::string_view part) {
      const std::uint32_t key = keys_.find(squeezed_key(part));
      if (key != KeyNumbers::none && (is_form[key] || group_at(key) != no_group))
        longer_.push_back({key, id});
    });
  std::sort(longer_.begin(), longer_.end(),
            [](const Longer& a, const Longer& b) { return std::tie(a.key, a.group) < std::tie(b.key, b.group); });
}

std::span<const NameJoining::Longer> NameJoining::longer_names(std::uint32_t key) const {
  const auto begin = std::partition_point(longer_.begin(), longer_.end(), [&](const Longer& a) { return a.key < key; });
  const auto end = std::partition_point(begin, longer_.end(), [&](const Longer& a) { return a.key == key; });
  return {begin, end};
}

/// The group that a form means almost always, if there is one. "IBM Corp" says nothing about what "IBM" is short for.
std::optional<NameJoining::GroupId> NameJoining::meaning(Forms forms) const {
  std::uint32_t all = 0;
  GroupId best = no_group;
  std::uint32_t most = 0;
  std::map<std::string, std::uint32_t> by_plain_name;
  const auto is_initials = [&](const Form& form) {
    const auto initials = initials_of(groups_[form.target].key);
    return std::any_of(initials.begin(), initials.end(),
                       [&](const auto& each) { return keys_.find(each) == form.key; });
  };
  const bool several = forms.front().target != forms.back().target;
  const bool are_initials =
      several && kind_ == EntityKind::organisation && std::any_of(forms.begin(), forms.end(), is_initials);
  const auto says_nothing = [&](const Form& form) {
    return are_initials && keys_.find(squeezed_key(without_legal_form(groups_[form.target].key))) == form.key;
  };
  for_each_run(
      forms, [](const Form& form) { return form.target; },
      [&](Forms same) {
        if (says_nothing(same.front()))
          return;
        std::uint32_t articles = 0;
        for (const Form& form : same)
          articles += form.form->articles;
        all += articles;
        if (same.size() < forms.size()) // else it is the only one
          by_plain_name[plain_name(kind_, groups_[same.front().target].key)] += articles;
        if (articles > most) {
          best = same.front().target;
          most = articles;
        }
      });
  if (best == no_group || (all < 2 && longer_names(forms.front().key).size() > 1) ||
      (!by_plain_name.empty() && by_plain_name[plain_name(kind_, groups_[best].key)] < least_share * all))
    return std::nullopt;
  return best;
}

void NameJoining::join_form(Forms forms) {
  const auto target = meaning(forms);
  if (!target)
    return;
  const std::uint32_t key = forms.front().key;
  const GroupId short_group = group_at(key);
  if (short_group == no_group) {
    meanings_.emplace_back(key, *target);
    return;
  }
  Group& group = groups_[short_group];
  std::uint32_t articles = 0;
  std::uint32_t all = 0;
  for (const Form& form : forms) {
    all += form.form->articles;
    articles += form.target == *target ? form.form->articles : 0;
  }
  const auto all_initials = initials_of(groups_[*target].key);
  const bool initials = std::find(all_initials.begin(), all_initials.end(), group.key) != all_initials.end();
  // Not where part of them say "George Bush" and others "George W. Bush".
  const bool sure =
      initials || (kind_ == EntityKind::person && articles >= many_articles && articles >= least_share * all);
  if (group.articles > (sure ? most_times_as_many_sure : most_times_as_many) * articles) {
    // "Donald J. Trump" is rare beside "Donald Trump", and is he all the same.
    if (kind_ == EntityKind::person && articles > 1 && may_join(*target, short_group) &&
        without_initials(groups_[*target].key) == group.key)
      groups_[*target].joined = short_group;
    return;
  }
  if (group.fixed != nullptr || group.settled || group.key.size() >= groups_[*target].key.size())
    return; // towards the longer name only: no circles
  group.joined = *target;
}

/// What has one longer name only: a place with its kind, an office of the United States with their name.
void NameJoining::join_longer_names() {
  const auto is_office_of_us = [&](const Longer& longer) {
    const std::string& key = groups_[longer.group].key;
    const std::string_view office = key.starts_with("us ") ? without_country(key) : std::string_view();
    return office.find(' ') != std::string_view::npos && groups_[group_at(longer.key)].key == office;
  };
  for_each_run(
      std::span<const Longer>(longer_), [](const Longer& longer) { return longer.key; },
      [&](std::span<const Longer> longer) {
        const GroupId id = group_at(longer.front().key);
        if (id == no_group || longer.size() != 1 || !may_join(id, longer.front().group) ||
            (kind_ == EntityKind::organisation && !is_office_of_us(longer.front())))
          return;
        if (groups_[id].articles <= most_times_as_many * groups_[longer.front().group].articles)
          groups_[id].joined = longer.front().group;
      });
}

bool NameJoining::may_join(GroupId id, GroupId target) const {
  const Group& group = groups_[id];
  return group.joined == no_group && group.fixed == nullptr && !group.settled && root_of(target) != id;
}

/// Companies with and without their legal form, or with another: one word alone may be many a company's name, so that
/// an article must have used it for this one.
void NameJoining::join_legal_forms() {
  struct Plain {
    std::uint32_t key;
    bool one_word;
    GroupId group;
  };
  std::vector<Plain> all;
  for (GroupId id = 0; id < groups_.size(); ++id) {
    const std::string_view plain = without_legal_form(groups_[id].key);
    all.push_back({keys_.add(squeezed_key(plain)), plain.find(' ') == std::string_view::npos, id});
  }
  std::sort(all.begin(), all.end(),
            [](const Plain& a, const Plain& b) { return std::tie(a.key, a.group) < std::tie(b.key, b.group); });
  const auto is_meant_by = [&](GroupId id, std::uint32_t key) {
    const auto place = std::partition_point(forms_.begin(), forms_.end(), [&](const Form& form) {
      return std::tie(form.key, form.target) < std::tie(key, id);
    });
    return place != forms_.end() && place->key == key && place->target == id;
  };
  for_each_run(
      std::span<const Plain>(all), [](const Plain& plain) { return plain.key; },
      [&](std::span<const Plain> same) {
        // What is joined already, then what most articles have.
        const auto before = [&](const Plain& a, const Plain& b) {
          const Group& x = groups_[a.group];
          const Group& y = groups_[b.group];
          return std::tuple(x.joined == no_group, y.articles) < std::tuple(y.joined == no_group, x.articles);
        };
        const GroupId shown = same.front().one_word ? group_at(same.front().key)
                                                    : std::min_element(same.begin(), same.end(), before)->group;
        if (shown == no_group)
          return;
        for (const Plain& plain : same)
          if (may_join(plain.group, shown) && (!plain.one_word || is_meant_by(plain.group, plain.key)))
            groups_[plain.group].joined = shown;
      });
}

void NameJoining::write(std::vector<CatalogueEntry>& entries, std::vector<std::uint32_t>& entry_keys,
                        std::vector<std::uint32_t>& entry_by_key) {
  join();
  std::vector<GroupId> roots;
  for (GroupId id = 0; id < groups_.size(); ++id)
    if (groups_[id].joined == no_group)
      roots.push_back(id);
  std::sort(roots.begin(), roots.end(), [&](GroupId a, GroupId b) { return groups_[a].name() < groups_[b].name(); });
  std::vector<std::uint32_t> entry_of_group(groups_.size());
  entries.reserve(entries.size() + roots.size());
  for (const GroupId id : roots) {
    entry_of_group[id] = static_cast<std::uint32_t>(entries.size());
    entries.push_back({.kind = kind_, .name = groups_[id].name()});
    entry_keys.push_back(groups_[id].squeezed);
  }
  for (GroupId id = 0; id < groups_.size(); ++id)
    entry_of_group[id] = entry_of_group[root_of(id)];
  write_names(entry_of_group, entries);
  write_aliases(entry_of_group, entries);
  entry_by_key.assign(keys_.size(), KeyNumbers::none);
  for (const Group& group : groups_)
    entry_by_key[group.squeezed] = entry_of_group[static_cast<std::size_t>(&group - groups_.data())];
  for (const auto& [key, id] : meanings_)
    entry_by_key[key] = entry_of_group[id];
}

/// Those of the most articles first.
void NameJoining::write_names(std::span<const std::uint32_t> entry_of_group, std::vector<CatalogueEntry>& entries) {
  for (auto& [id, name] : names_)
    id = entry_of_group[id];
  std::sort(names_.begin(), names_.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : more_articles(*a.second, *b.second);
  });
  for (const auto& [id, name] : names_) {
    entries[id].articles += name->articles;
    entries[id].names.push_back(std::move(name->name));
  }
}

/// Those of the most articles first.
void NameJoining::write_aliases(std::span<const std::uint32_t> entry_of_group,
                                std::vector<CatalogueEntry>& entries) const {
  struct Alias {
    std::uint32_t entry;
    const std::string* text;
    std::uint32_t articles;
  };
  std::vector<Alias> aliases;
  aliases.reserve(forms_.size());
  for (const Form& form : forms_)
    aliases.push_back({entry_of_group[form.target], &form.form->form, form.form->articles});
  std::sort(aliases.begin(), aliases.end(),
            [](const Alias& a, const Alias& b) { return a.entry != b.entry ? a.entry < b.entry : *a.text < *b.text; });
  for_each_run(
      std::span<const Alias>(aliases), [](const Alias& alias) { return alias.entry; },
      [&](std::span<const Alias> of_entry) {
        std::vector<Alias> each;
        for_each_run(
            of_entry, [](const Alias& alias) { return std::string_view(*alias.text); },
            [&](std::span<const Alias> same) {
              each.push_back(same.front());
              for (const Alias& more : same.subspan(1))
                each.back().articles += more.articles;
            });
        std::stable_sort(each.begin(), each.end(),
                         [](const Alias& a, const Alias& b) { return a.articles > b.articles; });
        CatalogueEntry& entry = entries[of_entry.front().entry];
        for (const Alias& alias : each)
          if (entry.aliases.size() < max_aliases &&
              std::find(entry.names.begin(), entry.names.end(), *alias.text) == entry.names.end())
            entry.aliases.push_back(*alias.text);
      });
}

} // namespace akin::entities
