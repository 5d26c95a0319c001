// A server in this process over an index of its own.
#pragma once

#include "server/http_server.hpp"
#include "tests/server/http_client.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

namespace akin::test {

inline constexpr auto write_key = "a key of tests, long enough";
inline constexpr auto with_key = "Authorization: Bearer a key of tests, long enough\r\n";

/// An index of the sample corpus or of nothing, with a server on a free port, both gone with it.
class ServedIndex {
 public:
  enum class Contents : std::uint8_t { sample_corpus, nothing };

  explicit ServedIndex(server::ServerOptions options = {}, Contents contents = Contents::sample_corpus);
  ~ServedIndex();
  ServedIndex(const ServedIndex&) = delete;
  ServedIndex& operator=(const ServedIndex&) = delete;

  std::uint16_t port() const { return server->port(); }
  const std::filesystem::path& index() const noexcept { return index_; }

 private:
  std::filesystem::path directory_;
  std::filesystem::path index_;

 public:
  std::unique_ptr<server::HttpServer> server;
};

/// One that tests share that only read.
ServedIndex& sample();

/// Options with the write key.
server::ServerOptions writable();

/// Waits until it holds; false after a minute.
bool eventually(const std::function<bool()>& condition);

} // namespace akin::test
