// A web page to an article: main text without navigation and boilerplate, and the metadata that the page states.
#pragma once

#include "common/article.hpp"

#include <string>
#include <string_view>

namespace akin::indexer {

/// html is UTF-8. url is the page's address when known, to resolve relative links. Fills title, body (paragraphs parted
/// by blank lines), summary, url (canonical), published, updated, source, authors, tags, section, language, image, from
/// JSON-LD, OpenGraph, meta tags, microdata and the page itself, in that order of trust. Never throws for any content;
/// a page without main text gives an empty body. Linear in time, bounded depth. Thread-safe.
Article extract_html(std::string_view html, std::string_view url = {});

/// Plain text of an HTML fragment (as feeds carry): tags gone, blocks parted by blank lines, entities resolved.
std::string html_to_text(std::string_view fragment);

} // namespace akin::indexer
