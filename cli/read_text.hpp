// Small inputs read whole: an unsaved article, a list of ids.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace akin::cli {

/// The article in a file or, for "-", on standard input: a JSON object in any form that the indexer reads, else plain
/// text. Errors: input_unreadable when it cannot be read, holds no words or is larger than a record may be.
Article read_article(const std::string& path);

/// A file or, for "-", standard input, byte for byte. Errors: input_unreadable when it cannot be read or has more
/// bytes.
std::string read_whole(const std::string& path, std::size_t most_bytes);

/// The lines of a file or, for "-", of standard input; empty ones and white space at line ends left out. Errors:
/// input_unreadable.
std::vector<std::string> read_lines(const std::string& path);

} // namespace akin::cli
