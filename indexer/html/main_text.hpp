// Finds the article in a page.
#pragma once

#include "indexer/html/page.hpp"

#include <string>
#include <string_view>

namespace akin::indexer::html {

/// The main text of a page, blocks parted by blank lines; empty when there is none. title is the article's: its heading
/// is left out of the text.
std::string main_text(const Page& page, std::string_view title);

} // namespace akin::indexer::html
