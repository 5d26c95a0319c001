// The title of a page that names none in its metadata.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer::html {

/// From the content of <title> (plain text) without the publication's name before or after it, which is told by
/// site_name, by the headings, or by its length beside the rest; the only heading when <title> is empty. headings are
/// those that may be the article's.
std::string page_title(std::string_view title, std::string_view site_name, const std::vector<std::string>& headings);

/// Whether a heading says the same as the title: most of its words are the title's.
bool repeats_title(std::string_view heading, std::string_view title);

} // namespace akin::indexer::html
