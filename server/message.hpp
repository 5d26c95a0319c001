// Requests and responses as values: what routes see of HTTP.
#pragma once

#include "common/error.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin::server {

struct Request {
  std::string method;                                       ///< as sent: "GET"
  std::string target;                                       ///< as sent: "/v1/search?q=moon"
  std::string client;                                       ///< address of the client, without the port
  std::string id;                                           ///< for the log and X-Request-Id
  std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
  std::string body;

  /// Value of the first header with this name (lower case); empty when there is none.
  std::string_view header(std::string_view name) const noexcept;
  std::size_t count(std::string_view name) const noexcept;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers; ///< beside those that the server sets on all
  std::string body;
  std::string_view route = "other"; ///< which route answered, for metrics and log; static storage
};

/// An error of a request: what the table of common/error.hpp has, and the parameter that it concerns.
class RequestError : public Error {
 public:
  RequestError(ErrorCode code, std::string message, std::string parameter = {})
      : Error(code, std::move(message)), parameter_(std::move(parameter)) {}
  const std::string& parameter() const noexcept { return parameter_; }

 private:
  std::string parameter_;
};

/// {"error":{"code":…,"message":…,"parameter":…}} with its status; parameter is left out when empty.
Response error_response(ErrorCode code, std::string_view message, std::string_view parameter = {});

/// The response for the exception being handled; call it in a catch block. What is our own fault is told without
/// details.
Response error_response_of_current();

} // namespace akin::server
