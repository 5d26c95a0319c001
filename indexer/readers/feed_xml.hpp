// Elements of a feed by what they mean, whatever prefix they were given.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace akin::indexer {

/// The name of an element with its vocabulary's usual prefix ("dc:date", "content:encoded", "media:thumbnail",
/// "atom:link" in an RSS feed); plain for the vocabularies of RSS itself, and for Atom's where Atom is the default.
std::string element_name(pugi::xml_node element);

/// The first child of that element_name(); null when there is none.
pugi::xml_node child_named(pugi::xml_node parent, std::string_view name);

/// All the text inside, trimmed.
std::string inner_text(pugi::xml_node element);

/// What is inside, written as XML.
std::string inner_xml(pugi::xml_node element);

/// The address that relative ones inside element count from: the xml:base values above it, joined; else otherwise.
std::string base_of(pugi::xml_node element, std::string_view otherwise);

} // namespace akin::indexer
