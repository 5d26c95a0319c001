#include "common/clock_parser.hpp"

#include <array>

namespace akin::date_text {
namespace {

struct Zone {
  std::string_view name;
  int offset_minutes;
};

/// Those of RFC 2822, and the European and Japanese ones that feeds use.
constexpr std::array zones{Zone{"z", 0},      Zone{"gmt", 0},    Zone{"ut", 0},     Zone{"utc", 0},
                           Zone{"est", -300}, Zone{"edt", -240}, Zone{"cst", -360}, Zone{"cdt", -300},
                           Zone{"mst", -420}, Zone{"mdt", -360}, Zone{"pst", -480}, Zone{"pdt", -420},
                           Zone{"wet", 0},    Zone{"west", 60},  Zone{"bst", 60},   Zone{"cet", 60},
                           Zone{"cest", 120}, Zone{"eet", 120},  Zone{"eest", 180}, Zone{"jst", 540}};

bool is_sign(char c) { return c == '+' || c == '-'; }

/// Digits after a point or comma, if there is one.
bool skip_fraction(Scanner& scanner) {
  if (!scanner.skip('.') && !scanner.skip(','))
    return true;
  return scanner.skip_any("0123456789");
}

/// Turns an hour of the twelve-hour clock into one of 24 when "am" or "pm" follows. An impossible one stays impossible.
bool read_half_of_day(Scanner& scanner, int& hour) {
  Scanner ahead = scanner;
  ahead.skip_spaces();
  const char half = lower(ahead.next());
  if (half != 'a' && half != 'p')
    return false;
  ahead.advance(1);
  ahead.skip('.');
  if (!equal_folded(ahead.letters(), "m"))
    return false;
  ahead.advance(1);
  ahead.skip('.');
  hour = hour < 1 || hour > 12 ? 24 : hour % 12 + (half == 'p' ? 12 : 0);
  scanner = ahead;
  return true;
}

/// "+02:00", "+0200", "+02", "+2:00" or "+2".
bool read_offset(Scanner& scanner, int& offset_minutes) {
  const int sign = scanner.next() == '-' ? -1 : 1;
  scanner.advance(1);
  int hours = 0;
  int minutes = 0;
  if (!scanner.digits(scanner.digit_run() == 1 ? 1 : 2, hours))
    return false;
  const bool has_minutes = scanner.skip(':') || scanner.digit_run() > 0;
  if ((has_minutes && !scanner.digits(2, minutes)) || hours > 23 || minutes > 59)
    return false;
  offset_minutes = sign * (hours * 60 + minutes);
  return true;
}

bool read_zone_name(Scanner& scanner, int& offset_minutes) {
  const std::string_view word = scanner.letters();
  for (const Zone& zone : zones) {
    if (!equal_folded(word, zone.name))
      continue;
    scanner.advance(word.size());
    offset_minutes = zone.offset_minutes;
    if (zone.offset_minutes == 0 && is_sign(scanner.next())) // "GMT+0200", as browsers write
      return read_offset(scanner, offset_minutes);
    return true;
  }
  return false;
}

/// Checks the time and reads the zone, if there is one; what else follows is left to the caller.
std::optional<Clock> with_zone(Scanner& scanner, int hour, int minute, int second) {
  // Second 60 is a leap second: taken as the first one of the next minute.
  if (hour > 23 || minute > 59 || second > 60)
    return std::nullopt;
  Clock clock{(hour * 60 + minute) * 60 + second, 0};
  Scanner ahead = scanner;
  ahead.skip_spaces();
  if (!is_letter(ahead.next()) && !is_sign(ahead.next()))
    return clock;
  scanner = ahead;
  const bool known = is_sign(ahead.next()) ? read_offset(scanner, clock.offset_minutes)
                                           : read_zone_name(scanner, clock.offset_minutes);
  return known ? std::optional(clock) : std::nullopt;
}

} // namespace

std::optional<Clock> read_clock(Scanner& scanner) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!scanner.small_number(hour))
    return std::nullopt;
  const bool has_minute = scanner.skip(':');
  if (has_minute && !scanner.digits(2, minute))
    return std::nullopt;
  if (has_minute && scanner.skip(':') && (!scanner.digits(2, second) || !skip_fraction(scanner)))
    return std::nullopt;
  const bool has_half = read_half_of_day(scanner, hour);
  if (!has_minute && !has_half)
    return std::nullopt;
  return with_zone(scanner, hour, minute, second);
}

std::optional<Clock> read_compact_clock(Scanner& scanner) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  const std::size_t width = scanner.digit_run();
  if ((width != 4 && width != 6) || !scanner.digits(2, hour) || !scanner.digits(2, minute))
    return std::nullopt;
  if (width == 6 && (!scanner.digits(2, second) || !skip_fraction(scanner)))
    return std::nullopt;
  return with_zone(scanner, hour, minute, second);
}

} // namespace akin::date_text
