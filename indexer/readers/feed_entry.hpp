// One entry of a feed to an article.
#pragma once

#include "common/article.hpp"

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer {

/// What a feed says of all its entries.
struct FeedDefaults {
  std::string source;
  std::string language;
  std::vector<std::string> authors;
  std::string base; ///< the feed's site: relative addresses count from it
};

/// The article of an RSS item or Atom entry. An unreadable date is added to warnings and kept in `extra`.
Article article_of_entry(pugi::xml_node entry, const FeedDefaults& defaults, std::vector<std::string>& warnings);

/// The plain text of a child, HTML inside it stripped; empty when there is none.
std::string entry_text(pugi::xml_node entry, std::string_view name);

/// The address of the page that an entry or feed stands for, absolute when base or xml:base allow it.
std::string entry_link(pugi::xml_node entry, std::string_view base);

/// Names of an entry's or feed's authors.
std::vector<std::string> entry_authors(pugi::xml_node entry);

/// Whether root is the root of a feed, be it an empty one.
bool begins_like_feed(pugi::xml_node root);

} // namespace akin::indexer
