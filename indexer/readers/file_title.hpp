// What a file's name says about its article.
#pragma once

#include "common/timestamp.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace akin::indexer {

/// The name without folder, extensions and a leading date, "-" and "_" as spaces; empty for standard input.
std::string title_of_file(std::string_view path);

/// The date that a name begins with, as of "2023-09-13-launch.md".
std::optional<Timestamp> date_of_file(std::string_view path);

} // namespace akin::indexer
