#include "benchmarks/workload.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace akin::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int timed_rounds = 3;
constexpr double budget_seconds = 60;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Nearest-rank percentile of sorted values.
double percentile(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

void measure_kind(const std::string& engine, const std::vector<Query>& queries, const Answer& answer) {
  const auto start = Clock::now();
  std::size_t hits = 0;
  for (const Query& query : queries) {
    const auto found = answer(query);
    if (!found) {
      return;
    }
    hits += *found;
  }
  std::vector<double> micros;
  for (int round = 0; round < timed_rounds && (round == 0 || seconds_since(start) < budget_seconds); ++round) {
    for (const Query& query : queries) {
      const auto asked = Clock::now();
      answer(query);
      micros.push_back(seconds_since(asked) * 1e6);
    }
  }
  std::sort(micros.begin(), micros.end());
  fmt::print("{{\"engine\":\"{}\",\"kind\":\"{}\",\"queries\":{},\"samples\":{},\"hits\":{},\"p50_us\":{:.1f},"
             "\"p99_us\":{:.1f}}}\n",
             engine, queries.front().kind, queries.size(), micros.size(), hits, percentile(micros, 0.5),
             percentile(micros, 0.99));
  std::fflush(stdout);
}

} // namespace

std::vector<Query> read_workload(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    throw std::runtime_error("cannot read " + path);
  }
  std::vector<Query> workload;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    Query query;
    std::string from;
    std::string to;
    std::getline(fields, query.kind, '\t');
    std::getline(fields, query.text, '\t');
    std::getline(fields, query.source, '\t');
    std::getline(fields, from, '\t');
    std::getline(fields, to, '\t');
    query.from_day = std::stoll(from);
    query.to_day = std::stoll(to);
    std::istringstream words(query.text);
    for (std::string word; words >> word;) {
      query.words.push_back(word);
    }
    workload.push_back(std::move(query));
  }
  return workload;
}

void measure(const std::string& engine, const std::vector<Query>& workload, const Answer& answer) {
  for (auto first = workload.begin(); first != workload.end();) {
    const auto last =
        std::find_if(first, workload.end(), [&](const Query& query) { return query.kind != first->kind; });
    measure_kind(engine, {first, last}, answer);
    first = last;
  }
}

} // namespace akin::bench
