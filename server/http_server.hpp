// The HTTP server: routes over one index, with pages and a search box for sites (docs/http_api.md).
#pragma once

#include "server/options.hpp"

#include <cstdint>
#include <memory>

namespace akin::server {

/// Serves one index until it is stopped. Searching never waits for writing; new commits, of this process or of others,
/// are seen between requests.
class HttpServer {
 public:
  /// Opens the index and listens; nothing is answered before start(). Errors: those of Searcher, but index_missing only
  /// without a write key (with one the first article begins the index); invalid_argument for an address that is none;
  /// unavailable when it cannot be listened at.
  explicit HttpServer(ServerOptions options);
  /// Stops, as stop() does.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// That it listens at.
  std::uint16_t port() const noexcept;

  /// Begins to answer, on threads of its own; returns at once. Once.
  void start();

  /// Takes no more connections, answers what was asked, writes what was taken, and returns when all threads have ended;
  /// what takes longer than Limits::stop_timeout is cut off. Not from one of its own threads.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace akin::server
