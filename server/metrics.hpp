// Counts of what the server does, in the text format that Prometheus reads.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace akin::server {

/// Thread-safe.
class Metrics {
 public:
  /// route must have static storage. bytes are those of the body as sent.
  void count(std::string_view route, int status, double seconds, std::size_t bytes);

  std::atomic<std::int64_t> connections{0};            ///< open now
  std::atomic<std::uint64_t> connections_total{0};     ///< accepted
  std::atomic<std::uint64_t> connections_refused{0};   ///< over the limit
  std::atomic<std::uint64_t> connections_timed_out{0}; ///< cut for being slow
  std::atomic<std::int64_t> in_flight{0};              ///< requests being answered
  std::atomic<std::uint64_t> articles_written{0};      ///< added, replaced or deleted, and acknowledged

  /// Everything but what concerns the index.
  std::string text() const;

 private:
  static constexpr std::array bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5};
  struct Durations {
    std::array<std::uint64_t, bounds.size() + 1> buckets{};
    double seconds = 0;
    std::uint64_t count = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string_view, int>, std::uint64_t> requests_;
  std::map<std::string_view, Durations> durations_;
  std::uint64_t bytes_ = 0;
};

/// "# HELP", "# TYPE" and one value.
std::string metric(std::string_view name, std::string_view type, std::string_view help, double value);

} // namespace akin::server
