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
constexpr std::string_view bearer = "Bearer ";

bool writes(const Request& request, const Route& route) {
  return route.id == RouteId::articles ||
         (route.id == RouteId::article && (request.method == "PUT" || request.method == "DELETE"));
}

/// How large a body the route takes from this method.
std::size_t body_limit(const Request& head, const Route& route, const Limits& limits) {
  if (writes(head, route))
    return head.method == "DELETE" ? 0 : limits.articles_bytes;
  return route.id == RouteId::similar_to && head.method == "POST" ? limits.text_bytes : 0;
}

/// A list of entity tags, or "*", that holds this one; weak comparison (RFC 9110, 13.1.2).
bool holds_tag(std::string_view if_none_match, std::string_view tag) {
  if (if_none_match == "*")
    return true;
  const std::string_view opaque = tag.starts_with("W/") ? tag.substr(2) : tag;
  return if_none_match.find(opaque) != std::string_view::npos; // opaque has its quotes
}

/// What nobody can mean well: checked before anything else, since proxies disagree about it.
void require_sound_head(const Request& head, std::size_t max_target_bytes) {
  if (head.target.size() > max_target_bytes)
    throw RequestError(ErrorCode::uri_too_long, fmt::format("the address is longer than {} bytes", max_target_bytes));
  if (head.count("host") > 1)
    throw RequestError(ErrorCode::invalid_argument, "there is more than one Host header");
  if (head.count("content-length") > 1 || head.header("content-length").find(',') != std::string_view::npos)
    throw RequestError(ErrorCode::invalid_argument, "there is more than one Content-Length");
  const std::string_view transfer = head.header("transfer-encoding");
  if (head.count("transfer-encoding") > 1 || (!transfer.empty() && transfer != "chunked"))
    throw RequestError(ErrorCode::invalid_argument, "the only Transfer-Encoding that is read is chunked");
  const std::string_view encoding = head.header("content-encoding");
  if (!encoding.empty() && encoding != "identity")
    throw RequestError(ErrorCode::unsupported_media_type, "send the body without Content-Encoding");
}

Response not_allowed(const Route& route) {
  Response response =
      error_response(ErrorCode::method_not_allowed, fmt::format("this address takes {}", route.methods));
  response.headers.emplace_back("Allow", std::string(route.methods) + ", OPTIONS");
  response.route = route.name;
  return response;
}

Response options_response(const Route& route) {
  Response response;
  response.status = 204;
  response.content_type.clear();
  response.headers.emplace_back("Allow", std::string(route.methods) + ", OPTIONS");
  response.headers.emplace_back("Access-Control-Allow-Methods", std::string(route.methods));
  response.headers.emplace_back("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Request-Id");
  response.headers.emplace_back("Access-Control-Max-Age", "600");
  response.route = route.name;
  return response;
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
    : options_(options), rate_limit_(options.requests_per_second),
      view_(options.index, !options.write_key.empty(), options.on_problem) {
  if (!options.write_key.empty())
    queue_ = std::make_unique<WriteQueue>(options.index, [this] { view_.look(); });
}

Service::~Service() = default;

std::string Service::client_of(const Request& head, std::string_view peer) const {
  const auto& trusted = options_.trusted_proxies;
  const std::string_view forwarded = head.header("x-forwarded-for");
  if (forwarded.empty() || std::find(trusted.begin(), trusted.end(), peer) == trusted.end())
    return std::string(peer);
  const std::string_view last = forwarded.substr(forwarded.rfind(',') + 1); // npos + 1 is 0
  const std::size_t begin = last.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string(peer) : std::string(last.substr(begin, 64));
}

void Service::require_write_key(const Request& head) const {
  if (options_.write_key.empty())
    throw RequestError(ErrorCode::forbidden, "writing is closed; it needs a server that was started with a write key");
  const std::string_view given = head.header("authorization");
  if (!given.starts_with(bearer) || !equal_in_constant_time(given.substr(bearer.size()), options_.write_key))
    throw RequestError(ErrorCode::unauthorised, "writing needs the header Authorization: Bearer with the write key");
}

Service::Admission Service::admit(const Request& head) {
  Admission admission;
  const Route* route = nullptr;
  try {
    admission.sound = false;
    require_sound_head(head, options_.limits.target_bytes);
    admission.sound = true;
    const RouteMatch match = match_route(parse_target(head.target).path);
    route = match.route;
    if (route->limited && !rate_limit_.allows(head.client, std::chrono::steady_clock::now()))
      throw RequestError(ErrorCode::too_many_requests, "too many requests; slow down");
    if (head.method == "OPTIONS") {
      admission.refusal = options_response(*route);
      return admission;
    }
    if (!allows(*route, head.method)) {
      admission.refusal = not_allowed(*route);
      return admission;
    }
    if (writes(head, *route))
      require_write_key(head);
    admission.body_bytes = body_limit(head, *route, options_.limits);
  } catch (...) {
    admission.refusal = error_response_of_current();
    if (route != nullptr)
      admission.refusal->route = route->name;
  }
  return admission;
}

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
