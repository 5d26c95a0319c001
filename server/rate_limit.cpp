#include "server/rate_limit.hpp"

#include <algorithm>

namespace akin::server {
namespace {

constexpr double burst_seconds = 10;

double seconds(std::chrono::steady_clock::duration span) { return std::chrono::duration<double>(span).count(); }

} // namespace

RateLimit::RateLimit(double requests_per_second)
    : rate_(requests_per_second), capacity_(std::max(1.0, requests_per_second * burst_seconds)) {}

bool RateLimit::allows(std::string_view client, Time now) {
  if (rate_ <= 0)
    return true;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= forget_at_)
    forget_full(now);
  Bucket& bucket = buckets_.try_emplace(std::string(client), Bucket{capacity_, now}).first->second;
  bucket.tokens = std::min(capacity_, bucket.tokens + seconds(now - bucket.filled) * rate_);
  bucket.filled = now;
  if (bucket.tokens < 1)
    return false;
  bucket.tokens -= 1;
  return true;
}

std::size_t RateLimit::clients() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

void RateLimit::forget_full(Time now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    return entry.second.tokens + seconds(now - entry.second.filled) * rate_ >= capacity_;
  });
  forget_at_ = std::max<std::size_t>(1024, 2 * buckets_.size());
}

} // namespace akin::server
