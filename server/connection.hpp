// One client's connection: requests read, answered and written in turn.
#pragma once

#include "server/options.hpp"
#include "server/service.hpp"

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace akin::server {

/// All work of a connection runs on the strand that its socket was accepted with.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  virtual void start() = 0;
  /// Ends it: at once when it is idle, else after the response on its way. From any thread.
  virtual void stop() = 0;
};

/// The connections that are open. Thread-safe.
class ConnectionList {
 public:
  void add(const std::shared_ptr<Connection>& connection);
  void remove(Connection* connection) noexcept;
  std::size_t size() const;
  void stop_all();
  /// Waits until there are none; false when that takes longer.
  bool wait_until_empty(std::chrono::milliseconds patience) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable empty_;
  std::map<Connection*, std::weak_ptr<Connection>> open_;
};

/// What connections share. Outlives them.
struct ConnectionContext {
  const ServerOptions& options;
  Service& service;
  boost::asio::thread_pool& workers; ///< that answer requests
  ConnectionList connections = {};
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> next_id{0};
};

/// Starts to serve a client.
void serve_client(boost::asio::ip::tcp::socket socket, ConnectionContext& context);

/// A request's id: 16 hexadecimal digits, different for each of this process and hardly ever that of another.
std::string new_request_id(ConnectionContext& context);

/// The bytes of a response before its body.
std::string head_of(const Response& response, bool keep_alive, bool http_1_0);

} // namespace akin::server
