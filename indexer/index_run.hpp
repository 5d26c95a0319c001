// One run of the indexer: inputs in, a committed index out.
#pragma once

#include "engine/engine.hpp"
#include "indexer/input.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace akin::indexer {

struct IndexOptions {
  InputOptions input;
  unsigned threads = 0;                      ///< 0: as many as the machine has cores
  bool sync = false;                         ///< delete articles that the input no longer has
  Language fallback_language = Language::english;
  std::size_t commit_articles = 50'000;      ///< a commit at least this often …
  double commit_seconds = 30;                ///< … and this often
};

struct IndexSummary {
  std::uint64_t read = 0; ///< records seen: added + replaced + unchanged + rejected
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t deleted = 0; ///< by sync
  std::uint64_t rejected = 0;
  std::uint64_t skipped_files = 0;
  std::uint64_t warnings = 0;
  std::uint64_t copies = 0; ///< articles of the index that are folded under another after the run
  std::uint64_t input_bytes = 0; ///< decompressed
  double seconds = 0;
  bool stopped = false; ///< by IndexEvents::stop
};

struct IndexProgress {
  std::uint64_t records = 0;
  std::uint64_t input_bytes = 0; ///< decompressed
  std::uint64_t done_bytes = 0;  ///< of the files as they are on disk
  std::uint64_t total_bytes = 0; ///< 0 when unknown
  double seconds = 0;
};

/// Called from the thread that runs run_index, never from two threads at once. Any may be empty.
struct IndexEvents {
  std::function<void(const Rejection&)> rejected;
  std::function<void(const Origin&, const std::string&)> warned;
  std::function<void(const IndexProgress&)> progress;                ///< about ten times a second
  std::function<void(std::uint64_t articles)> committed;             ///< everything up to here is durable
  const std::atomic<bool>* stop = nullptr;                           ///< set from a signal handler: commit and return
};

/// Reads inputs, analyses on worker threads, writes and commits. Bad records are reported through events and counted.
/// With sync and any unreadable input nothing is deleted (the input may be incomplete).
/// Errors: those of Writer.
IndexSummary run_index(engine::Writer& writer, const std::vector<std::string>& inputs, const IndexOptions& options,
                       const IndexEvents& events);

} // namespace akin::indexer
