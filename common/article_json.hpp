// Articles to and from JSON text.
#pragma once

#include "common/article.hpp"

#include <string>

namespace akin {

/// One JSON object on one line, with the fields of docs/json_format.md in their fixed order; empty fields are left out,
/// `extra` follows under its own names. Deterministic: equal articles give equal bytes.
std::string to_json(const Article& article);

} // namespace akin
