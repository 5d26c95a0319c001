// Answers: what search and similar return, the same for library, command line and HTTP.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin {

/// A run of text; marked runs are the words that matched. Plain text, never markup.
struct SnippetPart {
  std::string text;
  bool mark = false;
  bool operator==(const SnippetPart&) const = default;
};

/// A copy folded under a hit.
struct Copy {
  std::string id;
  std::string source;
  std::string url;
  std::optional<Timestamp> published;
};

struct SharedEntity {
  EntityKind kind = EntityKind::person;
  std::string name;
  double share = 0; ///< of the similarity, 0..1
};

struct SharedTerm {
  std::string term; ///< as the source writes it
  double share = 0; ///< of the similarity, 0..1
};

/// Why an article is related.
struct Why {
  std::vector<SharedEntity> entities; ///< greatest share first
  std::vector<SharedTerm> terms;      ///< greatest share first
  std::optional<int> days_apart;      ///< calendar days (UTC), hit minus source article; negative when the hit is older
};

/// One line of --explain.
struct ExplainedTerm {
  std::string term;
  double score = 0;   ///< its part of Hit::score
  std::string detail; ///< "idf 3.2 · burst 1.4 · tf 3 · title"
};

/// What JSON says of the article of a hit, whatever list it is in.
struct WrittenArticle {
  std::string members;      ///< "id" to "published", then "people" to "tags"
  std::size_t names_at = 0; ///< where the comma before "people" stands
};

struct Hit {
  std::string id;
  std::string title;
  std::string url;
  std::string source;
  std::optional<Timestamp> published;
  double score = 0;
  std::vector<SnippetPart> title_parts; ///< search with snippets only: the title, when words of it matched
  std::vector<SnippetPart> snippet;
  std::vector<std::string> people;
  std::vector<std::string> places;
  std::vector<std::string> organisations;
  std::vector<std::string> tags;
  std::vector<Copy> copies;
  std::optional<Why> why;           ///< similar only
  std::optional<double> confidence; ///< similar only: 0..1, below 0.15 it is the same topic rather than the same story
  std::vector<ExplainedTerm> explanation;  ///< with explain
  const WrittenArticle* written = nullptr; ///< stands for the fields of the article, which are empty then; borrowed
};

/// Where one article stands in a list of related ones.
struct Versus {
  std::string id;
  std::optional<std::uint32_t> rank; ///< counted from 1; none when it is not among the candidates that are left
  std::string reason;                ///< a sentence
  std::optional<Hit> hit;            ///< the article as a hit, with its explanation, when it was compared
};

struct FacetValue {
  std::string value;
  std::uint32_t count = 0;
};

struct Result {
  std::string query;
  std::uint32_t total = 0;     ///< stories, after folding
  std::uint32_t collapsed = 0; ///< copies folded away
  double took_ms = 0;
  std::optional<std::string> next_cursor; ///< when SearchRequest::cursor was given; empty: this page is the last
  std::optional<std::string> suggestion;
  std::vector<std::string> warnings;
  std::vector<Hit> hits;
  std::vector<std::pair<std::string, std::vector<FacetValue>>> facets; ///< in the order asked
  std::optional<Versus> versus;                                        ///< similar only, when asked for
};

/// The JSON of docs/json_format.md on one line. Deterministic.
std::string to_json(const Result& result);
/// The same for one of many results: "id" comes first.
std::string to_json(std::string_view id, const Result& result);

/// What to_json() says of the article of a hit.
WrittenArticle written(const Hit& hit);

} // namespace akin
