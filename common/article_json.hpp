// Articles to and from JSON text.
#pragma once

#include "common/article.hpp"

#include <string>
#include <string_view>

namespace akin {

/// One JSON object on one line, with the fields of docs/json_format.md in their fixed order; empty fields are left out,
/// `extra` follows under its own names. An extra named like a field, or like an extra before it, is left out; invalid
/// UTF-8 becomes U+FFFD; a number that is not finite becomes null. Deterministic: equal articles give equal bytes.
std::string to_json(const Article& article);

/// The article written by to_json(): fields under their own names only (no synonyms), other scalars into `extra`, other
/// lists and objects ignored; null is "not given", the last of equal names wins. Whether title or body is there is left
/// to the caller. Errors: invalid_argument for text that is no single JSON object (names the byte) or a field of the
/// wrong type or an unreadable date (names the field).
Article article_from_json(std::string_view json);

} // namespace akin
