// Markdown to plain text.
#pragma once

#include <string>
#include <string_view>

namespace akin::indexer {

/// The text that a reader of the rendered page sees: CommonMark with tables, HTML inside understood, template tags
/// ({% … %}, {{ … }}, {: … }) gone with what they would insert; blocks parted by blank lines.
std::string markdown_to_text(std::string_view markdown);

/// The text of a level-one heading that markdown begins with, which is then removed from it; empty when there is none.
std::string take_leading_heading(std::string_view& markdown);

} // namespace akin::indexer
