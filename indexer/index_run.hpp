// One run of the indexer: inputs in, a committed index out.
#pragma once

#include "engine/engine.hpp"
#include "entities/recogniser.hpp"
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
  unsigned threads = 0; ///< 0: as many as the machine has cores
  bool sync = false;    ///< delete articles that the input no longer has; see run_index()
  Language fallback_language = Language::english;
  entities::Recognition recognition = entities::Recognition::everything; ///< the index's alias table holds either way
  std::size_t commit_articles = 50'000;                                  ///< a commit at least this often …
  double commit_seconds = 30;                                            ///< … and this often
};

struct IndexSummary {
  std::uint64_t read = 0; ///< records seen: added + replaced + unchanged + rejected
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;  ///< an article with this id was there before, or came earlier in the input
  std::uint64_t unchanged = 0; ///< as replaced, and equal in everything that is stored
  std::uint64_t deleted = 0;   ///< by sync
  std::uint64_t rejected = 0;
  std::uint64_t skipped_files = 0;
  std::uint64_t warnings = 0;
  std::uint64_t relabelled = 0; ///< always 0 here; a caller that relabelled the index first fills it in
  std::uint64_t copies = 0;     ///< always 0 here; a caller that has a Snapshot fills in its articles minus its stories
  std::uint64_t input_bytes = 0; ///< decompressed
  double seconds = 0;
  bool stopped = false; ///< by IndexEvents::stop
};

struct IndexProgress {
  std::uint64_t records = 0;     ///< worked off
  std::uint64_t input_bytes = 0; ///< of them, decompressed
  std::uint64_t done_bytes = 0;  ///< of the files as they are on disk
  std::uint64_t total_bytes = 0; ///< 0 when unknown
  double seconds = 0;
};

/// Called from the thread that runs run_index, never from two threads at once; what concerns records in the order of
/// the input. Any may be empty. What they throw ends the run and passes through it; nothing more is committed.
struct IndexEvents {
  std::function<void(const Rejection&)> rejected;
  std::function<void(const Origin&, const std::string&)> warned; ///< the origin is empty when it concerns the run
  std::function<void(const IndexProgress&)> progress;            ///< about ten times a second while records come
  /// So many articles of the input, from its beginning, are durable: added, replaced or unchanged.
  std::function<void(std::uint64_t articles)> committed;
  const std::atomic<bool>* stop = nullptr; ///< set from a signal handler: finish what was read, commit and return
};

/// Reads inputs, analyses on worker threads, writes and commits. Articles that did not change are left out before they
/// are analysed; of articles with one id the last one counts. Bad records are reported through events and counted.
/// Memory is bounded whatever the corpus, but for some 60 bytes an article that is not committed yet and, with sync, 8
/// bytes an article.
/// With sync, articles whose ids were not read are deleted at the end, unless any of the input may be missing: when
/// anything was rejected, when nothing at all was read, or when the run was stopped. A warning then says so.
/// Errors: those of Writer and of read_inputs. What was committed before stays.
IndexSummary run_index(engine::Writer& writer, const std::vector<std::string>& inputs, const IndexOptions& options,
                       const IndexEvents& events);

} // namespace akin::indexer
