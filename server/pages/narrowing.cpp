#include "server/pages/narrowing.hpp"

#include "server/pages/html.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace akin::server {
namespace {

constexpr std::size_t values_shown = 8;

/// A facet's name in results, its filter's name, and what people read.
struct FacetText {
  std::string_view facet;
  std::string_view filter;
  std::string_view heading;
};
constexpr std::array facet_texts{FacetText{"people", "person", "People"}, FacetText{"places", "place", "Places"},
                                 FacetText{"organisations", "organisation", "Organisations"},
                                 FacetText{"sources", "source", "Sources"}, FacetText{"tags", "tag", "Tags"}};

constexpr std::array<std::string_view, 7> other_filters{"org", "author", "section", "language", "lang", "from", "to"};

bool is_filter(std::string_view name) {
  const bool facet =
      std::any_of(facet_texts.begin(), facet_texts.end(), [&](const FacetText& text) { return text.filter == name; });
  return facet || std::find(other_filters.begin(), other_filters.end(), name) != other_filters.end();
}

std::string facet(const FacetText& text, const std::vector<FacetValue>& values, const ParameterList& parameters) {
  std::string items;
  std::size_t shown = 0;
  for (const FacetValue& value : values) {
    const std::pair<std::string, std::string> filter{text.filter, value.value};
    if (value.value.empty() || std::find(parameters.begin(), parameters.end(), filter) != parameters.end())
      continue;
    if (shown++ == values_shown)
      break;
    ParameterList narrower = parameters;
    narrower.push_back(filter);
    items += fmt::format("<li>{} <span class=\"count\">{}</span></li>",
                         link("/?" + query_string(narrower), value.value), value.count);
  }
  if (items.empty())
    return {};
  return fmt::format("<details open><summary><h2>{}</h2></summary><ul>{}</ul></details>", text.heading, items);
}

std::string dates(const ParameterList& parameters) {
  std::string hidden;
  std::string from;
  std::string to;
  for (const auto& [name, value] : parameters) {
    if (name == "from")
      from = value;
    else if (name == "to")
      to = value;
    else
      hidden += fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escaped(name), escaped(value));
  }
  constexpr auto field =
      R"(<label>{0} <input name="{1}" value="{2}" placeholder="2023-09" size="10" inputmode="numeric"></label>)";
  return fmt::format("<details open><summary><h2>Dates</h2></summary><form class=\"dates\" action=\"/\">{}{}{}"
                     "<button type=\"submit\">Show</button></form></details>",
                     hidden, fmt::format(field, "From", "from", escaped(from)),
                     fmt::format(field, "To", "to", escaped(to)));
}

} // namespace

ParameterList with_one(ParameterList parameters, std::string_view name, std::string_view value) {
  std::erase_if(parameters, [&](const auto& entry) { return entry.first == name || entry.first == "page"; });
  parameters.emplace_back(name, value);
  return parameters;
}

std::string chosen_filters(const ParameterList& parameters) {
  std::string items;
  for (const auto& entry : parameters) {
    if (!is_filter(entry.first))
      continue;
    ParameterList wider = parameters;
    std::erase(wider, entry);
    const std::string address = wider.empty() ? "/" : "/?" + query_string(wider);
    items += fmt::format("<li><a href=\"{}\" aria-label=\"Remove {}: {}\">{}: <bdi>{}</bdi> "
                         "<span aria-hidden=\"true\">×</span></a></li>",
                         escaped(address), escaped(entry.first), escaped(entry.second), escaped(entry.first),
                         escaped(entry.second));
  }
  return items.empty() ? "" : fmt::format("<ul class=\"chosen\" aria-label=\"Chosen filters\">{}</ul>\n", items);
}

std::string narrowing(const ParameterList& parameters, const Result& result) {
  std::string out = "<aside class=\"facets\" id=\"filters\" aria-label=\"Narrow the results\">";
  for (const FacetText& text : facet_texts)
    for (const auto& [name, values] : result.facets)
      if (name == text.facet)
        out += facet(text, values, parameters);
  return out + dates(parameters) + "</aside>";
}

} // namespace akin::server
