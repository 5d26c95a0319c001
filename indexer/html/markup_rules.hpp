// What is done with each tag before the HTML parser sees it.
#pragma once

#include <cstdint>
#include <gumbo.h>

namespace akin::indexer::html {

/// Bits of a tag's rule. The first group says what becomes of the tag, the second how it nests.
enum TagBits : std::uint16_t {
  drop_tag = 1U << 0,     ///< the tag goes, its content stays
  skip_content = 1U << 1, ///< the tag goes with all up to its literal end tag
  as_span = 1U << 2,      ///< written as <span>: inline formatting, which the parser would reopen across blocks
  as_div = 1U << 3,       ///< written as <div>: elements with scoping rules of their own
  once = 1U << 4,         ///< only the first is kept
  no_content = 1U << 5,   ///< never pushed: <br>, <img> …
  closes_paragraph = 1U << 6,
  special = 1U << 7,       ///< end tags of inline elements do not reach past it
  table_part = 1U << 8,    ///< means nothing outside a table
  scope_boundary = 1U << 9 ///< end tags of blocks do not reach past it
};

/// The rule of a tag; 0 for elements that HTML does not know, which nest as inline elements.
std::uint16_t rule_of(GumboTag tag) noexcept;

/// <h1> to <h6>.
constexpr bool is_heading(GumboTag tag) noexcept { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

} // namespace akin::indexer::html
