#include "common/hash.hpp"
#include "server/connection.hpp"

#include <chrono>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <iterator>
#include <random>

namespace akin::server {
namespace {

std::string_view phrase(int status) noexcept {
  switch (status) {
  case 200:
    return "OK";
  case 201:
    return "Created";
  case 204:
    return "No Content";
  case 304:
    return "Not Modified";
  case 400:
    return "Bad Request";
  case 401:
    return "Unauthorized";
  case 403:
    return "Forbidden";
  case 404:
    return "Not Found";
  case 405:
    return "Method Not Allowed";
  case 409:
    return "Conflict";
  case 413:
    return "Content Too Large";
  case 429:
    return "Too Many Requests";
  case 503:
    return "Service Unavailable";
  default:
    return status < 500 ? "Error" : "Server Error";
  }
}

std::uint64_t random_number() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

} // namespace

std::string new_request_id(ConnectionContext& context) {
  static const std::uint64_t process = random_number();
  const std::uint64_t number = context.next_id++;
  return fmt::format("{:016x}", hash64({reinterpret_cast<const char*>(&number), sizeof number}, process));
}

std::string head_of(const Response& response, bool keep_alive, bool http_1_0) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\nServer: akin\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT\r\n",
                                 response.status, phrase(response.status),
                                 fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  const auto out = std::back_inserter(head);
  if (!response.content_type.empty())
    fmt::format_to(out, "Content-Type: {}\r\n", response.content_type);
  if (response.status != 204 && response.status != 304)
    fmt::format_to(out, "Content-Length: {}\r\n", response.body.size());
  for (const auto& [name, value] : response.headers)
    fmt::format_to(out, "{}: {}\r\n", name, value);
  if (!keep_alive)
    head += "Connection: close\r\n";
  else if (http_1_0)
    head += "Connection: keep-alive\r\n";
  return head + "\r\n";
}

} // namespace akin::server
