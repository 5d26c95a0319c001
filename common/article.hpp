// An article as people hand it in and get it back.
#pragma once

#include "common/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace akin {

/// The three kinds of entity that articles carry.
enum class EntityKind : std::uint8_t { person, place, organisation };

/// A scalar that Akin keeps and shows but gives no meaning.
using Scalar = std::variant<bool, std::int64_t, double, std::string>;

/// One article. A value: owns all its text, all of it valid UTF-8. Every field may be empty, but a reader rejects an
/// article with neither title nor body.
struct Article {
  std::string id;  ///< unique in an index; filled by the reader (canonical URL, else content hash) when not given
  std::string url; ///< as given
  std::string title;
  std::string body; ///< plain text, paragraphs separated by blank lines
  std::string summary;
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::string source; ///< publication
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::string section;
  std::string language;            ///< BCP 47, as given; empty when unknown
  std::string image;               ///< URL
  std::vector<std::string> people; ///< given entities, in the given order
  std::vector<std::string> places;
  std::vector<std::string> organisations;
  std::vector<std::pair<std::string, Scalar>> extra; ///< any other scalar, in the given order

  bool operator==(const Article&) const = default;
};

} // namespace akin
