// Results of search and similar for people.
#pragma once

#include "cli/text/glyphs.hpp"
#include "searcher/result.hpp"

#include <cstddef>
#include <string>

namespace akin::cli {

/// What a result is a list of; says how its hits are counted in the last line.
enum class ListKind : std::uint8_t { stories, articles, related };

/// The hits with their reasons, copies and explanations, the facets, and a last line with the counts. Ranks start at
/// first_rank.
std::string render(const Result& result, const TextStyle& style, ListKind kind = ListKind::stories,
                   std::size_t first_rank = 1);

/// One hit with its reason or snippet, its copies and its explanation.
std::string render_hit(const Hit& hit, std::size_t rank, const TextStyle& style);

/// "13 stories, 6 copies folded, 0.6 ms".
std::string counts_of(const Result& result, ListKind kind);

/// "Related to "…" · Source · 13 Sep 2023" and an empty line.
std::string render_heading(const Article& article, const TextStyle& style);

/// Where an article stands in a list of related ones, with the parts of its score.
std::string render(const Versus& versus, const TextStyle& style);

} // namespace akin::cli
