// The queries that every program of the benchmark answers, and how their latency is taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace akin::bench {

/// Top hits that every engine returns, with their ids.
inline constexpr std::size_t top = 10;

/// One query of the workload; which members count depends on kind.
struct Query {
  std::string kind; ///< rare, common, and2, or3, phrase, filter, date, facets, prefix, similar or suggest
  std::string text; ///< words separated by blanks; of "similar", an article's id; of "suggest", what is typed so far
  std::vector<std::string> words;
  std::string source;        ///< of "filter"
  std::int64_t from_day = 0; ///< of "date": days since 1970-01-01, both included
  std::int64_t to_day = 0;
};

/// Lines "kind TAB text TAB source TAB from_day TAB to_day".
std::vector<Query> read_workload(const std::string& path);

/// Answers one query in full and returns the number of hits; nothing when the engine has no such query.
using Answer = std::function<std::optional<std::size_t>(const Query&)>;

/// Runs each kind's queries once to warm up and then up to three times with the clock running (fewer when a kind takes
/// longer than a minute), and prints a JSON line a kind: latencies in microseconds over all timed answers.
void measure(const std::string& engine, const std::vector<Query>& workload, const Answer& answer);

} // namespace akin::bench
