// What a page says about its article in JSON-LD (schema.org).
#pragma once

#include "common/article.hpp"

#include <string_view>
#include <vector>

namespace akin::indexer::html {

/// Fields of the article that the scripts describe; url and image as they stand there. A script that does not parse is
/// passed over; of several articles the first counts. Of a headline and a name, page_title (the content of <title>)
/// decides which is the title. Bounded in size and depth. Never throws.
Article read_json_ld(const std::vector<std::string_view>& scripts, std::string_view page_title);

} // namespace akin::indexer::html
