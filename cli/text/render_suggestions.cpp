#include "cli/text/render_suggestions.hpp"

#include "cli/text/layout.hpp"
#include "cli/text/numbers.hpp"

#include <algorithm>

namespace akin::cli {
namespace {

/// Long titles do not push what is said about the others to the right.
constexpr int widest_column = 48;

std::string said_about(const Suggestion& suggestion) {
  if (suggestion.kind == SuggestionKind::title)
    return "article " + suggestion.id;
  return std::string(name_of(suggestion.kind)) + ", " + counted(suggestion.count, "story", "stories");
}

} // namespace

std::string render(const Suggestions& suggestions, const TextStyle& style) {
  int column = 0;
  for (const Suggestion& suggestion : suggestions.suggestions)
    column = std::max(column, std::min(columns_of(glyphs(suggestion.text)), widest_column));
  Page page(style);
  for (const Suggestion& suggestion : suggestions.suggestions) {
    Glyphs line = glyphs(suggestion.text, suggestion.kind == SuggestionKind::title ? Style::title : Style::name);
    append_spaces(line, column + 2 - columns_of(line));
    if (columns_of(line) > column + 2)
      append_spaces(line, 2);
    append(line, said_about(suggestion), Style::dim);
    page.line(line);
  }
  return std::move(page).text();
}

} // namespace akin::cli
