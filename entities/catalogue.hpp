// Entities across articles: which names of single articles mean the same.
#pragma once

#include "common/name_statistics.hpp"
#include "entities/alias_table.hpp"
#include "entities/key_numbers.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace akin::entities {

/// One entity of a corpus.
struct CatalogueEntry {
  EntityKind kind = EntityKind::person;
  std::string name; ///< canonical
  std::vector<std::string> names =
      {}; ///< as single articles have it, the canonical one among them; most articles first
  std::vector<std::string> aliases = {}; ///< other forms that texts use for it, most articles first
  /// Names that articles have under a kind that the entity is not of.
  std::vector<std::pair<EntityKind, std::string>> mistaken = {};
  std::uint32_t articles =
      0; ///< sum over all these names: at least as many as there are, more when one has two of them
};

/// The entities of one state of an index. Depends on what is counted, not on the order of articles or counts.
/// Immutable, thread-safe. Names join when
/// - they differ in case, accents, hyphens or spaces only ("Kim Jong Un", "Kim Jong-un"), or in a leading "the" where
///   they are of no people: the form of most articles is canonical, of equals the smaller by bytes. One in capitals
///   throughout counts a tenth, unless it may be an acronym; one without any capital is shown only when there is no
///   other;
/// - they are the same office ("Ministry of Finance", "Finance Ministry"), or one has the United States before it
///   ("U.S. Supreme Court", "Supreme Court"), no other one of that name is known, and the shorter name is in at most
///   four times as many articles;
/// - one is short for the other ("Putin", "EU"), also where articles have the short one as the name and the other as a
///   form of it, and at least 90% of the articles that use it beside a longer form mean that one; one such article
///   suffices only where no other name of the corpus could be meant. A short name that is by itself in more than four
///   times as many articles as those (twenty times, for initials, and for people where ten articles or more say so)
///   stays: it is known so; but a person's longer name that has only initials more ("Donald J. Trump") joins it then.
///   What initials are short for, the same initials with a legal form ("IBM Corp") do not say;
/// - they differ in the legal form of companies only ("Harlow Mills", "Harlow Mills Ltd"); where one word is left, it
///   must be a name itself and some article use it for the other;
/// - one is the other and the kind of place ("Vostochny", "Vostochny Cosmodrome"), no other kind of place of that name
///   is known, and the shorter name is in at most four times as many articles;
/// - both name one place or organisation that is known under several names (name_synonym_keys: "USA", "U.S.", "United
///   States"), whatever the article counts;
/// - it is the same name of another kind in at least twenty times as many articles, or eight against one; twice as many
///   suffice for a name that hardly two go by: of two words or more with a person as one of the kinds, or one word that
///   no list has as a place's or people's. The entity is of that kind, and the other articles count for it. Not what
///   goes by several names, such as a lone surname that was joined to a longer one;
/// - the alias table says so; its canonical names stay as they are, and so do their kinds.
/// Time n log n; made by up to three threads.
class Catalogue {
 public:
  Catalogue(NameStatistics statistics, const AliasTable& aliases);
  ~Catalogue();

  /// By kind, then canonical name.
  const std::vector<CatalogueEntry>& entries() const noexcept { return entries_; }

  /// The canonical name of a name that an article has; the name itself when the corpus does not have it. The entity may
  /// be of another kind than the article says.
  std::string_view canonical(EntityKind kind, std::string_view name) const;

  /// The entity of a name that an article has; null when the corpus does not have it.
  const CatalogueEntry* entry_of(EntityKind kind, std::string_view name) const;

  /// The entity that a person means by a name: by any of its names and aliases, compared by name_key. Null when there
  /// is none.
  const CatalogueEntry* find(EntityKind kind, std::string_view name) const;
  /// The same for an organisation and a place.
  std::pair<const CatalogueEntry*, const CatalogueEntry*> find_organisation_and_place(std::string_view name) const;

 private:
  /// The names of one kind.
  struct KindIndex {
    std::unordered_map<std::string_view, std::uint32_t> by_name; ///< as articles have them: views into entries_
    KeyNumbers keys;                                             ///< of names and aliases
    std::vector<std::uint32_t> entry_by_key;                     ///< KeyNumbers::none for none
  };

  KindIndex& index_of(EntityKind kind) { return kinds_[static_cast<std::size_t>(kind)]; }
  const KindIndex& index_of(EntityKind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }
  const CatalogueEntry* entry_at(EntityKind kind, std::uint32_t key) const;
  std::uint32_t meant_kind(std::uint32_t entry, std::uint64_t key_hash, const AliasTable& aliases) const;
  void join_kinds(std::span<const std::uint64_t> key_hashes, const AliasTable& aliases);
  void add_aliases(const AliasTable& aliases);
  void number_names();

  std::vector<CatalogueEntry> entries_;
  std::array<KindIndex, 3> kinds_;
};

} // namespace akin::entities
