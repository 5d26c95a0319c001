#include "server/parameters.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace akin::server {
namespace {

[[noreturn]] void refuse(std::string_view name, std::string message) {
  throw RequestError(ErrorCode::invalid_argument, std::move(message), std::string(name));
}

constexpr std::size_t max_values = 200; ///< of one repeatable parameter

} // namespace

std::optional<std::string> Parameters::text(std::string_view name, std::size_t max_bytes) {
  known_.emplace(name);
  std::optional<std::string> found;
  for (const auto& [given, value] : *list_) {
    if (given != name)
      continue;
    if (found)
      refuse(name, "it is given twice; give it once");
    if (value.size() > max_bytes)
      refuse(name, fmt::format("it is longer than {} bytes", max_bytes));
    found = value;
  }
  return found;
}

std::size_t Parameters::number(std::string_view name, std::size_t default_value, std::size_t most, std::size_t least) {
  const auto given = text(name);
  if (!given)
    return default_value;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (given->empty() || error != std::errc{} || end != given->data() + given->size() || value > most || value < least)
    refuse(name, fmt::format("it must be a whole number from {} to {}", least, most));
  return value;
}

double Parameters::fraction(std::string_view name, double default_value) {
  const auto given = text(name);
  if (!given)
    return default_value;
  double value = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (error != std::errc{} || end != given->data() + given->size() || !(value >= 0 && value <= 1))
    refuse(name, "it must be a number from 0 to 1");
  return value;
}

bool Parameters::flag(std::string_view name) {
  const auto given = text(name);
  if (!given || *given == "0" || *given == "false")
    return false;
  if (!given->empty() && *given != "1" && *given != "true")
    refuse(name, "it must be 1 or 0");
  return true;
}

std::vector<std::string> Parameters::list(std::string_view name) {
  known_.emplace(name);
  std::vector<std::string> values;
  for (const auto& [given, value] : *list_)
    if (given == name && !value.empty())
      values.push_back(value);
  if (values.size() > max_values)
    refuse(name, fmt::format("it is given more than {} times", max_values));
  return values;
}

std::vector<std::string> Parameters::comma_list(std::string_view name) {
  std::vector<std::string> values;
  for (const std::string& value : list(name)) {
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t end = std::min(value.find(',', begin), value.size());
      if (end > begin)
        values.push_back(value.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  if (values.size() > max_values)
    refuse(name, fmt::format("it has more than {} values", max_values));
  return values;
}

void Parameters::finish() const {
  for (const auto& [name, value] : *list_)
    if (!known_.contains(name))
      refuse(name, fmt::format("there is no such parameter here; there are {}", fmt::join(known_, ", ")));
}

namespace {

std::optional<TimeRange> period(Parameters& parameters, std::string_view name) {
  const auto given = parameters.text(name);
  if (!given || given->empty())
    return std::nullopt;
  const auto range = parse_period(*given);
  if (!range)
    refuse(name, "it is no date; write 2023, 2023-09 or 2023-09-13");
  return range;
}

std::vector<std::string> either(Parameters& parameters, std::string_view name, std::string_view short_name) {
  auto values = parameters.list(name);
  for (std::string& value : parameters.list(short_name))
    values.push_back(std::move(value));
  return values;
}

} // namespace

bool read_fold_copies(Parameters& parameters) {
  return parameters.choice<bool>("copies", true, {{"collapse", true}, {"show", false}});
}

engine::Sort read_sort(Parameters& parameters) {
  using engine::Sort;
  return parameters.choice<Sort>("sort", Sort::relevance,
                                 {{"relevance", Sort::relevance}, {"newest", Sort::newest}, {"oldest", Sort::oldest}});
}

Filters read_filters(Parameters& parameters) {
  Filters filters;
  filters.people = parameters.list("person");
  filters.places = parameters.list("place");
  filters.organisations = either(parameters, "organisation", "org");
  filters.sources = parameters.list("source");
  filters.tags = parameters.list("tag");
  filters.authors = parameters.list("author");
  filters.sections = parameters.list("section");
  filters.languages = either(parameters, "language", "lang");
  if (const auto range = period(parameters, "from"))
    filters.published.begin = range->begin;
  if (const auto range = period(parameters, "to"))
    filters.published.end = range->end;
  return filters;
}

void read_facets(Parameters& parameters, SearchRequest& request) {
  for (const std::string& name : parameters.comma_list("facets"))
    if (!add_facet(name, request))
      refuse("facets", "the facets are " + known_facets());
}

SearchRequest read_search(Parameters& parameters) {
  SearchRequest request;
  request.query = parameters.text("q").value_or("");
  request.filters = read_filters(parameters);
  request.limit = parameters.number("limit", request.limit, 1000);
  request.offset = parameters.number("offset", 0, 10'000 - request.limit);
  request.cursor = parameters.text("cursor").value_or("");
  request.per_source = parameters.number("per-source", 0, 1000);
  request.sort = read_sort(parameters);
  read_facets(parameters, request);
  request.fold_copies = read_fold_copies(parameters);
  request.explain = parameters.flag("explain");
  request.relax = !parameters.flag("no-relax");
  request.prefix = parameters.flag("prefix");
  return request;
}

SimilarRequest read_similar(Parameters& parameters) {
  using Method = SimilarSettings::Method;
  SimilarRequest request;
  request.filters = read_filters(parameters);
  request.limit = parameters.number("limit", request.limit, 1000);
  request.exclude = parameters.comma_list("exclude");
  request.unlike = parameters.comma_list("unlike");
  request.per_source = parameters.number("per-source", 0, 1000);
  request.mode = parameters.choice<SimilarMode>("mode", SimilarMode::mixed,
                                                {{"mixed", SimilarMode::mixed},
                                                 {"same-event", SimilarMode::same_event},
                                                 {"background", SimilarMode::background},
                                                 {"follow-up", SimilarMode::follow_up}});
  request.fold_copies = read_fold_copies(parameters);
  request.explain = parameters.flag("explain");
  request.versus = parameters.text("versus").value_or("");
  SimilarSettings& settings = request.settings;
  settings.method = parameters.choice<Method>("method", settings.method,
                                              {{"terms", Method::terms},
                                               {"vectors", Method::vectors},
                                               {"expanded", Method::expanded},
                                               {"latent", Method::latent}});
  settings.candidates = parameters.number("candidates", settings.candidates, 10'000, 1);
  settings.recency_weight = parameters.fraction("recency", settings.recency_weight);
  settings.diversity = parameters.fraction("diversity", settings.diversity);
  settings.minimum_confidence = parameters.fraction("least-confidence", settings.minimum_confidence);
  return request;
}

EntityRequest read_entities(Parameters& parameters) {
  EntityRequest request;
  request.kind = parameters.choice<std::optional<EntityKind>>(
      "kind", std::nullopt,
      {{"person", EntityKind::person}, {"place", EntityKind::place}, {"organisation", EntityKind::organisation}});
  request.prefix = parameters.text("prefix").value_or("");
  request.with = parameters.text("with").value_or("");
  request.sort = parameters.choice<EntitySort>("sort", EntitySort::count,
                                               {{"count", EntitySort::count}, {"name", EntitySort::name}});
  request.limit = parameters.number("limit", request.limit, 1000, 1); // unlike at a terminal, "all" is not on offer
  return request;
}

SuggestRequest read_suggest(Parameters& parameters) {
  SuggestRequest request;
  request.prefix = parameters.text("q", 512).value_or("");
  request.limit = parameters.number("limit", request.limit, 100);
  return request;
}

} // namespace akin::server
