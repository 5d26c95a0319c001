// The query language of docs/query_language.md. Any string is a query.
#pragma once

#include "common/query/query.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akin::query {

/// Bounds kept before any work starts; what is past one is left out with a warning.
struct ParserLimits {
  std::size_t max_bytes = 8192;
  std::size_t max_words = 256;    ///< in the whole query; more add cost, hardly ever meaning
  std::size_t max_wildcards = 16; ///< each may stand for a thousand words
  std::size_t max_phrase_words = 32;
  std::size_t max_depth = 32; ///< of brackets
};

/// Something that was not taken as it was written.
struct Warning {
  std::string message;
  std::size_t offset = 0; ///< byte in the query text
};

struct ParsedQuery {
  Node root;
  std::vector<Warning> warnings;
};

/// Never throws for any text. Linear in its length. What cannot be parsed is searched as words, with a warning.
ParsedQuery parse(std::string_view text, const ParserLimits& limits = {});

} // namespace akin::query
