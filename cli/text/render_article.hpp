// One article of the index, for people and for programs.
#pragma once

#include "cli/text/glyphs.hpp"
#include "searcher/searcher.hpp"

#include <string>

namespace akin::cli {

std::string render(const StoredArticle& stored, const TextStyle& style);

/// {"article":{…},"entities":[…],"mentions":[…],"copies":[…],"terms":[…]} on one line; "terms" only with_terms.
std::string to_json(const StoredArticle& stored, bool with_terms);

} // namespace akin::cli
