// How the articles that match are spread over time.
#pragma once

#include "engine/engine.hpp"
#include "searcher/result.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace akin {

/// Its name among the facets of an answer.
inline constexpr std::string_view dates_facet = "dates";

/// Days in buckets that make a readable plot: days ("2023-09-13") up to a month's worth, else months ("2023-09") up to
/// three years' worth, else years ("2023"). From the first bucket to the last none is left out, so that gaps show.
/// A value is a date condition of the query language: date:2023-09. days is ascending.
std::vector<FacetValue> date_histogram(std::span<const engine::DayCount> days);

} // namespace akin
