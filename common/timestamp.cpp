#include "common/timestamp.hpp"

#include "common/clock_parser.hpp"
#include "common/date_scanner.hpp"
#include "common/text_lines.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <date/date.h>
#include <fmt/format.h>
#include <utility>

namespace akin {
namespace {

using date_text::Clock;
using date_text::equal_folded;
using date_text::is_digit;
using date_text::Scanner;

constexpr std::int64_t seconds_per_day = 86'400;
constexpr Timestamp first_moment{-62'135'596'800}; // 0001-01-01T00:00:00Z
constexpr Timestamp last_moment{253'402'300'799};  // 9999-12-31T23:59:59Z

constexpr std::array<std::string_view, 12> month_names{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names{"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};

/// Midnight of a day in UTC, if there is such a day within the years 1..9999.
std::optional<Timestamp> midnight(int year, int month, int day) {
  const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(month)},
                                 date::day{static_cast<unsigned>(day)}};
  if (year < 1 || year > 9999 || !ymd.ok())
    return std::nullopt;
  return Timestamp{date::sys_days{ymd}.time_since_epoch().count() * seconds_per_day};
}

struct Parsed {
  Timestamp time;
  bool has_clock = false; ///< a time of day was given
};

/// Reads one form of date. Each of the public functions reads the whole text; use a fresh parser for the next try.
class DateParser {
 public:
  explicit DateParser(std::string_view text) : scanner_(text) {}

  /// "2023-09-13".
  std::optional<Parsed> year_first() {
    const bool read = scanner_.digits(4, year_) && read_separator("-/.") && scanner_.small_number(month_) &&
                      scanner_.skip(separator_) && scanner_.small_number(day_);
    return read ? with_clock() : std::nullopt;
  }

  /// "13.09.2023".
  std::optional<Parsed> day_first() {
    const bool read = scanner_.small_number(day_) && read_separator("./") && scanner_.small_number(month_) &&
                      scanner_.skip(separator_) && scanner_.digit_run() == 4 && scanner_.digits(4, year_);
    return read && settle_order() ? with_clock() : std::nullopt;
  }

  /// "20230913", "20230913T080000Z", "20230913080000".
  std::optional<Parsed> compact() {
    if (!scanner_.digits(4, year_) || !scanner_.digits(2, month_) || !scanner_.digits(2, day_))
      return std::nullopt;
    if (!is_digit(scanner_.next()))
      return with_clock();
    clock_ = read_compact_clock(scanner_);
    return clock_ ? finish() : std::nullopt;
  }

  /// "Wed, 13 Sep 2023", "13-SEP-2023", "September 13th, 2023", "Wed Sep 13 08:00:00 2023".
  std::optional<Parsed> written() {
    if (read_name(weekday_names) != 0)
      scanner_.skip_any(", ");
    month_ = read_name(month_names);
    const bool read = month_ != 0 ? read_after_month() : read_day_and_month();
    return read && read_year() ? with_clock() : std::nullopt;
  }

 private:
  bool read_separator(std::string_view allowed) {
    separator_ = scanner_.next();
    return allowed.find(separator_) != std::string_view::npos && scanner_.skip(separator_);
  }

  /// "04/05/2023" is April in one country and May in the next: a wrong date would be worse than none.
  bool settle_order() {
    if (separator_ != '/')
      return true;
    if (month_ > 12)
      std::swap(day_, month_);
    return day_ > 12 || day_ == month_;
  }

  /// 1-based place of the name that the next word abbreviates to three letters or more, 0 if it is none; moves past it
  /// and the dot of an abbreviation.
  template <std::size_t size> int read_name(const std::array<std::string_view, size>& names) {
    const std::string_view word = scanner_.letters();
    if (word.size() < 3)
      return 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (!equal_folded(word, names[i].substr(0, word.size())))
        continue;
      scanner_.advance(word.size());
      scanner_.skip('.');
      return static_cast<int>(i) + 1;
    }
    return 0;
  }

  bool read_after_month() {
    skip_separators();
    if (!read_day())
      return false;
    const std::string_view rest = scanner_.rest();
    if (rest.size() < 3 || (rest[1] != ':' && rest[2] != ':'))
      return true;
    clock_ = read_clock(scanner_); // asctime() has the year behind it
    return clock_ && scanner_.skip_spaces();
  }

  bool read_day_and_month() {
    if (!read_day())
      return false;
    month_ = read_name(month_names);
    skip_separators();
    return month_ != 0;
  }

  /// The day, its "th" and what stands behind it.
  bool read_day() {
    if (!scanner_.small_number(day_))
      return false;
    const std::string_view word = scanner_.letters();
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
      scanner_.advance(equal_folded(word, ordinal) ? ordinal.size() : 0);
    skip_separators();
    return true;
  }

  void skip_separators() { scanner_.skip_any(" \t,-./"); }

  bool read_year() {
    const std::size_t width = scanner_.digit_run();
    if ((width != 2 && width != 4) || !scanner_.digits(width, year_))
      return false;
    if (width == 2)
      year_ += year_ < 50 ? 2000 : 1900; // RFC 2822, section 4.3
    return true;
  }

  /// What may stand between a date and a time: "T", spaces, a comma, "at".
  bool skip_to_clock() {
    if (equal_folded(scanner_.letters(), "t"))
      return scanner_.skip(scanner_.next());
    bool moved = scanner_.skip_any(", ");
    if (equal_folded(scanner_.letters(), "at")) {
      scanner_.advance(2);
      moved = scanner_.skip_spaces();
    }
    return moved;
  }

  std::optional<Parsed> with_clock() {
    if (scanner_.at_end() || clock_)
      return finish();
    if (!skip_to_clock())
      return std::nullopt;
    clock_ = scanner_.digit_run() >= 4 ? read_compact_clock(scanner_) : read_clock(scanner_);
    return clock_ ? finish() : std::nullopt;
  }

  std::optional<Parsed> finish() {
    scanner_.skip_spaces();
    const bool has_comment = clock_ && scanner_.next() == '(' && scanner_.rest().back() == ')'; // "(Summer Time)"
    const std::optional<Timestamp> day = midnight(year_, month_, day_);
    if (!day || (!scanner_.at_end() && !has_comment))
      return std::nullopt;
    const Clock clock = clock_.value_or(Clock{});
    const Timestamp time{day->seconds + clock.second_of_day - clock.offset_minutes * 60};
    if (time < first_moment || time > last_moment)
      return std::nullopt;
    return Parsed{time, clock_.has_value()};
  }

  Scanner scanner_;
  int year_ = 0;
  int month_ = 0;
  int day_ = 0;
  char separator_ = 0;
  std::optional<Clock> clock_;
};

std::optional<Parsed> parse_unix(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return Parsed{Timestamp{digits.size() == 13 ? value / 1000 : value}, true};
}

std::optional<Parsed> parse(std::string_view untrimmed) {
  const std::string_view text = trimmed(untrimmed);
  if (text.empty() || text.size() > 100)
    return std::nullopt; // no date is that long
  const auto digits = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  if (digits == text.size() && (digits == 10 || digits == 13))
    return parse_unix(text);
  if (digits == 4)
    return DateParser(text).year_first();
  if (digits >= 8)
    return DateParser(text).compact();
  if (digits > 0) {
    if (const auto numeric = DateParser(text).day_first())
      return numeric;
  }
  return DateParser(text).written();
}

/// Start of the month that lies a number of months after January of a year; also January of the year 10000.
Timestamp month_start(int year, int months) {
  const date::year_month month = date::year{year} / 1 + date::months{months};
  return {date::sys_days{month / 1}.time_since_epoch().count() * seconds_per_day};
}

/// "2023" and "2023-09".
std::optional<TimeRange> parse_year_or_month(std::string_view text) {
  if (text.size() != 4 && (text.size() != 7 || text[4] != '-'))
    return std::nullopt;
  const std::string_view year_text = text.substr(0, 4);
  const std::string_view month_text = text.size() == 7 ? text.substr(5) : std::string_view{};
  if (!std::all_of(year_text.begin(), year_text.end(), is_digit))
    return std::nullopt;
  if (!std::all_of(month_text.begin(), month_text.end(), is_digit))
    return std::nullopt;
  int year = 0;
  int month = 1;
  std::from_chars(year_text.data(), year_text.data() + 4, year);
  if (!month_text.empty())
    std::from_chars(month_text.data(), month_text.data() + 2, month);
  if (!midnight(year, month, 1))
    return std::nullopt;
  return TimeRange{month_start(year, month - 1), month_start(year, month_text.empty() ? 12 : month)};
}

date::sys_seconds clamped(Timestamp time) {
  return date::sys_seconds{std::chrono::seconds{std::clamp(time, first_moment, last_moment).seconds}};
}

} // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  const std::optional<Parsed> parsed = parse(text);
  if (!parsed)
    return std::nullopt;
  return parsed->time;
}

std::string format_rfc3339(Timestamp time) {
  const auto moment = clamped(time);
  const auto day = date::floor<date::days>(moment);
  const date::year_month_day ymd{day};
  const date::hh_mm_ss<std::chrono::seconds> clock{moment - day};
  std::string text = "0000-00-00T00:00:00Z"; // filled in by hand: lists write it for each hit
  const auto put = [&](std::size_t begin, std::size_t digits, auto number) {
    for (std::size_t i = begin + digits; i > begin; number /= 10)
      text[--i] = static_cast<char>('0' + number % 10);
  };
  put(0, 4, int{ymd.year()});
  put(5, 2, unsigned{ymd.month()});
  put(8, 2, unsigned{ymd.day()});
  put(11, 2, clock.hours().count());
  put(14, 2, clock.minutes().count());
  put(17, 2, clock.seconds().count());
  return text;
}

std::string format_day(Timestamp time) {
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const date::year_month_day ymd{date::floor<date::days>(clamped(time))};
  return fmt::format("{} {} {}", unsigned{ymd.day()}, months[unsigned{ymd.month()} - 1], int{ymd.year()});
}

std::optional<TimeRange> parse_period(std::string_view untrimmed) {
  const std::string_view text = trimmed(untrimmed);
  if (const auto period = parse_year_or_month(text))
    return period;
  const std::optional<Parsed> parsed = parse(text);
  if (!parsed)
    return std::nullopt;
  const std::int64_t length = parsed->has_clock ? 1 : seconds_per_day;
  return TimeRange{parsed->time, Timestamp{parsed->time.seconds + length}};
}

} // namespace akin
