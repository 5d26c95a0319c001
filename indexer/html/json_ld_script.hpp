// The JSON in a JSON-LD script, however it is wrapped.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace akin::indexer::html {

/// An object or array; nothing when the script does not parse, is larger than 1 MiB or nests deeper than 32. Comments,
/// CDATA marks, raw line breaks in strings and escaped quotation marks are put up with. Never throws.
std::optional<nlohmann::json> parse_json_ld(std::string_view script);

} // namespace akin::indexer::html
