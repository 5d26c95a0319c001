// JSON text to the neutral tree, strictly, with what can be mended mended.
#pragma once

#include "indexer/readers/value.hpp"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace akin::indexer {

/// Why a text is no JSON object, in one line with the remedy.
struct JsonProblem {
  std::string reason;
};

/// The object that text holds. Broken UTF-8 and unpaired surrogate escapes become U+FFFD and NUL bytes go, each with a
/// warning; numbers too large for their type stay as strings. text is changed only when it has to be mended. Nesting
/// beyond max_depth is a problem. Thread-safe.
std::variant<ValueObject, JsonProblem> parse_json_object(std::string& text, std::size_t max_depth,
                                                         std::vector<std::string>& warnings);

/// The same for any value at the top.
std::variant<Value, JsonProblem> parse_json(std::string& text, std::size_t max_depth,
                                            std::vector<std::string>& warnings);

} // namespace akin::indexer
