#include "cli/text/numbers.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>

namespace akin::cli {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string amount_of_bytes(std::uint64_t bytes) {
  if (bytes < 1000)
    return fmt::format("{} B", bytes);
  constexpr std::array units{"kB", "MB", "GB", "TB"};
  double amount = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; amount >= 999.95 && unit + 1 < units.size(); ++unit)
    amount /= 1000;
  return fmt::format("{:.1f} {}", amount, units[unit]);
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  if (whole < 3600)
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string rate(std::uint64_t bytes, double seconds) {
  if (bytes == 0 || seconds <= 0)
    return "–";
  return fmt::format("{:.1f} MB/s", static_cast<double>(bytes) / 1e6 / seconds);
}

std::string days_apart(int days) {
  if (days == 0)
    return "same day";
  const double distance = std::abs(static_cast<double>(days));
  const auto [size, unit] = distance < 14    ? std::pair{1.0, "day"}
                            : distance < 60  ? std::pair{7.0, "week"}
                            : distance < 730 ? std::pair{30.44, "month"}
                                             : std::pair{365.25, "year"};
  const auto number = static_cast<std::uint64_t>(std::llround(distance / size));
  return fmt::format("{} {}", counted(number, unit, std::string(unit) + "s"), days < 0 ? "earlier" : "later");
}

} // namespace akin::cli
