// Completions: what suggest() is asked and what it returns, the same for library, command line and HTTP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// What a completion completes to.
enum class SuggestionKind : std::uint8_t { word, title, person, place, organisation };

struct Suggestion {
  SuggestionKind kind = SuggestionKind::word;
  std::string text;        ///< to be searched (a word with those typed before it), or shown (a title, a name)
  std::string id;          ///< of the article; titles only
  std::string url;         ///< of the article; titles only
  std::uint32_t count = 0; ///< articles that it finds, at least 1
};

struct SuggestRequest {
  std::string prefix;    ///< as typed so far; its last word is taken for unfinished
  std::size_t limit = 8; ///< of each group: words, titles, names; 0..100
};

struct Suggestions {
  std::string prefix;
  double took_ms = 0;
  std::vector<Suggestion> suggestions; ///< words, then names, then titles; within each the most used first
};

/// "word", "title", "person", "place", "organisation".
std::string_view name_of(SuggestionKind kind) noexcept;

/// The JSON of docs/json_format.md on one line. Deterministic but for took_ms.
std::string to_json(const Suggestions& suggestions);

} // namespace akin
