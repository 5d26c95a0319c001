// One tag of a page's markup.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <gumbo.h>
#include <string>
#include <string_view>

namespace akin::indexer::html {

/// Every attribute that extraction reads; others are not worth the parser's time.
inline constexpr std::array<std::string_view, 22> kept_attributes = {
    "class",   "id",   "role",        "itemprop",   "itemscope",  "itemtype", "property", "name",
    "content", "href", "rel",         "src",        "datetime",   "lang",     "xml:lang", "style",
    "hidden",  "type", "aria-hidden", "aria-modal", "http-equiv", "title"};

/// A start or end tag with its kept attributes. Views point into the markup.
struct Tag {
  std::string name; ///< lower case; empty when it is none that an element could have
  GumboTag tag = GUMBO_TAG_UNKNOWN;
  bool self_closing = false;
  std::array<std::string_view, kept_attributes.size()> values{}; ///< entities unresolved; of doubles the first
  std::uint32_t given = 0;                                       ///< bit i: kept_attributes[i] stands in the tag

  /// Of one of kept_attributes; empty when it is not given.
  std::string_view value_of(std::string_view attribute) const;
};

/// Reads a tag as the HTML standard has it. at stands behind "<" or "</", and behind ">" afterwards. A quotation mark
/// that is never closed ends at the next ">". False when the markup ends inside the tag.
bool read_tag(std::string_view html, std::size_t& at, Tag& tag);

} // namespace akin::indexer::html
