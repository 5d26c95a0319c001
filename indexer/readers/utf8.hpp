// UTF-8 checked and repaired.
#pragma once

#include <string>
#include <string_view>

namespace akin::indexer {

bool is_valid_utf8(std::string_view text) noexcept;

/// text with each maximal broken sequence replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

/// Nothing but white space, zero-width characters and controls.
bool is_blank(std::string_view text);

/// Without white space at both ends (Unicode's); text is UTF-8.
std::string_view trim(std::string_view text);

} // namespace akin::indexer
