// The user's own word on names: which mean the same, and which are no names at all.
#pragma once

#include "common/article.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace akin::entities {

/// An aliases file, read. Immutable, thread-safe. Lines of
///   kind, canonical name, alias|alias|…      the aliases may be left out
///   kind, -, name|name|…                     never an entity of that kind; with kind "any" of none
/// kind is person, place or organisation (also organization, org). Empty lines and lines that start with # are
/// comments. Names are compared by name_key. What it says wins over what a record gives and over what a tagger finds.
class AliasTable {
 public:
  /// Has no lines.
  AliasTable() = default;

  /// source names the file in errors. Errors: invalid_argument with "source:line" for a line that is none of the above,
  /// an unknown kind, a name without words, an alias of two names, text that is no UTF-8, or more than max_bytes.
  static AliasTable parse(std::string_view text, const std::string& source);
  static constexpr std::size_t max_bytes = 16U << 20U;

  bool empty() const noexcept { return entries_.empty() && stopped_.empty(); }

  /// The table in the form that parse() reads, without comments: equal tables with lines in the same order give equal
  /// text. Empty for a table without lines.
  const std::string& text() const noexcept { return text_; }

  /// A canonical name with its aliases.
  struct Entry {
    EntityKind kind = EntityKind::person;
    std::string name;
    std::vector<std::string> aliases; ///< without the name itself
  };
  const std::vector<Entry>& entries() const noexcept { return entries_; }

  /// The entry that a name_key is a name of; null when there is none.
  const Entry* find(std::string_view key) const;
  /// Whether a name_key is never to be an entity of a kind.
  bool is_stopped(EntityKind kind, std::string_view key) const;

  /// A name of the table at the beginning of some words.
  struct Found {
    std::size_t words = 0; ///< how many of them
    const Entry* entry = nullptr;
    bool capitalised = false; ///< the table writes it with a capital, so a text must do so as well
  };
  /// The longest such name. words are hash64 of folded words (Vocabulary::text_hash). Time: the longest name's words.
  std::optional<Found> longest_at_beginning(std::span<const std::uint64_t> words) const;

 private:
  struct Phrase {
    std::uint32_t entry = no_entry; ///< no_entry: only the beginning of names
    bool capitalised = false;
  };
  static constexpr std::uint32_t no_entry = ~0U;
  friend class AliasParser;
  void add_phrase(std::string_view name, std::uint32_t entry);

  std::string text_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t> by_key_;        ///< index into entries_
  std::unordered_map<std::string, std::array<bool, 3>> stopped_; ///< by key and kind
  std::unordered_map<std::uint64_t, Phrase> phrases_;            ///< by hash of the words so far
};

/// A table without lines.
std::shared_ptr<const AliasTable> no_aliases();

/// The other way round; also "organization" and "org".
std::optional<EntityKind> kind_from_name(std::string_view name) noexcept;

} // namespace akin::entities
