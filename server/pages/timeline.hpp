// When the hits were published: a chart whose bars narrow the results to their days, months or years.
#pragma once

#include "searcher/result.hpp"
#include "server/target.hpp"

#include <string>

namespace akin::server {

/// Markup of the facet "dates": a list of links, one a bar, with a range of years a bar where there would be too many.
/// A link keeps a chosen "from" or "to" that is narrower than its bar. Empty without the facet or with a single bar,
/// which could not narrow anything.
std::string timeline(const ParameterList& parameters, const Result& result);

} // namespace akin::server
