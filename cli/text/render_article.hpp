// One article of the index, for people.
#pragma once

#include "cli/text/glyphs.hpp"
#include "searcher/searcher.hpp"

#include <string>

namespace akin::cli {

std::string render(const StoredArticle& stored, const TextStyle& style);

} // namespace akin::cli
