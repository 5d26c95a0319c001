#include "server/pages/reason.hpp"

#include "server/pages/html.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string_view>
#include <utility>

namespace akin::server {
namespace {

constexpr std::size_t shown_entities = 3;
constexpr std::size_t shown_terms = 2;

/// Size and name of the unit that a distance is told in.
std::pair<double, std::string_view> unit_for(double days) {
  if (days < 14)
    return {1, "day"};
  if (days < 60)
    return {7, "week"};
  return days < 730 ? std::pair{30.44, std::string_view("month")} : std::pair{365.25, std::string_view("year")};
}

} // namespace

std::string time_apart(int days) {
  if (days == 0)
    return "same day";
  const double distance = std::abs(static_cast<double>(days));
  const auto [size, unit] = unit_for(distance);
  const auto number = std::llround(distance / size);
  return fmt::format("{} {}{} {}", number, unit, number == 1 ? "" : "s", days < 0 ? "earlier" : "later");
}

std::string reason_html(const Why& why) {
  std::string line;
  for (std::size_t i = 0; i < std::min(shown_entities, why.entities.size()); ++i)
    line +=
        (i > 0 ? ", " : "") + link(entity_address(why.entities[i].kind, why.entities[i].name), why.entities[i].name);
  std::string terms;
  for (std::size_t i = 0; i < std::min(shown_terms, why.terms.size()); ++i)
    terms += (i > 0 ? ", " : "") + fmt::format("<bdi>{}</bdi>", escaped(why.terms[i].term));
  if (!terms.empty())
    line += (line.empty() ? "" : " · ") + terms;
  if (why.days_apart)
    line += (line.empty() ? "" : " · ") + time_apart(*why.days_apart);
  return line;
}

} // namespace akin::server
