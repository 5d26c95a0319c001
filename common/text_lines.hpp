// Lists that people keep in text files: one entry a line.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace akin {

/// Without the white space (ASCII) at both ends.
std::string_view trimmed(std::string_view text) noexcept;

/// The parts between separators, trimmed, without the empty ones.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Whether a text is well-formed UTF-8, as far as the lengths of its sequences go.
bool is_utf8(std::string_view text) noexcept;

/// Calls visit for each line that is neither empty nor a comment (#), trimmed, with its number from 1. A byte order
/// mark is skipped.
void for_each_entry(std::string_view text, const std::function<void(std::string_view line, std::size_t number)>& visit);

} // namespace akin
