// From a request to its response: which route, what is the answer. Knows nothing of sockets.
#pragma once

#include "server/gate.hpp"
#include "server/index_view.hpp"
#include "server/message.hpp"
#include "server/metrics.hpp"
#include "server/options.hpp"
#include "server/write_queue.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

namespace akin::server {

/// Gives a response to whoever waits for it, from any thread, once.
using Respond = std::function<void(Response)>;

/// Thread-safe.
class Service {
 public:
  /// Borrows options, which must outlive it. Errors: those of IndexView.
  explicit Service(const ServerOptions& options);
  ~Service();

  /// As Gate has them.
  std::string client_of(const Request& head, std::string_view peer) const { return gate_.client_of(head, peer); }
  Admission admit(const Request& head) { return gate_.admit(head); }

  /// Answers on the calling thread, or, for what is written, on the thread that wrote it. Never throws.
  void handle(const Request& request, const Respond& respond);

  /// What all responses carry: CORS, request id, compression, 304. body_bytes of HEAD stay.
  void finish(const Request& request, Response& response) const;

  /// From now on not ready: a load balancer looks elsewhere.
  void begin_stop() noexcept { stopping_ = true; }

  /// Writes and acknowledges what was taken; afterwards nothing more is taken. Called once, when no request is handled.
  void finish_writing() { queue_.reset(); }

  Metrics& metrics() noexcept { return metrics_; }

 private:
  Response answer(const Request& request);
  Response health() const;
  Response readiness() const;
  Response metrics_text() const;
  bool origin_is_allowed(std::string_view origin) const;
  std::string base_url(const Request& request) const;

  const ServerOptions& options_;
  Metrics metrics_;
  Gate gate_;
  IndexView view_;
  std::unique_ptr<WriteQueue> queue_; ///< null without a write key; after view_, which it tells of commits
  std::atomic<bool> stopping_{false};
};

} // namespace akin::server
