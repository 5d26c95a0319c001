#include "server/gate.hpp"

#include "server/equal_in_constant_time.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace akin::server {
namespace {

constexpr std::string_view bearer = "Bearer ";

/// How large a body the route takes from this method.
std::size_t body_limit(const Request& head, const Route& route, const Limits& limits) {
  if (writes(head, route))
    return head.method == "DELETE" ? 0 : limits.articles_bytes;
  return route.id == RouteId::similar_to && head.method == "POST" ? limits.text_bytes : 0;
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

bool carries(const Request& head, std::string_view key) {
  const std::string_view given = head.header("authorization");
  return !key.empty() && given.starts_with(bearer) && equal_in_constant_time(given.substr(bearer.size()), key);
}

} // namespace

bool writes(const Request& request, const Route& route) {
  return route.id == RouteId::articles ||
         (route.id == RouteId::article && (request.method == "PUT" || request.method == "DELETE"));
}

Gate::Gate(const ServerOptions& options) : options_(options), rate_limit_(options.requests_per_second) {}

std::string Gate::client_of(const Request& head, std::string_view peer) const {
  const auto& trusted = options_.trusted_proxies;
  const std::string_view forwarded = head.header("x-forwarded-for");
  if (forwarded.empty() || std::find(trusted.begin(), trusted.end(), peer) == trusted.end())
    return std::string(peer);
  const std::string_view last = forwarded.substr(forwarded.rfind(',') + 1); // npos + 1 is 0
  const std::size_t begin = last.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string(peer) : std::string(last.substr(begin, 64));
}

void Gate::require_key(const Request& head, const Route& route) const {
  if (writes(head, route)) {
    if (options_.write_key.empty())
      throw RequestError(ErrorCode::forbidden,
                         "writing is closed; it needs a server that was started with a write key");
    if (!carries(head, options_.write_key))
      throw RequestError(ErrorCode::unauthorised, "writing needs the header Authorization: Bearer with the write key");
  } else if (route.tells_of_articles && !options_.search_key.empty()) {
    if (!carries(head, options_.search_key) && !carries(head, options_.write_key))
      throw RequestError(ErrorCode::unauthorised, "reading needs the header Authorization: Bearer with the search key");
  }
}

Admission Gate::admit(const Request& head) {
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
    require_key(head, *route);
    admission.body_bytes = body_limit(head, *route, options_.limits);
  } catch (...) {
    admission.refusal = error_response_of_current();
    if (route != nullptr)
      admission.refusal->route = route->name;
  }
  return admission;
}

} // namespace akin::server
