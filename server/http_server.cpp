#include "server/http_server.hpp"

#include "common/side_by_side.hpp"
#include "server/connection.hpp"

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <thread>
#include <utility>
#include <vector>

namespace akin::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds pause_after_failed_accept{100};

tcp::acceptor listening(asio::io_context& io, const ServerOptions& options) {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error)
    throw Error(ErrorCode::invalid_argument,
                "to listen at it must be an IP address, as 127.0.0.1 or ::", options.address);
  tcp::acceptor acceptor{asio::any_io_executor(asio::make_strand(io))};
  const tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error)
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error)
    acceptor.bind(endpoint, error);
  if (!error)
    acceptor.listen(4096, error);
  if (error)
    throw Error(ErrorCode::unavailable, "cannot listen at this address: " + error.message(),
                options.address + ":" + std::to_string(options.port));
  return acceptor;
}

} // namespace

/// Order of the members: connections, which handlers of io and workers keep alive until they are destroyed, use the
/// service and the context as they end.
struct HttpServer::Impl {
  explicit Impl(ServerOptions given)
      : options(std::move(given)), service(options), context{options, service, workers},
        workers(thread_count(options.threads)), acceptor(listening(io, options)), retry(acceptor.get_executor()) {}

  void accept() {
    acceptor.async_accept(asio::any_io_executor(asio::make_strand(io)), [this](error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted || context.stopping)
        return;
      if (error)
        return accept_later();
      ++service.metrics().connections_total;
      if (context.connections.size() >= options.limits.connections)
        turn_away(std::move(socket));
      else
        serve_client(std::move(socket), context);
      accept();
    });
  }

  /// Out of descriptors or memory: that passes.
  void accept_later() {
    retry.expires_after(pause_after_failed_accept);
    retry.async_wait([this](error_code error) {
      if (!error)
        accept();
    });
  }

  void turn_away(tcp::socket socket) {
    ++service.metrics().connections_refused;
    const Response refusal = error_response(ErrorCode::unavailable, "too many connections; try again");
    const std::string text = head_of(refusal, false, false) + refusal.body;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored); // a new socket has room for it
  }

  void stop() {
    if (threads.empty() || context.stopping.exchange(true))
      return;
    service.begin_stop();
    asio::post(acceptor.get_executor(), [this] {
      error_code ignored;
      acceptor.close(ignored);
      retry.cancel();
    });
    context.connections.stop_all();
    context.connections.wait_until_empty(options.limits.stop_timeout);
    workers.stop();
    workers.join();
    service.finish_writing();
    io.stop();
    for (std::thread& thread : threads)
      thread.join();
  }

  const ServerOptions options;
  Service service;
  ConnectionContext context;
  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> keep_running{io.get_executor()};
  asio::thread_pool workers;
  tcp::acceptor acceptor;
  asio::steady_timer retry;
  std::vector<std::thread> threads; ///< that read and write
};

HttpServer::HttpServer(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const noexcept {
  error_code ignored;
  return impl_->acceptor.local_endpoint(ignored).port();
}

void HttpServer::start() {
  impl_->accept();
  for (unsigned i = 0; i < thread_count(impl_->options.threads); ++i)
    impl_->threads.emplace_back([this] { impl_->io.run(); });
}

void HttpServer::stop() { impl_->stop(); }

} // namespace akin::server
