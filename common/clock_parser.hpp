// The time of day and the zone at the end of a written date. Internal to timestamp.cpp.
#pragma once

#include "common/date_scanner.hpp"

#include <optional>

namespace akin::date_text {

/// A time of day with what it says of its place.
struct Clock {
  int second_of_day = 0;  ///< 0..86400, the last one after a leap second
  int offset_minutes = 0; ///< east of Greenwich
};

/// Reads "8:00", "08:00:00.123 am", "8 p.m.", each with an optional zone ("Z", "+02:00", "EST", "GMT+0200"). Nothing if
/// there is no such time or its zone is unknown; the scanner may then have moved.
std::optional<Clock> read_clock(Scanner& scanner);

/// Reads "0800" or "080000", with an optional zone.
std::optional<Clock> read_compact_clock(Scanner& scanner);

} // namespace akin::date_text
