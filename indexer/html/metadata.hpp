// What a page states about its article outside the text.
#pragma once

#include "common/article.hpp"
#include "indexer/html/page.hpp"

#include <string_view>

namespace akin::indexer::html {

/// All fields of the article but body; URLs absolute where page_url or <base> allows. Sources in their order of trust:
/// JSON-LD, OpenGraph and other meta tags, microdata, the page itself.
Article read_metadata(const Page& page, std::string_view page_url);

} // namespace akin::indexer::html
