// The one file that includes Beast's parser.
#include "server/connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>
#include <optional>
#include <utility>

namespace akin::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_discarded_bytes = 256U << 10U; ///< of a body that was refused
constexpr std::chrono::seconds discard_timeout{2};

std::string lower_case(beast::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// Ids that others chose are taken when they can stand in logs and headers.
bool is_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

class HttpConnection final : public Connection {
 public:
  HttpConnection(asio::ip::tcp::socket socket, ConnectionContext& context)
      : context_(context), stream_(std::move(socket)) {
    error_code ignored;
    const auto remote = stream_.socket().remote_endpoint(ignored);
    peer_ = ignored ? "unknown" : remote.address().to_string(ignored);
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    ++context_.service.metrics().connections;
  }

  ~HttpConnection() override {
    --context_.service.metrics().connections;
    context_.connections.remove(this);
  }

  void start() override {
    asio::post(stream_.get_executor(), [self = self()] { self->read_header(); });
  }

  void stop() override {
    asio::post(stream_.get_executor(), [self = self()] {
      if (self->idle_)
        self->stream_.close();
    });
  }

 private:
  std::shared_ptr<HttpConnection> self() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }

  void read_header() {
    if (context_.stopping)
      return stream_.close();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(context_.options.limits.header_bytes));
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max()); // until the header says what is asked for
    idle_ = true;
    stream_.expires_after(context_.options.limits.header_timeout);
    http::async_read_header(stream_, buffer_, *parser_, [self = self()](error_code error, std::size_t) {
      self->idle_ = false;
      self->on_header(error);
    });
  }

  void on_header(error_code error) {
    if (error) {
      if (error == beast::error::timeout)
        ++context_.service.metrics().connections_timed_out;
      if (error.category() != make_error_code(http::error::end_of_stream).category() ||
          error == http::error::end_of_stream || error == http::error::partial_message)
        return stream_.close();
      start_request();
      return refuse(error == http::error::header_limit
                        ? error_response(ErrorCode::headers_too_large, "the header of the request is too large")
                        : error_response(ErrorCode::invalid_argument, "this is not HTTP: " + error.message()));
    }
    start_request();
    take_head();
    if (parser_->get().version() == 11 && request_.count("host") == 0)
      return refuse(error_response(ErrorCode::invalid_argument, "the Host header is missing"));
    Admission admission = context_.service.admit(request_);
    if (admission.refusal && admission.sound && parser_->is_done())
      return respond(std::move(*admission.refusal));
    if (admission.refusal)
      return refuse(std::move(*admission.refusal));
    const auto length = parser_->content_length();
    if (length && *length > admission.body_bytes)
      return refuse(too_large(admission.body_bytes));
    parser_->body_limit(admission.body_bytes);
    if (parser_->is_done())
      return answer();
    if (lower_case(parser_->get()[http::field::expect]) == "100-continue")
      return invite_body(admission.body_bytes);
    read_body(admission.body_bytes);
  }

  static Response too_large(std::size_t limit) {
    return error_response(ErrorCode::too_large, limit == 0
                                                    ? "this request takes no body"
                                                    : "the body is larger than " + std::to_string(limit) + " bytes");
  }

  void start_request() {
    request_ = {};
    request_.client = peer_;
    request_.id = new_request_id(context_);
    started_ = Clock::now();
  }

  void take_head() {
    const auto& head = parser_->get();
    request_.method = std::string(head.method_string());
    request_.target = std::string(head.target());
    for (const auto& field : head)
      request_.headers.emplace_back(lower_case(field.name_string()), std::string(field.value()));
    request_.client = context_.service.client_of(request_, peer_);
    if (const auto given = request_.header("x-request-id"); is_request_id(given))
      request_.id = given;
  }

  void invite_body(std::size_t limit) {
    static constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";
    stream_.expires_after(context_.options.limits.write_timeout);
    asio::async_write(stream_, asio::buffer(invitation), [self = self(), limit](error_code error, std::size_t) {
      if (!error)
        self->read_body(limit);
    });
  }

  void read_body(std::size_t limit) {
    stream_.expires_after(context_.options.limits.body_timeout);
    http::async_read(stream_, buffer_, *parser_, [self = self(), limit](error_code error, std::size_t) {
      if (!error)
        return self->answer();
      if (error == beast::error::timeout)
        ++self->context_.service.metrics().connections_timed_out;
      if (error == http::error::body_limit)
        return self->refuse(too_large(limit));
      if (error.category() == make_error_code(http::error::body_limit).category() &&
          error != http::error::partial_message && error != http::error::end_of_stream)
        return self->refuse(error_response(ErrorCode::invalid_argument, "this is not HTTP: " + error.message()));
      self->stream_.close();
    });
  }

  void answer() {
    auto& in_flight = context_.service.metrics().in_flight;
    if (static_cast<std::size_t>(in_flight.load()) >= context_.options.limits.waiting_requests)
      return respond(error_response(ErrorCode::unavailable, "too much to do at the moment; try again"));
    ++in_flight;
    started_ = Clock::now();
    request_.body = std::move(parser_->get().body());
    stream_.expires_never();
    asio::post(context_.workers, [self = self()] {
      self->context_.service.handle(self->request_, [self](Response response) {
        --self->context_.service.metrics().in_flight;
        self->finish(response);
        asio::post(self->stream_.get_executor(),
                   [self, response = std::move(response)]() mutable { self->send(std::move(response)); });
      });
    });
  }

  /// Outside the strand: compression takes time.
  void finish(Response& response) const noexcept {
    try {
      context_.service.finish(request_, response);
    } catch (...) {
      response = error_response_of_current();
    }
  }

  /// Answers without reading on: nobody knows where the next request begins.
  void refuse(Response response) {
    closing_ = true;
    respond(std::move(response));
  }

  void respond(Response response) {
    finish(response);
    send(std::move(response));
  }

  void send(Response response) {
    const auto& head = parser_->get();
    const bool keep_alive = !closing_ && head.keep_alive() && !context_.stopping;
    closing_ = !keep_alive;
    head_text_ = head_of(response, keep_alive, head.version() == 10);
    body_text_ = request_.method == "HEAD" ? std::string{} : std::move(response.body);
    record(response);
    const std::array buffers{asio::buffer(std::as_const(head_text_)), asio::buffer(std::as_const(body_text_))};
    stream_.expires_after(context_.options.limits.write_timeout);
    asio::async_write(stream_, buffers, [self = self()](error_code error, std::size_t) {
      if (error == beast::error::timeout)
        ++self->context_.service.metrics().connections_timed_out;
      if (error)
        return self->stream_.close();
      self->closing_ ? self->hang_up() : self->read_header();
    });
  }

  void record(const Response& response) {
    const std::chrono::duration<double> took = Clock::now() - started_;
    context_.service.metrics().count(response.route, response.status, took.count(), body_text_.size());
    if (context_.options.on_request)
      context_.options.on_request({request_.id, request_.client, request_.method, request_.target, response.route,
                                   response.status, body_text_.size(), took.count() * 1000});
  }

  /// Says that nothing more comes and takes what the client still sends, for a while: closing at once could destroy the
  /// response on its way.
  void hang_up() {
    error_code ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.expires_after(discard_timeout);
    discard(0);
  }

  void discard(std::size_t so_far) {
    stream_.async_read_some(asio::buffer(scratch_), [self = self(), so_far](error_code error, std::size_t bytes) {
      if (error || so_far + bytes > most_discarded_bytes)
        return self->stream_.close();
      self->discard(so_far + bytes);
    });
  }

  ConnectionContext& context_;
  beast::tcp_stream stream_;
  std::string peer_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  Request request_;
  Clock::time_point started_;
  std::string head_text_; ///< of the response being written
  std::string body_text_;
  std::array<char, 4096> scratch_{};
  bool idle_ = false;
  bool closing_ = false;
};

} // namespace

void serve_client(asio::ip::tcp::socket socket, ConnectionContext& context) {
  const auto connection = std::make_shared<HttpConnection>(std::move(socket), context);
  context.connections.add(connection);
  connection->start();
}

} // namespace akin::server
