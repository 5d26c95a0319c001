// The different names of one article, and which of them mean the same.
#pragma once

#include "common/article.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace akin::entities {

/// Number of a name within one article, in the order of first appearance.
using NameId = std::uint32_t;

/// One way of naming, by key. Views and lists live in the memory of its DocumentNames.
struct DocumentName {
  explicit DocumentName(std::string_view name_key, std::pmr::memory_resource* memory)
      : key(name_key), forms(memory), longer(memory), shorter(memory) {}

  std::string_view key;
  EntityKind kind = EntityKind::person;
  bool given = false;                         ///< in the record's own fields
  bool fixed = false;                         ///< by the alias table
  bool in_capitals = true;                    ///< every mention of it is written in capitals throughout
  std::string_view written;                   ///< as given, or as the alias table writes it; else empty
  std::array<std::uint32_t, 3> kind_counts{}; ///< mentions by the kind that the tagger saw
  struct Form {
    std::string_view text;
    std::uint32_t count = 0;
  };
  std::pmr::vector<Form> forms; ///< how the text writes it, in order of appearance; at most max_forms
  static constexpr std::size_t max_forms = 8;

  std::uint32_t first_in_text = ~0U; ///< which mention of the article, titles not counted, is its first

  std::pmr::vector<NameId> longer;  ///< names that this one may be short for
  std::pmr::vector<NameId> shorter; ///< the other way round
  NameId last_longer = 0;           ///< of longer, the one named last; valid when has_last_longer
  bool has_last_longer = false;
};

/// Gathers names, then links short ones to long ones, then tells for each mention in turn who is meant.
class DocumentNames {
 public:
  /// expected: how many names there will be at most, roughly; may be wrong.
  explicit DocumentNames(std::size_t expected);
  DocumentNames(const DocumentNames&) = delete;
  DocumentNames& operator=(const DocumentNames&) = delete;

  /// The name with a key; made when there is none.
  NameId add(std::string_view key);
  void count_mention(NameId name, EntityKind kind, std::string_view text, bool in_title);
  DocumentName& operator[](NameId name) { return names_[name]; }
  const DocumentName& operator[](NameId name) const { return names_[name]; }
  NameId size() const noexcept { return static_cast<NameId>(names_.size()); }

  /// After all names were added: settles kinds and links.
  void link();
  /// The name that a mention means. Mentions come in reading order.
  NameId meant_by(NameId name);
  /// How a name is written: as given or fixed, else its most frequent form, capitals throughout last.
  static std::string_view written_form(const DocumentName& name);

 private:
  void link_parts(NameId longer);
  void link_initials();
  void link_synonyms();
  void link_organisations();
  void link(NameId shorter, NameId longer);
  void keep_unambiguous_links(NameId shorter);
  static bool is_settled(const DocumentName& name) { return name.given || name.fixed; }

  std::string_view kept(std::string_view text);

  // Everything of an article goes at once, so memory is only ever taken, most often none but these bytes.
  std::array<std::byte, std::size_t{16} * 1024> first_memory_;
  std::pmr::monotonic_buffer_resource memory_{first_memory_.data(), first_memory_.size()};
  std::pmr::vector<DocumentName> names_{&memory_};
  std::pmr::unordered_map<std::string_view, NameId> by_key_{&memory_}; ///< views of the keys of names_
  std::uint32_t mentions_in_text_ = 0;
};

} // namespace akin::entities
