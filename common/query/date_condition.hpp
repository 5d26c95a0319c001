// What may stand behind "date:".
#pragma once

#include "common/timestamp.hpp"

#include <optional>
#include <string_view>

namespace akin::query {

struct DateCondition {
  TimeRange range;       ///< at least one bound; begin < end
  bool reversed = false; ///< the later date was written first
};

/// "2023-09", "2023-09-01..2023-09-30" (both ends included, either may be missing), ">2023-09-01", ">=", "<", "<=".
/// Nothing if it is none of these.
std::optional<DateCondition> parse_date_condition(std::string_view text);

} // namespace akin::query
