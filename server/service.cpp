#include "server/service.hpp"

#include "server/compression.hpp"
#include "server/pages/pages.hpp"
#include "server/routes.hpp"
#include "server/write_routes.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace akin::server {
namespace {

constexpr std::size_t least_bytes_to_compress = 1024;

/// A list of entity tags, or "*", that holds this one; weak comparison (RFC 9110, 13.1.2).
bool holds_tag(std::string_view if_none_match, std::string_view tag) {
  if (if_none_match == "*")
    return true;
  const std::string_view opaque = tag.starts_with("W/") ? tag.substr(2) : tag;
  return if_none_match.find(opaque) != std::string_view::npos; // opaque has its quotes
}

Response not_modified(const std::string& tag) {
  Response response;
  response.status = 304;
  response.content_type.clear();
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "no-cache");
  return response;
}

/// Answers one of the routes whose answer follows from the index alone.
Response answer_from(const IndexState& state, const RouteMatch& match, const Target& target, const std::string& title) {
  const ParameterList& parameters = target.parameters;
  switch (match.route->id) {
  case RouteId::search:
    return search_response(state, parameters);
  case RouteId::similar:
    return similar_response(state, parameters, match.id);
  case RouteId::similar_to:
    return similar_response(state, parameters, std::nullopt);
  case RouteId::suggest:
    return suggest_response(state, parameters);
  case RouteId::entities:
    return entities_response(state, parameters);
  case RouteId::article:
    return article_response(state, parameters, match.id);
  case RouteId::article_page:
    return article_page(state, parameters, title);
  case RouteId::entity_page:
    return entity_page(state, parameters, title);
  default:
    return results_page(state, parameters, title);
  }
}

} // namespace

Service::Service(const ServerOptions& options)
    : options_(options), gate_(options),
      view_(options.index, !options.write_key.empty(), options.on_problem, options.synonyms) {
  if (!options.write_key.empty())
    queue_ = std::make_unique<WriteQueue>(options.index, [this] { view_.look(); });
}

Service::~Service() = default;

void Service::handle(const Request& request, const Respond& respond) {
  const Route* route = nullptr;
  try {
    const RouteMatch match = match_route(parse_target(request.target).path);
    route = match.route;
    if (!writes(request, *route)) {
      Response response = answer(request);
      response.route = route->name;
      return respond(std::move(response));
    }
    const auto named = [respond, route](Response response) {
      response.route = route->name;
      respond(std::move(response));
    };
    if (route->id == RouteId::articles)
      post_articles(*queue_, metrics_, request, named);
    else if (request.method == "PUT")
      put_article(*queue_, metrics_, match.id, request, named);
    else
      delete_article(*queue_, metrics_, match.id, named);
  } catch (...) {
    Response response = error_response_of_current();
    if (route != nullptr)
      response.route = route->name;
    respond(std::move(response));
  }
}

Response Service::answer(const Request& request) {
  const Target target = parse_target(request.target);
  const RouteMatch match = match_route(target.path);
  switch (match.route->id) {
  case RouteId::health:
    return health();
  case RouteId::ready:
    return readiness();
  case RouteId::metrics:
    return metrics_text();
  case RouteId::openapi:
    return openapi_response();
  case RouteId::opensearch:
    return opensearch_response(base_url(request), options_.title);
  case RouteId::script:
    return script_response();
  case RouteId::style:
    return style_response();
  case RouteId::icon:
    return icon_response();
  default:
    break;
  }
  const auto state = view_.current();
  if (request.method == "POST")
    return similar_to_response(*state, target.parameters, request);
  const std::string tag = "W/\"" + state->tag + "\""; // weak: took_ms differs, and so does what gzip makes of it
  if (holds_tag(request.header("if-none-match"), tag))
    return not_modified(tag);
  Response response = answer_from(*state, match, target, options_.title);
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "no-cache"); // ask again: a 304 costs no search
  return response;
}

Response Service::health() const {
  Response response;
  response.body = "{\"status\":\"live\"}\n";
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response Service::readiness() const {
  if (stopping_)
    throw RequestError(ErrorCode::unavailable, "the server is about to stop");
  const auto state = view_.current();
  Response response;
  response.body = fmt::format("{{\"status\":\"ready\",\"revision\":{},\"articles\":{}}}\n", state->statistics.revision,
                              state->statistics.articles);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response Service::metrics_text() const {
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = metrics_.text();
  if (view_.ready()) {
    const auto& statistics = view_.current()->statistics;
    response.body += metric("akin_index_articles", "gauge", "Articles in the index.", statistics.articles);
    response.body += metric("akin_index_revision", "gauge", "Revision of the index that answers.",
                            static_cast<double>(statistics.revision));
    response.body +=
        metric("akin_index_bytes", "gauge", "Size of the index on disk.", static_cast<double>(statistics.bytes));
  }
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

bool Service::origin_is_allowed(std::string_view origin) const {
  const auto& allowed = options_.allowed_origins;
  return std::any_of(allowed.begin(), allowed.end(), [&](const auto& one) { return one == "*" || one == origin; });
}

std::string Service::base_url(const Request& request) const {
  if (!options_.public_url.empty())
    return options_.public_url;
  const std::string_view host = request.header("host");
  const bool plain = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-.:[]").find(c) != std::string_view::npos;
  });
  if (!plain)
    throw RequestError(ErrorCode::invalid_argument, "the Host header is not a name and a port");
  return "http://" + std::string(host);
}

void Service::finish(const Request& request, Response& response) const {
  auto& headers = response.headers;
  headers.emplace_back("X-Request-Id", request.id);
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("Vary", "Accept-Encoding, Origin");
  const auto value_of = [&](std::string_view name) {
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto& field) { return field.first == name; });
    return found == headers.end() ? std::string{} : found->second;
  };
  const std::string_view origin = request.header("origin");
  if (!origin.empty() && origin_is_allowed(origin) && value_of("Access-Control-Allow-Origin").empty()) {
    headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
    headers.emplace_back("Access-Control-Expose-Headers", "ETag, X-Request-Id, Retry-After");
  }
  if (const std::string tag = value_of("ETag");
      response.status == 200 && !tag.empty() && holds_tag(request.header("if-none-match"), tag)) {
    response.status = 304;
    response.body.clear();
    response.content_type.clear();
  }
  if (response.body.size() >= least_bytes_to_compress && accepts_gzip(request.header("accept-encoding"))) {
    response.body = gzip(response.body);
    headers.emplace_back("Content-Encoding", "gzip");
  }
}

} // namespace akin::server
