#include "server/message.hpp"

#include "common/json_text.hpp"

#include <algorithm>
#include <exception>

namespace akin::server {

std::string_view Request::header(std::string_view name) const noexcept {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const auto& field) { return field.first == name; });
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::size_t Request::count(std::string_view name) const noexcept {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(), [&](const auto& field) { return field.first == name; }));
}

Response error_response(ErrorCode code, std::string_view message, std::string_view parameter) {
  Response response;
  response.status = info(code).http_status;
  response.body = R"({"error":{"code":)";
  append_json_string(response.body, info(code).name);
  response.body += R"(,"message":)";
  append_json_string(response.body, message);
  if (!parameter.empty()) {
    response.body += R"(,"parameter":)";
    append_json_string(response.body, parameter);
  }
  response.body += "}}\n";
  response.headers.emplace_back("Cache-Control", "no-store");
  if (response.status == 429 || response.status == 503)
    response.headers.emplace_back("Retry-After", "1");
  if (response.status == 401)
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

Response error_response_of_current() {
  try {
    throw;
  } catch (const RequestError& error) {
    return error_response(error.code(), error.message(), error.parameter());
  } catch (const Error& error) {
    const bool ours = info(error.code()).http_status >= 500; // contexts then name files of the machine
    return error_response(error.code(), ours ? error.message() : std::string(error.what()));
  } catch (const std::exception&) {
    return error_response(ErrorCode::internal, "an internal error; please report it with the request's id");
  }
}

} // namespace akin::server
