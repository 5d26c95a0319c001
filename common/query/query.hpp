// The query tree: what a person asked, independent of any engine.
#pragma once

#include "common/timestamp.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace akin::query {

/// Where a condition looks.
enum class Field : std::uint8_t {
  text, ///< title, summary and body
  title,
  person,
  place,
  organisation,
  source,
  tag,
  author,
  section,
  language,
};

/// The name before the colon: "title", "person", "place", "org", "source", "tag", "author", "section", "lang"; "" for
/// text.
std::string_view prefix_of(Field field) noexcept;

/// AND, OR or NOT.
bool is_operator(std::string_view word) noexcept;

/// A name as articles have it in one of their fields.
struct FieldName {
  Field field = Field::person;
  std::string name;
  bool operator==(const FieldName&) const = default;
};

/// One word of a query: as typed, and the stems that it stands for in one index (filled in by resolution, empty in what
/// the parser returns; several when the index holds several languages or the word was a prefix).
struct QueryWord {
  std::string surface;
  std::vector<std::string> stems;
  bool stop = false;                      ///< a stop word in this index (set with stems)
  std::vector<std::string> synonyms = {}; ///< further words, folded, that count as this one; the parser gives none
  bool operator==(const QueryWord&) const = default;
};

enum class Kind : std::uint8_t {
  nothing, ///< matches no article: the empty query
  word,    ///< words[0], in Field::text or Field::title
  prefix,  ///< words[0].surface is the beginning of a word, without the asterisk
  phrase,  ///< words in this order; with slop > 0, all of them within words.size() + slop positions in any order
  value,   ///< text is a value of a metadata field (Field::person … language)
  date,    ///< published within range
  boolean, ///< clauses; one that has none but must_not matches every article except those
};

enum class Occur : std::uint8_t {
  should, ///< adds to the score; at least one must match where there is no `must`
  must,
  must_not,
};

struct Clause;

/// A node of the tree. A value type; which members count depends on kind.
struct Node {
  Kind kind = Kind::nothing;
  Field field = Field::text;
  std::vector<QueryWord> words;
  unsigned slop = 0;
  bool compound = false; ///< Kind::phrase: typed as one word, its parts joined by hyphens or slashes
  std::string text;
  std::vector<FieldName> names; ///< Kind::value: the names in one index that text stands for, compared byte for byte,
                                ///< some perhaps in other fields; filled in by resolution, text is then not looked at
  TimeRange range;
  std::vector<Clause> clauses;
};

struct Clause {
  Occur occur = Occur::should;
  Node node;
};

bool operator==(const Node& a, const Node& b);
bool operator==(const Clause& a, const Clause& b);

/// Writes the tree in the query language; parsing that gives an equal tree, if the tree is one that the parser can
/// return (every word one token, no boolean of a single clause unless that is must_not, stems empty, whole bounds) and
/// the limits have room: what is written may have more brackets than what was typed.
std::string to_string(const Node& node);

} // namespace akin::query
