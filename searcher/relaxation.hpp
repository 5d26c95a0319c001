// What to ask instead when a query finds nothing.
#pragma once

#include "common/query/query.hpp"

#include <optional>

namespace akin {

/// The same words with fewer demands: what had to match may match, phrases are their words. What must not match and
/// conditions on metadata and dates stay as they are. Nothing when there was nothing to ease.
std::optional<query::Node> relaxed(const query::Node& parsed);

} // namespace akin
