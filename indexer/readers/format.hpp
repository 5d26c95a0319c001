// Which format an input has.
#pragma once

#include "indexer/input.hpp"

#include <optional>
#include <string_view>

namespace akin::indexer {

/// By the file name's extension, a compression's aside; nothing for one without a known meaning.
std::optional<Format> format_of_name(std::string_view path);

/// By the first bytes alone, for inputs whose name says nothing; nothing for what is no text.
std::optional<Format> format_of_bytes(std::string_view head);

/// The format to read with when name says one: contents that plainly are something else win.
Format settle_format(Format by_name, std::string_view head);

/// Whether a file in a folder is to be read when the user has said which format the folder has: it may be named for it,
/// or for nothing known.
bool may_hold(Format wanted, std::optional<Format> by_name);

/// Whether XML text begins like a feed (RSS, RDF, Atom).
bool begins_feed(std::string_view head);

} // namespace akin::indexer
