// Addresses in a page to absolute URLs.
#pragma once

#include <string>
#include <string_view>

namespace akin::indexer::html {

/// A reference resolved against a base URL, as RFC 3986 section 5.2 has it. A reference that is absolute already is
/// returned as it is; so is one without a usable base ("http://host…").
std::string resolve_url(std::string_view reference, std::string_view base);

/// Whether a text starts with "http://" or "https://".
bool is_web_url(std::string_view text);

} // namespace akin::indexer::html
