#include "indexer/readers/field_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace akin::indexer {
namespace {

struct FieldKeys {
  Field field;
  std::string_view name;
  std::vector<std::string_view> synonyms; ///< in order of trust; small letters without "_" and "-"
};

// docs/input_formats.md shows this table.
const std::array<FieldKeys, 16>& all_keys() {
  static const std::array<FieldKeys, 16> keys = {{
      {Field::id, "id", {"guid", "uid", "docid", "documentid"}}, // "_id" is "id" without its "_"
      {Field::url, "url", {"link", "permalink", "canonical", "canonicalurl", "href"}},
      {Field::title, "title", {"headline", "name"}},
      {Field::body, "body", {"content", "text", "articlebody", "fulltext", "contenttext", "contenthtml", "bodyhtml"}},
      {Field::summary, "summary", {"abstract", "description", "excerpt", "standfirst", "dek", "lead"}},
      {Field::published,
       "published",
       {"publishedat", "datepublished", "pubdate", "date", "created", "createdat", "timestamp", "time"}},
      {Field::updated, "updated", {"updatedat", "datemodified", "modified", "lastmod"}},
      {Field::source, "source", {"publisher", "publication", "sitename", "site", "outlet", "newspaper"}},
      {Field::authors, "authors", {"author", "byline", "creator", "writer"}},
      {Field::tags, "tags", {"keywords", "categories", "category", "topics", "subjects", "labels"}},
      {Field::section, "section", {}},
      {Field::language, "language", {"lang", "inlanguage"}},
      {Field::image, "image", {"imageurl", "thumbnail"}},
      {Field::people, "people", {"persons", "person"}},
      {Field::places, "places", {"locations", "location", "place", "geo"}},
      {Field::organisations, "organisations", {"organizations", "organization", "orgs", "companies", "company"}},
  }};
  return keys;
}

constexpr std::size_t longest_key = 16; // without "_" and "-"; a longer one has no meaning

std::unordered_map<std::string_view, FieldMeaning> build_meanings() {
  std::unordered_map<std::string_view, FieldMeaning> meanings;
  for (const auto& keys : all_keys()) {
    meanings[keys.name] = {keys.field, 0, false};
    std::uint8_t rank = 0;
    for (const auto synonym : keys.synonyms) {
      meanings[synonym] = {keys.field, ++rank, synonym == "contenthtml" || synonym == "bodyhtml"};
    }
  }
  return meanings;
}

} // namespace

std::optional<Field> field_named(std::string_view name) {
  const auto& keys = all_keys();
  const auto* found = std::find_if(keys.begin(), keys.end(), [&](const FieldKeys& k) { return k.name == name; });
  if (found == keys.end()) {
    return std::nullopt;
  }
  return found->field;
}

std::string_view name_of(Field field) { return all_keys()[static_cast<std::size_t>(field)].name; }

std::optional<FieldMeaning> meaning_of(std::string_view key) {
  static const auto meanings = build_meanings();
  std::array<char, longest_key> plain{};
  std::size_t size = 0;
  for (const char c : key) {
    if (c == '_' || c == '-') {
      continue;
    }
    if (size == plain.size()) {
      return std::nullopt;
    }
    plain[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const auto found = meanings.find(std::string_view(plain.data(), size));
  if (found == meanings.end()) {
    return std::nullopt;
  }
  return found->second;
}

} // namespace akin::indexer
