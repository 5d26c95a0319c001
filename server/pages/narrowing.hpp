// Filters of the results page: those that are chosen, and those that could be.
#pragma once

#include "searcher/result.hpp"
#include "server/target.hpp"

#include <string>
#include <string_view>

namespace akin::server {

/// The parameters with one of them replaced or added, without "page".
ParameterList with_one(ParameterList parameters, std::string_view name, std::string_view value);

/// Links that take away a filter each; markup, empty when none is chosen.
std::string chosen_filters(const ParameterList& parameters);

/// Facets as links, and a form for dates.
std::string narrowing(const ParameterList& parameters, const Result& result);

} // namespace akin::server
