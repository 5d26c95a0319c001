// What a running server tells on standard error.
#pragma once

#include "server/options.hpp"

#include <memory>
#include <string_view>

namespace akin::cli {

enum class LogFormat : std::uint8_t { logfmt, json, none };

/// One line an event, with the time in UTC. Thread-safe; never throws.
class ServerLog {
 public:
  explicit ServerLog(LogFormat format);
  ~ServerLog();

  /// A request that was answered.
  void request(const server::AccessRecord& record);
  /// "event" and what belongs to it, the address or the message.
  void event(std::string_view event, std::string_view name, std::string_view value);
  void problem(std::string_view message);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace akin::cli
