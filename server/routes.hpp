// The table of routes, and what they answer.
#pragma once

#include "server/index_view.hpp"
#include "server/message.hpp"
#include "server/target.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace akin::server {

enum class RouteId : std::uint8_t {
  search,
  similar,
  similar_to,
  suggest,
  entities,
  article,
  articles,
  health,
  ready,
  metrics,
  openapi,
  opensearch,
  script,
  style,
  icon,
  results_page,
  article_page,
  entity_page,
};

struct Route {
  RouteId id;
  std::string_view name;    ///< in metrics and log
  std::string_view path;    ///< of a prefix the '/' at its end is part
  bool prefix;              ///< the rest of the path is an id
  std::string_view methods; ///< "GET, HEAD"
  bool limited;             ///< by the rate limit
  bool tells_of_articles;   ///< closed without the search key, where there is one
};

std::span<const Route> routes() noexcept;

struct RouteMatch {
  const Route* route = nullptr;
  std::string id; ///< decoded rest of the path
};
/// Errors: RequestError not_found; invalid_argument for an id with a broken escape.
RouteMatch match_route(std::string_view path);
bool allows(const Route& route, std::string_view method) noexcept;

/// JSON answers: the bytes that the command line prints.
Response search_response(const IndexState& state, const ParameterList& parameters);
/// id: of the path; without one, the parameter url names the article.
Response similar_response(const IndexState& state, const ParameterList& parameters,
                          const std::optional<std::string>& id);
/// The body is an article in JSON or plain text.
Response similar_to_response(const IndexState& state, const ParameterList& parameters, const Request& request);
Response suggest_response(const IndexState& state, const ParameterList& parameters);
Response entities_response(const IndexState& state, const ParameterList& parameters);
Response article_response(const IndexState& state, const ParameterList& parameters, const std::string& id);

/// What does not depend on the index.
Response openapi_response();
Response opensearch_response(std::string_view base_url, std::string_view title);
Response script_response();
Response style_response();
Response icon_response();

} // namespace akin::server
