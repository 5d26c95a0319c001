#include "common/timestamp.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <date/date.h>
#include <fmt/format.h>

namespace akin {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;

constexpr std::array<std::string_view, 12> month_names{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names{"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};

struct Zone {
  std::string_view name;
  int minutes; ///< east of Greenwich
};

/// Those of RFC 2822, and the European and Japanese ones that feeds use.
constexpr std::array zones{Zone{"z", 0},      Zone{"gmt", 0},    Zone{"ut", 0},     Zone{"utc", 0},
                           Zone{"est", -300}, Zone{"edt", -240}, Zone{"cst", -360}, Zone{"cdt", -300},
                           Zone{"mst", -420}, Zone{"mdt", -360}, Zone{"pst", -480}, Zone{"pdt", -420},
                           Zone{"wet", 0},    Zone{"west", 60},  Zone{"bst", 60},   Zone{"cet", 60},
                           Zone{"cest", 120}, Zone{"eet", 120},  Zone{"eest", 180}, Zone{"jst", 540}};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

/// Midnight of a day in UTC, if there is such a day within the years 1..9999.
std::optional<Timestamp> midnight(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(month)},
                                 date::day{static_cast<unsigned>(day)}};
  if (!ymd.ok())
    return std::nullopt;
  return Timestamp{date::sys_days{ymd}.time_since_epoch().count() * seconds_per_day};
}

constexpr Timestamp first_moment{-62'135'596'800}; // 0001-01-01T00:00:00Z
constexpr Timestamp last_moment{253'402'300'799};  // 9999-12-31T23:59:59Z

struct Parsed {
  Timestamp time;
  bool has_clock = false; ///< a time of day was given
};

/// Reads one written form after the other from the front of a text. A function that fails may have moved on: its caller
/// starts again with a fresh parser.
class DateParser {
 public:
  explicit DateParser(std::string_view text) : rest_(text) {}

  std::optional<Parsed> year_first() { return read_year_first() ? with_clock() : std::nullopt; }
  std::optional<Parsed> day_first() { return read_day_first() ? with_clock() : std::nullopt; }

  std::optional<Parsed> written() {
    skip_weekday();
    return read_written() ? with_clock() : std::nullopt;
  }

  /// "20230913", "20230913T080000Z", "20230913080000".
  std::optional<Parsed> compact() {
    if (!digits(4, year_) || !digits(2, month_) || !digits(2, day_))
      return std::nullopt;
    if (!rest_.empty() && is_digit(rest_.front()))
      return digits_clock() ? finish() : std::nullopt;
    return with_clock();
  }

 private:
  bool skip(char c) {
    if (rest_.empty() || rest_.front() != c)
      return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool skip_spaces() {
    const std::size_t before = rest_.size();
    while (!rest_.empty() && is_space(rest_.front()))
      rest_.remove_prefix(1);
    return rest_.size() != before;
  }

  std::size_t digit_run() const {
    return static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_digit) - rest_.begin());
  }

  /// The next `width` digits, whatever follows them.
  bool digits(std::size_t width, int& value) {
    if (digit_run() < width)
      return false;
    value = 0;
    for (std::size_t i = 0; i < width; ++i)
      value = value * 10 + (rest_[i] - '0');
    rest_.remove_prefix(width);
    return true;
  }

  /// A whole run of one or two digits.
  bool small_number(int& value) {
    const std::size_t width = digit_run();
    return (width == 1 || width == 2) && digits(width, value);
  }

  std::string_view letters() const {
    return rest_.substr(
        0, static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_letter) - rest_.begin()));
  }

  static bool equal_folded(std::string_view word, std::string_view lower_case) {
    return word.size() == lower_case.size() &&
           std::equal(word.begin(), word.end(), lower_case.begin(), [](char a, char b) { return lower(a) == b; });
  }

  /// 1-based place of the name that the next word abbreviates to three letters or more; moves past it and a final dot.
  template <std::size_t size> int name(const std::array<std::string_view, size>& names) {
    const std::string_view word = letters();
    if (word.size() < 3)
      return 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (!equal_folded(word, names[i].substr(0, word.size())))
        continue;
      rest_.remove_prefix(word.size());
      skip('.');
      return static_cast<int>(i) + 1;
    }
    return 0;
  }

  void skip_weekday() {
    if (name(weekday_names) == 0)
      return;
    skip(',');
    skip_spaces();
  }

  bool read_year_first() {
    if (digit_run() != 4 || !digits(4, year_) || rest_.empty())
      return false;
    const char separator = rest_.front();
    if (separator != '-' && separator != '/' && separator != '.')
      return false;
    return skip(separator) && small_number(month_) && skip(separator) && small_number(day_);
  }

  bool read_day_first() {
    if (!small_number(day_) || rest_.empty())
      return false;
    const char separator = rest_.front();
    if (separator != '.' && separator != '/')
      return false;
    if (!skip(separator) || !small_number(month_) || !skip(separator) || digit_run() != 4)
      return false;
    if (separator == '/') {
      // "04/05/2023" is April in one country and May in the next: a wrong date would be worse than none.
      if (month_ > 12)
        std::swap(day_, month_);
      else if (day_ <= 12 && day_ != month_)
        return false;
    }
    return digits(4, year_);
  }

  /// "13 Sep 2023", "13-SEP-2023", "13th September, 2023", "September 13, 2023", "Sep 13 08:00:00 2023".
  bool read_written() {
    month_ = name(month_names);
    if (month_ != 0) {
      skip_separators();
      if (!small_number(day_))
        return false;
      skip_ordinal();
      skip_separators();
      return clock_follows() ? read_clock() && skip_spaces() && read_year() : read_year();
    }
    if (!small_number(day_))
      return false;
    skip_ordinal();
    skip_separators();
    month_ = name(month_names);
    skip_separators();
    return month_ != 0 && read_year();
  }

  void skip_separators() {
    while (!rest_.empty() && (is_space(rest_.front()) || rest_.front() == ',' || rest_.front() == '-' ||
                              rest_.front() == '.' || rest_.front() == '/'))
      rest_.remove_prefix(1);
  }

  void skip_ordinal() {
    const std::string_view word = letters();
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
      if (equal_folded(word, ordinal))
        rest_.remove_prefix(ordinal.size());
  }

  bool read_year() {
    const std::size_t width = digit_run();
    if (width == 4)
      return digits(4, year_);
    if (width != 2 || !digits(2, year_))
      return false;
    year_ += year_ < 50 ? 2000 : 1900; // RFC 2822, section 4.3
    return true;
  }

  bool clock_follows() const {
    const std::size_t width = digit_run();
    return (width == 1 || width == 2) && rest_.size() > width && rest_[width] == ':';
  }

  /// What may stand between a date and a time: "T", spaces, a comma, "at".
  bool skip_to_clock() {
    if (letters().size() == 1 && lower(rest_.front()) == 't')
      return skip(rest_.front());
    bool moved = skip(',');
    moved = skip_spaces() || moved;
    if (equal_folded(letters(), "at")) {
      rest_.remove_prefix(2);
      moved = skip_spaces();
    }
    return moved;
  }

  std::optional<Parsed> with_clock() {
    if (rest_.empty() || has_clock_)
      return finish();
    if (!skip_to_clock())
      return std::nullopt;
    const bool read = digit_run() >= 4 ? digits_clock() : read_clock();
    return read ? finish() : std::nullopt;
  }

  /// "8:00", "08:00:00.123 am", "8 p.m.", with an optional zone.
  bool read_clock() {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!small_number(hour))
      return false;
    const bool has_minute = skip(':');
    if (has_minute && !digits(2, minute))
      return false;
    if (has_minute && skip(':') && (!digits(2, second) || !skip_fraction()))
      return false;
    const bool has_half = half_of_day(hour);
    if (!has_minute && !has_half)
      return false;
    return set_clock(hour, minute, second) && read_zone();
  }

  /// "0800", "080000", with an optional zone.
  bool digits_clock() {
    int hour = 0;
    int minute = 0;
    int second = 0;
    const std::size_t width = digit_run();
    if ((width != 4 && width != 6) || !digits(2, hour) || !digits(2, minute))
      return false;
    if (width == 6 && (!digits(2, second) || !skip_fraction()))
      return false;
    return set_clock(hour, minute, second) && read_zone();
  }

  bool skip_fraction() {
    if (!skip('.') && !skip(','))
      return true;
    const std::size_t width = digit_run();
    rest_.remove_prefix(width);
    return width > 0;
  }

  /// Reads "am" or "pm" if it is there. An hour outside 1..12 becomes one that set_clock() refuses.
  bool half_of_day(int& hour) {
    const std::string_view before = rest_;
    skip_spaces();
    const bool morning = !rest_.empty() && lower(rest_.front()) == 'a';
    const bool evening = !rest_.empty() && lower(rest_.front()) == 'p';
    if (morning || evening) {
      rest_.remove_prefix(1);
      skip('.');
      if (equal_folded(letters(), "m")) {
        rest_.remove_prefix(1);
        skip('.');
        hour = hour < 1 || hour > 12 ? 99 : hour % 12 + (evening ? 12 : 0);
        return true;
      }
    }
    rest_ = before;
    return false;
  }

  bool set_clock(int hour, int minute, int second) {
    if (hour > 23 || minute > 59 || second > 60)
      return false; // 60: a leap second, the first one of the next minute
    seconds_of_day_ = (hour * 60 + minute) * 60 + second;
    has_clock_ = true;
    return true;
  }

  /// A zone if there is one; a space that is followed by something else stays.
  bool read_zone() {
    const std::string_view before = rest_;
    skip_spaces();
    const std::string_view word = letters();
    if (!word.empty()) {
      const auto* const zone =
          std::find_if(zones.begin(), zones.end(), [&](const Zone& z) { return equal_folded(word, z.name); });
      if (zone == zones.end())
        return false;
      rest_.remove_prefix(word.size());
      offset_minutes_ = zone->minutes;
      return zone->minutes != 0 || read_offset(); // "GMT+0200", as browsers write
    }
    if (!rest_.empty() && (rest_.front() == '+' || rest_.front() == '-'))
      return read_offset();
    rest_ = before;
    return true;
  }

  /// "+02:00", "+0200", "+02", or nothing at all.
  bool read_offset() {
    if (rest_.empty() || (rest_.front() != '+' && rest_.front() != '-'))
      return true;
    const int sign = rest_.front() == '-' ? -1 : 1;
    rest_.remove_prefix(1);
    int hours = 0;
    int minutes = 0;
    if (!digits(2, hours))
      return false;
    const bool has_minutes = skip(':') || digit_run() > 0;
    if (has_minutes && !digits(2, minutes))
      return false;
    if (hours > 23 || minutes > 59)
      return false;
    offset_minutes_ = sign * (hours * 60 + minutes);
    return true;
  }

  std::optional<Parsed> finish() {
    skip_spaces();
    if (has_clock_ && !rest_.empty() && rest_.front() == '(' && rest_.back() == ')')
      rest_ = {}; // "(Summer Time)"
    const std::optional<Timestamp> day = midnight(year_, month_, day_);
    if (!rest_.empty() || !day)
      return std::nullopt;
    const Timestamp time{day->seconds + seconds_of_day_ - offset_minutes_ * 60};
    if (time < first_moment || time > last_moment)
      return std::nullopt;
    return Parsed{time, has_clock_};
  }

  std::string_view rest_;
  int year_ = 0;
  int month_ = 0;
  int day_ = 0;
  int seconds_of_day_ = 0;
  int offset_minutes_ = 0;
  bool has_clock_ = false;
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
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", int{ymd.year()}, unsigned{ymd.month()},
                     unsigned{ymd.day()}, clock.hours().count(), clock.minutes().count(), clock.seconds().count());
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
