#include "entities/listed_names.hpp"

#include <optional>

namespace akin::entities {
namespace {

std::optional<EntityKind> kind_of(std::uint16_t classes) {
  if ((classes & known_person) != 0)
    return EntityKind::person;
  if ((classes & (country | city | region)) != 0)
    return EntityKind::place;
  if ((classes & known_organisation) != 0)
    return EntityKind::organisation;
  return std::nullopt;
}

std::optional<EntityKind> kind_of_word(std::uint16_t classes) {
  const bool place =
      (classes & country) != 0 || ((classes & city) != 0 && (classes & (dictionary_word | first_name)) == 0);
  constexpr std::uint16_t doubtful = dictionary_word | first_name | surname | region;
  return !place && (classes & doubtful) != 0 ? std::nullopt : kind_of(classes);
}

} // namespace

void add_listed_names(const DocumentText& document, TokenRange chain, std::vector<TaggedSpan>& out) {
  const std::span<const TextToken> tokens = document.tokens();
  const auto add = [&](EntityKind kind, std::uint32_t first, std::uint32_t last) {
    out.push_back({kind, document.field_of(first), first, last});
  };
  for (std::uint32_t i = chain.first; i < chain.last; ++i) {
    const TextToken& token = tokens[i];
    std::uint32_t end = i + 1;
    if (token.phrase_classes != 0 && token.phrase_part == 0) {
      while (end < chain.last && tokens[end].phrase_classes != 0 && tokens[end].phrase_part != 0)
        ++end;
      if (const auto kind = kind_of(token.phrase_classes))
        add(*kind, i, end);
      i = end - 1;
      continue;
    }
    if (!is_name_like(token.written))
      continue;
    const bool full_name = end < chain.last && joins(tokens[end].gap) && is_name_like(tokens[end].written) &&
                           (token.classes & first_name) != 0 && (tokens[end].classes & surname) != 0 &&
                           ((token.classes | tokens[end].classes) & dictionary_word) == 0;
    if (full_name) {
      add(EntityKind::person, i, end + 1);
      i = end;
    } else if (const auto kind = kind_of_word(token.classes)) {
      add(*kind, i, end);
    }
  }
}

} // namespace akin::entities
