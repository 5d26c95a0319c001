// Names of authors as pages write them.
#pragma once

#include "indexer/html/page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer::html {

/// The names in "By Jane Doe and John Smith": the leading "by" gone, parted where each part looks like a full name.
/// Addresses are no names.
std::vector<std::string> split_authors(std::string_view text);

/// Authors that the visible page names: links with rel=author, then short elements whose class says byline or author.
std::vector<std::string> visible_authors(const Page& page);

} // namespace akin::indexer::html
