// Markup made safe to parse: linear in time and bounded in depth, whatever is thrown at it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer::html {

/// A page's markup with only what extraction reads. The views point into the page.
struct BoundedMarkup {
  std::string markup;                    ///< tags and text; no comments, scripts, styles, foreign content
  std::string_view title;                ///< content of the first <title>, entities unresolved
  std::vector<std::string_view> json_ld; ///< contents of the JSON-LD scripts
};

/// Scans a page and writes it anew for the HTML parser. The parser has no bounds of its own: it takes quadratic time
/// for deep nesting, for many attributes in one tag and for formatting elements left open, and it frees its tree
/// recursively. So nesting is cut at OpenElements::max_depth (the content stays, the tags go), only known attributes
/// are kept and each once, formatting elements become <span>, and nothing is written that changes how the parser splits
/// text into tags. Input need not be valid UTF-8. Linear in time. Never fails.
BoundedMarkup bound_markup(std::string_view html);

} // namespace akin::indexer::html
