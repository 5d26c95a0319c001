// May this request be made? Decided by its head alone.
#pragma once

#include "server/message.hpp"
#include "server/options.hpp"
#include "server/rate_limit.hpp"
#include "server/routes.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace akin::server {

/// What is known before the body is read: a refusal, or how large the body may be.
struct Admission {
  std::optional<Response> refusal;
  bool sound = true; ///< if not, nobody knows where the next request begins
  std::size_t body_bytes = 0;
};

/// Whether a request with this method changes articles.
bool writes(const Request& request, const Route& route);

/// Thread-safe.
class Gate {
 public:
  /// Borrows options, which must outlive it.
  explicit Gate(const ServerOptions& options);

  /// Who is asking: the peer, or whom a trusted proxy names.
  std::string client_of(const Request& head, std::string_view peer) const;

  /// Refuses what is not sound, has no route, comes too often or lacks the key.
  Admission admit(const Request& head);

 private:
  void require_key(const Request& head, const Route& route) const;

  const ServerOptions& options_;
  RateLimit rate_limit_;
};

} // namespace akin::server
