#include "common/query/date_condition.hpp"

#include <utility>

namespace akin::query {
namespace {

std::optional<DateCondition> comparison(std::string_view text) {
  const bool later = text.front() == '>';
  const bool or_equal = text.size() > 1 && text[1] == '=';
  const auto period = parse_period(text.substr(or_equal ? 2 : 1));
  if (!period)
    return std::nullopt;
  DateCondition condition;
  if (later)
    condition.range.begin = or_equal ? period->begin : period->end;
  else
    condition.range.end = or_equal ? period->end : period->begin;
  return condition;
}

std::optional<DateCondition> between(std::string_view from, std::string_view to) {
  if (from.empty() && to.empty())
    return std::nullopt;
  auto first = from.empty() ? TimeRange{} : parse_period(from);
  auto last = to.empty() ? TimeRange{} : parse_period(to);
  if (!first || !last)
    return std::nullopt;
  DateCondition condition;
  condition.reversed = !from.empty() && !to.empty() && last->begin < first->begin && last->end < first->end;
  if (condition.reversed)
    std::swap(first, last);
  condition.range = {first->begin, last->end};
  return condition;
}

} // namespace

std::optional<DateCondition> parse_date_condition(std::string_view text) {
  if (text.empty())
    return std::nullopt;
  if (text.front() == '<' || text.front() == '>')
    return comparison(text);
  const std::size_t dots = text.find("..");
  if (dots != std::string_view::npos)
    return between(text.substr(0, dots), text.substr(dots + 2));
  const auto period = parse_period(text);
  if (!period)
    return std::nullopt;
  return DateCondition{*period, false};
}

} // namespace akin::query
