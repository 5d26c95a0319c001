#include "searcher/date_histogram.hpp"

#include <chrono>
#include <fmt/format.h>

namespace akin {
namespace {

using std::chrono::year_month_day;

constexpr std::int32_t most_days = 31;
constexpr std::int32_t most_days_in_months = 3 * 366;

enum class Bucket { day, month, year };

year_month_day date_of(std::int32_t day) { return std::chrono::sys_days(std::chrono::days(day)); }

year_month_day beginning(const year_month_day& date, Bucket bucket) {
  switch (bucket) {
  case Bucket::day:
    return date;
  case Bucket::month:
    return date.year() / date.month() / 1;
  case Bucket::year:
    return date.year() / 1 / 1;
  }
  return date;
}

year_month_day next(const year_month_day& begin, Bucket bucket) {
  switch (bucket) {
  case Bucket::day:
    return std::chrono::sys_days(begin) + std::chrono::days(1);
  case Bucket::month:
    return begin + std::chrono::months(1);
  case Bucket::year:
    return begin + std::chrono::years(1);
  }
  return begin;
}

std::string name(const year_month_day& begin, Bucket bucket) {
  const int year = static_cast<int>(begin.year());
  const unsigned month = static_cast<unsigned>(begin.month());
  switch (bucket) {
  case Bucket::day:
    return fmt::format("{:04}-{:02}-{:02}", year, month, static_cast<unsigned>(begin.day()));
  case Bucket::month:
    return fmt::format("{:04}-{:02}", year, month);
  case Bucket::year:
    return fmt::format("{:04}", year);
  }
  return {};
}

} // namespace

std::vector<FacetValue> date_histogram(std::span<const engine::DayCount> days) {
  if (days.empty())
    return {};
  const std::int32_t span = days.back().day - days.front().day + 1;
  const Bucket bucket = span <= most_days ? Bucket::day : span <= most_days_in_months ? Bucket::month : Bucket::year;
  std::vector<FacetValue> histogram;
  year_month_day begin = beginning(date_of(days.front().day), bucket);
  year_month_day end = next(begin, bucket);
  histogram.push_back({name(begin, bucket), 0});
  for (const engine::DayCount& day : days) {
    while (date_of(day.day) >= end) {
      begin = end;
      end = next(begin, bucket);
      histogram.push_back({name(begin, bucket), 0});
    }
    histogram.back().count += day.count;
  }
  return histogram;
}

} // namespace akin
