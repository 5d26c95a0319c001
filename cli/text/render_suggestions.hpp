// Completions as text for people.
#pragma once

#include "cli/text/glyphs.hpp"
#include "searcher/suggestion.hpp"

#include <string>

namespace akin::cli {

/// One completion a line: its text, what it is, how many articles it finds or which one.
std::string render(const Suggestions& suggestions, const TextStyle& style);

} // namespace akin::cli
