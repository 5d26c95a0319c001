// From what a reader found to an article that can be indexed.
#pragma once

#include "indexer/input.hpp"

#include <string>
#include <variant>
#include <vector>

namespace akin::indexer {

/// Checks and completes an article: NUL characters and broken UTF-8 out (with a warning), language from the options,
/// id from the URL or the content when none is given. A rejection when there is neither title nor body or the id is
/// unusable. raw gives origin, warnings and size; its article and bytes are not looked at.
std::variant<Record, Rejection> complete(Article&& article, RawRecord&& raw, const InputOptions& options);

/// Why a text cannot be an id; empty when it can: 1 to 2,048 bytes, no control characters.
std::string id_problem(std::string_view id);

} // namespace akin::indexer
