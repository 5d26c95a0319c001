#include "common/error.hpp"

#include <array>
#include <utility>

namespace akin {
namespace {

constexpr std::array table{
    ErrorCodeInfo{ErrorCode::invalid_argument, "invalid_argument", 2, 400},
    ErrorCodeInfo{ErrorCode::not_found, "not_found", 2, 404},
    ErrorCodeInfo{ErrorCode::index_missing, "index_missing", 2, 503},
    ErrorCodeInfo{ErrorCode::index_incompatible, "index_incompatible", 2, 503},
    ErrorCodeInfo{ErrorCode::index_damaged, "index_damaged", 2, 503},
    ErrorCodeInfo{ErrorCode::index_locked, "index_locked", 2, 409},
    ErrorCodeInfo{ErrorCode::input_unreadable, "input_unreadable", 2, 400},
    ErrorCodeInfo{ErrorCode::storage, "storage", 2, 507},
    ErrorCodeInfo{ErrorCode::timeout, "timeout", 2, 504},
    ErrorCodeInfo{ErrorCode::unauthorised, "unauthorised", 2, 401},
    ErrorCodeInfo{ErrorCode::forbidden, "forbidden", 2, 403},
    ErrorCodeInfo{ErrorCode::method_not_allowed, "method_not_allowed", 2, 405},
    ErrorCodeInfo{ErrorCode::request_timeout, "request_timeout", 2, 408},
    ErrorCodeInfo{ErrorCode::too_large, "too_large", 2, 413},
    ErrorCodeInfo{ErrorCode::uri_too_long, "uri_too_long", 2, 414},
    ErrorCodeInfo{ErrorCode::unsupported_media_type, "unsupported_media_type", 2, 415},
    ErrorCodeInfo{ErrorCode::too_many_requests, "too_many_requests", 2, 429},
    ErrorCodeInfo{ErrorCode::headers_too_large, "headers_too_large", 2, 431},
    ErrorCodeInfo{ErrorCode::unavailable, "unavailable", 2, 503},
    ErrorCodeInfo{ErrorCode::internal, "internal", 2, 500},
};

std::string joined(const std::string& message, const std::string& context) {
  return context.empty() ? message : message + " (" + context + ")";
}

} // namespace

Error::Error(ErrorCode code, std::string message, std::string context)
    : std::runtime_error(joined(message, context)), code_(code), message_(std::move(message)),
      context_(std::move(context)) {}

std::span<const ErrorCodeInfo> error_codes() noexcept { return table; }

const ErrorCodeInfo& info(ErrorCode code) noexcept { return table[static_cast<std::size_t>(code)]; }

} // namespace akin
