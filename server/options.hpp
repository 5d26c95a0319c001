// What a server is told when it starts.
#pragma once

#include "searcher/synonyms.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace akin::server {

/// One answered request, for the log. The views live as long as the call.
struct AccessRecord {
  std::string_view id;
  std::string_view client;
  std::string_view method;
  std::string_view target;
  std::string_view route;
  int status = 0;
  std::size_t bytes = 0; ///< of the body as sent
  double milliseconds = 0;
};

/// What a client may use. The defaults suit a small machine.
struct Limits {
  std::size_t header_bytes = 16U << 10U;
  std::size_t target_bytes = 8U << 10U;
  std::size_t text_bytes = 1U << 20U;      ///< of the body of POST /v1/similar
  std::size_t articles_bytes = 16U << 20U; ///< of the body of a request that writes
  std::size_t connections = 8192;
  std::size_t waiting_requests = 512; ///< being answered or waiting for a thread; more are told to come back
  std::chrono::milliseconds header_timeout{30'000}; ///< from the end of a response to the end of the next header
  std::chrono::milliseconds body_timeout{60'000};   ///< for the whole body
  std::chrono::milliseconds write_timeout{60'000};  ///< for the whole response
  std::chrono::milliseconds stop_timeout{10'000};   ///< what is being answered when the server is told to stop
};

struct ServerOptions {
  std::filesystem::path index;
  std::string address = "127.0.0.1"; ///< to listen at: an IPv4 or IPv6 address
  std::uint16_t port = 8080;         ///< 0: one that is free
  unsigned threads = 0;              ///< that answer; 0: as many as the machine has cores
  std::string write_key;             ///< what `Authorization: Bearer` must carry to write; empty: nobody may
  /// What it must carry to read articles, unless it carries the write key; empty: everybody may.
  std::string search_key;
  std::shared_ptr<const Synonyms> synonyms; ///< what words of queries stand for as well; null: nothing
  std::vector<std::string> allowed_origins; ///< pages that scripts may ask from ("https://example.org"); "*": any
  std::vector<std::string> trusted_proxies; ///< addresses whose X-Forwarded-For is believed
  double requests_per_second = 0;           ///< of one client; 0: any number
  std::string public_url; ///< how the world names this server, without a slash at its end; empty: by the Host header
  std::string title = "Akin"; ///< of the pages
  Limits limits;

  /// Called from several threads at once; either may be empty.
  std::function<void(const AccessRecord&)> on_request;
  std::function<void(const std::string&)> on_problem; ///< what the operator should know, in one line
};

} // namespace akin::server
