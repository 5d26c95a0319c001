#include "server/pages/timeline.hpp"

#include "common/timestamp.hpp"
#include "searcher/date_histogram.hpp"
#include "server/pages/html.hpp"
#include "server/pages/narrowing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <vector>

namespace akin::server {
namespace {

constexpr std::size_t most_bars = 40; ///< that are told apart on a phone; more than the 37 months of date_histogram()
constexpr std::array<int, 9> years_a_bar{1, 2, 5, 10, 20, 50, 100, 200, 500};
constexpr std::size_t year_length = 4; ///< of "2023"; months and days are longer
constexpr std::size_t month_length = 7;
constexpr double least_height = 3; ///< of a bar with hits, of 100: a single one beside thousands is still seen

/// first and last: dates of the query language, the same for a single day, month or year.
struct Bar {
  std::string first;
  std::string last;
  std::size_t count = 0;
};

int year_of(const std::string& date) {
  int year = 0;
  std::from_chars(date.data(), date.data() + date.size(), year);
  return year;
}

std::vector<Bar> bars_of(const std::vector<FacetValue>& dates) {
  const auto step = std::find_if(years_a_bar.begin(), years_a_bar.end() - 1, [&](int years) {
    return dates.size() / static_cast<std::size_t>(years) < most_bars; // and one more where they begin in its midst
  });
  std::vector<Bar> bars;
  for (const FacetValue& date : dates) {
    if (*step == 1 || bars.empty() || year_of(date.value) % *step == 0)
      bars.push_back({date.value, date.value, 0});
    bars.back().last = date.value;
    bars.back().count += date.count;
  }
  return bars;
}

/// "13 Sep 2023", "Sep 2023" or "2023".
std::string date_text(const std::string& date) {
  const auto period = parse_period(date);
  if (date.size() <= year_length || !period || !period->begin)
    return date;
  const std::string day = format_day(*period->begin);
  return date.size() > month_length ? day : day.substr(day.find(' ') + 1);
}

std::string text_of(const Bar& bar) {
  return bar.first == bar.last ? date_text(bar.first) : bar.first + "–" + bar.last;
}

/// The date, unless the one that is chosen already leaves more out.
std::string narrower(const ParameterList& parameters, std::string_view name, const std::string& date) {
  const auto chosen =
      std::find_if(parameters.begin(), parameters.end(), [&](const auto& one) { return one.first == name; });
  if (chosen == parameters.end())
    return date;
  const auto given = parse_period(chosen->second);
  const auto own = parse_period(date);
  if (!given || !own)
    return date;
  return (name == "from" ? given->begin > own->begin : given->end < own->end) ? chosen->second : date;
}

std::string address_of(const Bar& bar, const ParameterList& parameters) {
  const ParameterList begun = with_one(parameters, "from", narrower(parameters, "from", bar.first));
  return "/?" + query_string(with_one(begun, "to", narrower(parameters, "to", bar.last)));
}

std::string item(const Bar& bar, std::size_t most, const ParameterList& parameters) {
  if (bar.count == 0)
    return "<li aria-hidden=\"true\"></li>"; // a gap to see; nothing to go to
  const double height = std::max(least_height, 100.0 * static_cast<double>(bar.count) / static_cast<double>(most));
  const std::string text = fmt::format("{}: {} {}", text_of(bar), bar.count, bar.count == 1 ? "story" : "stories");
  // The height is an attribute of a drawing, since the policy of our pages allows no style in the markup.
  return fmt::format("<li><a href=\"{0}\" title=\"{1}\"><span class=\"visually-hidden\">{1}</span>"
                     "<svg viewBox=\"0 0 1 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                     "<rect y=\"{2:.1f}\" width=\"1\" height=\"{3:.1f}\"/></svg></a></li>",
                     escaped(address_of(bar, parameters)), escaped(text), 100 - height, height);
}

/// What a bar stands for: "day", "month", "year" or "5 years".
std::string unit_of(const std::vector<Bar>& bars) {
  const std::string& first = bars.front().first;
  if (first.size() > month_length)
    return "day";
  if (first.size() > year_length)
    return "month";
  int years = 1; // the first and the last bar may be cut short
  for (const Bar& bar : bars)
    years = std::max(years, year_of(bar.last) - year_of(bar.first) + 1);
  return years == 1 ? "year" : fmt::format("{} years", years);
}

} // namespace

std::string timeline(const ParameterList& parameters, const Result& result) {
  const auto facet = std::find_if(result.facets.begin(), result.facets.end(),
                                  [](const auto& one) { return one.first == dates_facet; });
  if (facet == result.facets.end())
    return {};
  const std::vector<Bar> bars = bars_of(facet->second);
  if (bars.size() < 2)
    return {};
  const std::size_t most =
      std::max_element(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.count < b.count; })->count;
  std::string items;
  for (const Bar& bar : bars)
    items += item(bar, most, parameters);
  return fmt::format("<nav class=\"timeline\" aria-labelledby=\"timeline\"><p><span id=\"timeline\">Stories by "
                     "{}</span> <span>up to {}</span></p><ol>{}</ol>"
                     "<p aria-hidden=\"true\"><span>{}</span> <span>{}</span></p></nav>\n",
                     unit_of(bars), most, items, escaped(text_of(bars.front())), escaped(text_of(bars.back())));
}

} // namespace akin::server
