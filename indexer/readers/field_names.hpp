// Which key of a record means which field of an article.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace akin::indexer {

/// Every named field of an article.
enum class Field : std::uint8_t {
  id,
  url,
  title,
  body,
  summary,
  published,
  updated,
  source,
  authors,
  tags,
  section,
  language,
  image,
  people,
  places,
  organisations
};

/// The field of that very name, as --map gives it; nothing when there is none.
std::optional<Field> field_named(std::string_view name);

/// The name of a field, as articles are printed.
std::string_view name_of(Field field);

/// What a key means: rank 0 is the field's own name, the others are its synonyms, the lower the sooner taken.
struct FieldMeaning {
  Field field;
  std::uint8_t rank;
  bool html; ///< the key says that its text is HTML
};

/// The meaning of a key, letter case, "_" and "-" aside; nothing for a key without one.
std::optional<FieldMeaning> meaning_of(std::string_view key);

} // namespace akin::indexer
