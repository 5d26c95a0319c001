#include "server/metrics.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace akin::server {
namespace {

double number(std::uint64_t value) { return static_cast<double>(value); }
double number(std::int64_t value) { return static_cast<double>(value); }

} // namespace

std::string metric(std::string_view name, std::string_view type, std::string_view help, double value) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

void Metrics::count(std::string_view route, int status, double seconds, std::size_t bytes) {
  const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
  const std::lock_guard lock(mutex_);
  ++requests_[{route, status}];
  Durations& durations = durations_[route];
  ++durations.buckets[static_cast<std::size_t>(bucket)];
  durations.seconds += seconds;
  ++durations.count;
  bytes_ += bytes;
}

std::string Metrics::text() const {
  std::string out;
  const auto line = std::back_inserter(out);
  const std::lock_guard lock(mutex_);
  out += "# HELP akin_requests_total Requests answered, by route and status.\n# TYPE akin_requests_total counter\n";
  for (const auto& [key, count] : requests_)
    fmt::format_to(line, "akin_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  out += "# HELP akin_request_seconds From the request read to the response ready.\n"
         "# TYPE akin_request_seconds histogram\n";
  for (const auto& [route, durations] : durations_) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      sum += durations.buckets[i];
      fmt::format_to(line, "akin_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, bounds[i], sum);
    }
    fmt::format_to(line, "akin_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", route, durations.count);
    fmt::format_to(line, "akin_request_seconds_sum{{route=\"{}\"}} {}\n", route, durations.seconds);
    fmt::format_to(line, "akin_request_seconds_count{{route=\"{}\"}} {}\n", route, durations.count);
  }
  out += metric("akin_response_bytes_total", "counter", "Bytes of response bodies.", number(bytes_));
  out += metric("akin_requests_in_flight", "gauge", "Requests being answered.", number(in_flight.load()));
  out += metric("akin_connections", "gauge", "Open connections.", number(connections.load()));
  out += metric("akin_connections_total", "counter", "Connections accepted.", number(connections_total.load()));
  out += metric("akin_connections_refused_total", "counter", "Connections over the limit.",
                number(connections_refused.load()));
  out += metric("akin_connections_timed_out_total", "counter", "Connections cut for being slow or idle.",
                number(connections_timed_out.load()));
  out += metric("akin_articles_written_total", "counter", "Articles added, replaced or deleted over HTTP.",
                number(articles_written.load()));
  return out;
}

} // namespace akin::server
