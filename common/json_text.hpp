// Pieces of JSON written straight into a string, for output that is too frequent for a tree of values.
#pragma once

#include <string>
#include <string_view>

namespace akin {

/// Appends a JSON string, quotes included. Only what must be escaped is; every byte of invalid UTF-8 becomes U+FFFD, so
/// that the output is valid JSON whatever the text.
void append_json_string(std::string& out, std::string_view text);

/// Appends the shortest number that is read back as the same double, always with a fraction or an exponent; null when
/// it is not finite.
void append_json_number(std::string& out, double number);

/// Appends a number rounded to six significant digits, as "%.6g" writes it: more would differ between machines; null
/// when it is not finite.
void append_rounded_json_number(std::string& out, double number);

} // namespace akin
