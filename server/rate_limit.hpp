// How often one client may ask.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace akin::server {

/// A bucket of tokens a client: it fills at the rate given, holds ten seconds' worth, and a request takes one token.
/// Memory is bounded: clients that have a full bucket are forgotten. Thread-safe.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// requests_per_second 0: everything is allowed.
  explicit RateLimit(double requests_per_second);

  bool allows(std::string_view client, Time now);
  std::size_t clients() const; ///< remembered

 private:
  struct Bucket {
    double tokens = 0;
    Time filled;
  };
  void forget_full(Time now);

  const double rate_;
  const double capacity_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::size_t forget_at_ = 1024; ///< clients; then the map is looked through
};

} // namespace akin::server
