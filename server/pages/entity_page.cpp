#include "common/entity_json.hpp"
#include "server/pages/html.hpp"
#include "server/pages/pages.hpp"
#include "server/parameters.hpp"

#include <fmt/format.h>

namespace akin::server {
namespace {

constexpr std::size_t articles_shown = 20;
constexpr std::size_t companions_shown = 24;

std::string aliases(const std::vector<ListedEntity>& entities, EntityKind kind) {
  std::string out;
  for (const ListedEntity& entity : entities)
    if (entity.kind == kind)
      for (const std::string& alias : entity.aliases)
        out += (out.empty() ? "" : ", ") + fmt::format("<bdi>{}</bdi>", escaped(alias));
  return out.empty() ? "" : fmt::format("<p class=\"source\">Also: {}</p>", out);
}

std::string companions(const std::vector<ListedEntity>& entities) {
  std::string items;
  for (const ListedEntity& entity : entities)
    items += fmt::format("<li>{} <span class=\"count\">{}</span></li>",
                         link(entity_address(entity.kind, entity.name), entity.name), entity.articles);
  if (items.empty())
    return {};
  return fmt::format(
      "<aside class=\"facets\" aria-label=\"Named with it\"><details open><summary><h2>Named with it</h2>"
      "</summary><ul>{}</ul></details></aside>",
      items);
}

Response unknown_entity(const std::string& site, const std::string& name) {
  PageParts parts;
  parts.site = site;
  parts.title = "Not found";
  parts.query = name;
  parts.main = name.empty() ? "<h1>No name was given</h1>"
                            : fmt::format("<h1>No article names <bdi>{}</bdi></h1><p>{}</p>", escaped(name),
                                          link("/?" + query_string({{"q", name}}), "Search for these words"));
  Response response = page(parts);
  response.status = info(ErrorCode::not_found).http_status;
  return response;
}

/// The parameter that filters by a kind carries the kind's own name.
std::string everything_link(EntityKind kind, const std::string& name, std::size_t total) {
  const ParameterList filter{{std::string(name_of(kind)), name}};
  return link("/?" + query_string(filter), fmt::format("All {} stories, with filters", total));
}

} // namespace

Response entity_page(const IndexState& state, const ParameterList& list, const std::string& site) {
  Parameters parameters(list);
  const auto kind = parameters.choice<EntityKind>(
      "kind", EntityKind::person,
      {{"person", EntityKind::person}, {"place", EntityKind::place}, {"organisation", EntityKind::organisation}});
  const std::string name = parameters.text("name").value_or("");
  parameters.finish();

  SearchRequest request;
  auto& filter = kind == EntityKind::person  ? request.filters.people
                 : kind == EntityKind::place ? request.filters.places
                                             : request.filters.organisations;
  filter = {name};
  request.limit = articles_shown;
  request.sort = engine::Sort::newest;
  const Result result = name.empty() ? Result{} : state.searcher.search(request);
  if (result.hits.empty())
    return unknown_entity(site, name);
  EntityList with;
  try {
    with = state.searcher.entities({.with = name, .limit = companions_shown});
  } catch (const Error& error) { // found by a part of a name, which is no entity itself
    if (error.code() != ErrorCode::not_found)
      throw;
  }

  PageParts parts;
  parts.site = site;
  parts.title = name;
  std::string items;
  for (const Hit& hit : result.hits)
    items += hit_item(hit);
  parts.main =
      fmt::format("<h1 dir=\"auto\">{}</h1><p class=\"kind\">{}</p>{}<div class=\"results\">"
                  "<section class=\"found\" aria-label=\"Articles\"><h2>Newest articles</h2><ol class=\"hits\">{}</ol>"
                  "<p>{}</p></section>{}</div>",
                  escaped(name), name_of(kind), aliases(with.with, kind), items,
                  everything_link(kind, name, result.total), companions(with.entities));
  return page(parts);
}

} // namespace akin::server
