// Points in time as articles carry them: reading the usual written forms, writing RFC 3339.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace akin {

/// A moment in UTC, to the second. A date without a time is midnight UTC.
struct Timestamp {
  std::int64_t seconds = 0; ///< since 1970-01-01T00:00:00Z; negative before it

  auto operator<=>(const Timestamp&) const = default;
};

/// Understands RFC 3339 and its relatives ("2023-09-13", "2023/09/13", "2023-09-13 08:00 UTC", "20230913T080000+0200"),
/// RFC 2822 ("Wed, 13 Sep 2023 08:00:00 GMT", with zone names), asctime ("Wed Sep 13 08:00:00 2023"), written dates
/// ("13 September 2023", "September 13, 2023 8:00 am", "26-FEB-1987 15:01:01.79"), numeric dates with the day first
/// ("13.09.2023"; with slashes only where day and month cannot be confused), and Unix times in seconds or milliseconds
/// (10 or 13 digits). Fractions of a second are cut off; a time without a zone is UTC; a two-digit year in a written
/// date is 1950..2049. Month and weekday names are English, whatever the locale. Nothing if the text is none of these
/// or names no real day or time, or if the moment is outside the years 1..9999.
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// "2023-09-13T08:00:00Z". A time outside the years 1..9999 is written as the nearest second within them.
std::string format_rfc3339(Timestamp time);

/// "13 Sep 2023", as the terminal shows it.
std::string format_day(Timestamp time);

/// A half-open span of time: begin <= t < end. A missing bound is open.
struct TimeRange {
  std::optional<Timestamp> begin;
  std::optional<Timestamp> end;
};

/// Reads one side of a date range: "2023", "2023-09" or "2023-09-13" gives that whole year, month or day; anything
/// that parse_timestamp understands with a time gives that one second. Nothing if it is no date.
std::optional<TimeRange> parse_period(std::string_view text);

} // namespace akin
