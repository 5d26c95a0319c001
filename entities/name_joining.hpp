// Which names of one kind mean the same: the rules of Catalogue.
#pragma once

#include "common/name_statistics.hpp"
#include "entities/alias_table.hpp"
#include "entities/catalogue.hpp"
#include "entities/key_numbers.hpp"
#include "entities/name_key.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace akin::entities {

/// What names of a kind are told apart by across articles: name_key without a leading "the", except of people, and of
/// an office with its kind last (office_key).
std::string corpus_key(EntityKind kind, std::string_view name);

/// The names of one kind on their way to entries. Add all names, then all forms, then write.
class NameJoining {
 public:
  /// keys and aliases are borrowed.
  NameJoining(EntityKind kind, const AliasTable& aliases, KeyNumbers& keys)
      : kind_(kind), aliases_(aliases), keys_(keys) {}

  /// name is borrowed; its text is taken when entries are written.
  void add(NameCount& name);
  /// form is borrowed.
  void add(const NameForm& form);

  /// Appends the entries, by canonical name, and the key of each to entry_keys; tells by key what each name and form
  /// means.
  void write(std::vector<CatalogueEntry>& entries, std::vector<std::uint32_t>& entry_keys,
             std::vector<std::uint32_t>& entry_by_key);

 private:
  using GroupId = std::uint32_t;
  static constexpr GroupId no_group = ~0U;

  /// Names that differ in spelling only.
  struct Group {
    std::string key;                          ///< of its first name
    std::uint32_t squeezed = 0;               ///< number of its squeezed key
    std::uint32_t articles = 0;               ///< of its names
    NameCount* best = nullptr;                ///< the one that is preferred
    const AliasTable::Entry* fixed = nullptr; ///< the alias table's, which nothing may rename
    GroupId joined = no_group;                ///< the group that it is a form of
    bool settled = false;                     ///< one of name_synonym_keys: joins nothing else
    const std::string& name() const { return fixed != nullptr ? fixed->name : best->name; }
  };
  /// A form that is short for a group.
  struct Form {
    std::uint32_t key; ///< number of the squeezed key
    GroupId target;
    const NameForm* form;
  };
  using Forms = std::span<const Form>;
  struct Longer {
    std::uint32_t key; ///< of a part
    GroupId group;     ///< whose part it is
  };

  GroupId group_at(std::uint32_t key) const { return key < group_by_key_.size() ? group_by_key_[key] : no_group; }
  GroupId group_of_key(std::string_view key) const { return group_at(keys_.find(squeezed_key(key))); }
  bool is_part_of(GroupId id, std::string_view key) const;
  bool may_join(GroupId id, GroupId target) const;
  GroupId root_of(GroupId id) const;
  void join();
  void join_synonyms();
  void count_longer_names();
  std::span<const Longer> longer_names(std::uint32_t key) const;
  std::optional<GroupId> meaning(Forms forms) const;
  void join_form(Forms forms);
  void join_longer_names();
  void join_legal_forms();
  void write_names(std::span<const std::uint32_t> entry_of_group, std::vector<CatalogueEntry>& entries);
  void write_aliases(std::span<const std::uint32_t> entry_of_group, std::vector<CatalogueEntry>& entries) const;

  EntityKind kind_;
  const AliasTable& aliases_;
  KeyNumbers& keys_;
  std::vector<Group> groups_;
  std::vector<GroupId> group_by_key_;
  std::vector<std::pair<GroupId, NameCount*>> names_;
  std::vector<Form> forms_;                                 ///< by key, then target, once they are joined
  std::vector<Longer> longer_;                              ///< by key
  std::vector<std::pair<std::uint32_t, GroupId>> meanings_; ///< keys of forms that mean one group
};

} // namespace akin::entities
