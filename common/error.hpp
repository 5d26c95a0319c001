// The one error type of Akin and the one table that gives each error code its exit status and its HTTP status.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace akin {

/// What went wrong, by cause. Normal outcomes (nothing found, an odd query, a bad record) are values, never errors.
enum class ErrorCode : std::uint8_t {
  invalid_argument,   ///< a parameter or option has a value that makes no sense
  not_found,          ///< an article, file or index that was named does not exist
  index_missing,      ///< the directory holds no index
  index_incompatible, ///< the index was written by another format, stemmer or tokenizer version
  index_damaged,      ///< the index fails its checksums or cannot be read back
  index_locked,       ///< another writer has the index open
  input_unreadable,   ///< an input file cannot be opened or decoded at all
  storage,            ///< disk full, folder not writable, or another failure of the file system
  timeout,            ///< a budget of time ran out before there was anything to show
  // Of a request, before Akin looks at what it asks for:
  unauthorised,           ///< a key is needed and none, or another one, was given
  forbidden,              ///< nobody may do this here
  method_not_allowed,     ///< the route exists, for other methods
  request_timeout,        ///< the request did not arrive in time
  too_large,              ///< its body is larger than is taken
  uri_too_long,           ///< its address is longer than is taken
  unsupported_media_type, ///< its body is of a kind or in an encoding that is not read
  too_many_requests,      ///< the client asks more often than it may
  headers_too_large,      ///< its header is larger than is taken
  unavailable,            ///< too much to do at the moment, or about to stop
  internal,               ///< a broken promise inside Akin: always a bug worth reporting
};

/// Every failure that Akin's libraries report. `what()` is "message (context)".
class Error : public std::runtime_error {
 public:
  /// message says what happened and what to do, in one line without a final full stop; context names the file, id,
  /// option or position concerned and may be empty.
  Error(ErrorCode code, std::string message, std::string context = {});

  ErrorCode code() const noexcept { return code_; }
  const std::string& message() const noexcept { return message_; }
  const std::string& context() const noexcept { return context_; }

 private:
  ErrorCode code_;
  std::string message_;
  std::string context_;
};

/// One row of the table of codes.
struct ErrorCodeInfo {
  ErrorCode code;
  std::string_view name; ///< stable snake_case name, used as "code" in JSON
  int exit_status;       ///< of the program
  int http_status;       ///< of the server
};

/// The whole table, one row a code. Static storage.
std::span<const ErrorCodeInfo> error_codes() noexcept;

/// The row of one code.
const ErrorCodeInfo& info(ErrorCode code) noexcept;

} // namespace akin
