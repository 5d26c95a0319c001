// The address of a request: path and parameters, decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin::server {

using ParameterList = std::vector<std::pair<std::string, std::string>>;

struct Target {
  std::string path;         ///< still encoded, so that %2F and / stay apart: begins with '/'
  ParameterList parameters; ///< in the order given, decoded
};

/// Undoes %XX, and '+' for a space when plus_is_space. nullopt for a '%' without two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

/// Everything but letters, digits and "-._~" as %XX.
std::string percent_encoded(std::string_view text);

/// "name=value&…", encoded.
std::string query_string(const ParameterList& parameters);

/// Reads the origin form ("/path?query") and the absolute form, whose scheme and host are dropped. Errors: RequestError
/// (invalid_argument) for any other form and for a broken escape, which names the parameter.
Target parse_target(std::string_view target);

} // namespace akin::server
