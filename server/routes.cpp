#include "server/routes.hpp"

#include <array>

namespace akin::server {
namespace {

constexpr std::string_view read = "GET, HEAD";

constexpr std::array table{
    Route{RouteId::search, "search", "/v1/search", false, read, true, true},
    Route{RouteId::similar_to, "similar", "/v1/similar", false, "GET, HEAD, POST", true, true},
    Route{RouteId::similar, "similar", "/v1/similar/", true, read, true, true},
    Route{RouteId::suggest, "suggest", "/v1/suggest", false, read, true, true},
    Route{RouteId::entities, "entities", "/v1/entities", false, read, true, true},
    Route{RouteId::articles, "articles", "/v1/articles", false, "POST", true, true},
    Route{RouteId::article, "article", "/v1/articles/", true, "GET, HEAD, PUT, DELETE", true, true},
    Route{RouteId::health, "healthz", "/healthz", false, read, false, false},
    Route{RouteId::ready, "readyz", "/readyz", false, read, false, false},
    Route{RouteId::metrics, "metrics", "/metrics", false, read, false, false},
    Route{RouteId::openapi, "openapi", "/openapi.json", false, read, true, false},
    Route{RouteId::opensearch, "opensearch", "/opensearch.xml", false, read, true, false},
    Route{RouteId::script, "script", "/akin.js", false, read, true, false},
    Route{RouteId::style, "style", "/akin.css", false, read, true, false},
    Route{RouteId::icon, "icon", "/favicon.ico", false, read, true, false},
    Route{RouteId::results_page, "results_page", "/", false, read, true, true},
    Route{RouteId::article_page, "article_page", "/article", false, read, true, true},
    Route{RouteId::entity_page, "entity_page", "/entity", false, read, true, true},
};

} // namespace

std::span<const Route> routes() noexcept { return table; }

RouteMatch match_route(std::string_view path) {
  for (const Route& route : table) {
    if (route.prefix ? path.size() > route.path.size() && path.starts_with(route.path) : path == route.path) {
      auto id = percent_decoded(path.substr(route.path.size()), false);
      if (!id)
        throw RequestError(ErrorCode::invalid_argument,
                           "a % is not followed by two hexadecimal digits; write %25 for %", "id");
      return {&route, std::move(*id)};
    }
  }
  throw RequestError(ErrorCode::not_found, "there is nothing at this address; /openapi.json lists what there is");
}

bool allows(const Route& route, std::string_view method) noexcept {
  for (std::string_view rest = route.methods; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(','));
    if (one == method)
      return true;
    rest.remove_prefix(std::min(rest.size(), one.size() + 2));
  }
  return false;
}

} // namespace akin::server
