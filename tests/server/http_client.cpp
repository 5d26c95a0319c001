#include "tests/server/http_client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace akin::test {

HttpClient::HttpClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval minute{60, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &minute, sizeof minute);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &minute, sizeof minute);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(socket_);
    throw std::runtime_error("cannot connect");
  }
}

HttpClient::~HttpClient() { close(socket_); }

void HttpClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0)
      return; // the server has closed; what it said can still be read
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void HttpClient::finish_sending() const { shutdown(socket_, SHUT_WR); }

bool HttpClient::read_more() {
  std::array<char, 1U << 16U> block{};
  const ssize_t size = recv(socket_, block.data(), block.size(), 0);
  if (size <= 0)
    return false;
  buffer_.append(block.data(), static_cast<std::size_t>(size));
  return true;
}

bool HttpClient::ended() { return buffer_.empty() && !read_more(); }

HttpAnswer HttpClient::receive(bool no_body) {
  HttpAnswer answer;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!read_more())
      return answer;
  const std::string head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  answer.status = std::stoi(head.substr(9, 3));
  for (std::size_t line = head.find("\r\n") + 2; line < head.size();) {
    const std::size_t line_end = head.find("\r\n", line);
    const std::size_t colon = head.find(": ", line);
    std::string name = head.substr(line, colon - line);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    answer.headers[name] = head.substr(colon + 2, line_end - colon - 2);
    line = line_end + 2;
  }
  const auto length = answer.headers.find("content-length");
  const std::size_t size = no_body || length == answer.headers.end() ? 0 : std::stoul(length->second);
  while (buffer_.size() < size)
    if (!read_more())
      throw std::runtime_error("the connection ended within a body");
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

HttpAnswer ask(std::uint16_t port, std::string_view method, std::string_view target, std::string_view headers,
               std::string_view body) {
  HttpClient client(port);
  std::string request =
      std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers);
  if (!body.empty() || method == "POST" || method == "PUT")
    request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  client.send(request + "\r\n" + std::string(body));
  return client.receive(method == "HEAD");
}

HttpAnswer get(std::uint16_t port, std::string_view target, std::string_view headers) {
  return ask(port, "GET", target, headers);
}

} // namespace akin::test
