// A client that sends whatever bytes it is told to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace akin::test {

struct HttpAnswer {
  int status = 0;                             ///< 0: the connection ended without an answer
  std::map<std::string, std::string> headers; ///< names in lower case
  std::string body;
};

/// One connection to 127.0.0.1. Waits long (a minute), so that tests hold on a busy machine.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  void send(std::string_view bytes) const;
  /// Says that nothing more comes.
  void finish_sending() const;
  /// The next response. no_body: for HEAD.
  HttpAnswer receive(bool no_body = false);
  /// Whether the server ended the connection, without anything more to read.
  bool ended();

 private:
  bool read_more();

  int socket_ = -1;
  std::string buffer_;
};

/// One request on a connection of its own. headers: lines that end with "\r\n".
HttpAnswer ask(std::uint16_t port, std::string_view method, std::string_view target, std::string_view headers = {},
               std::string_view body = {});
HttpAnswer get(std::uint16_t port, std::string_view target, std::string_view headers = {});

} // namespace akin::test
