// The index as requests see it: one state a request, newer ones prepared in the background.
#pragma once

#include "searcher/searcher.hpp"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace akin::server {

/// One state of the index with what was computed for it. Immutable, thread-safe.
struct IndexState {
  Searcher searcher; ///< sees this state alone
  engine::IndexStatistics statistics;
  std::string tag; ///< changes with the index and the synonyms, and with nothing else: what ETags are made of
};

/// Gives the newest state that is ready. A thread looks for commits, of this process and of others, prepares what the
/// searcher keeps for a state (names, themes, and the related index when the index has grown enough) and swaps it in,
/// so that no request waits for that. Thread-safe.
class IndexView {
 public:
  using Problem = std::function<void(const std::string&)>;

  /// Opens the index. When there is none and may_be_missing, it is waited for. problem is told, from another thread,
  /// what keeps a newer state from being used; the last good one then stays. synonyms as in Searcher. Errors: those of
  /// Searcher.
  IndexView(std::filesystem::path directory, bool may_be_missing, Problem problem,
            std::shared_ptr<const Synonyms> synonyms);
  /// Breaks off what is being prepared; it is done again by the next one.
  ~IndexView();
  IndexView(const IndexView&) = delete;
  IndexView& operator=(const IndexView&) = delete;

  /// Errors: index_missing, while there is none.
  std::shared_ptr<const IndexState> current() const;
  bool ready() const;

  /// There is a commit: look now rather than at the next interval.
  void look() noexcept;

 private:
  std::shared_ptr<IndexState> state_of(const std::shared_ptr<const engine::Snapshot>& snapshot) const;
  void follow(std::shared_ptr<IndexState> first);
  /// Uses the newest state, if there is a newer one. This and make_ready() return the processor time that it took.
  std::chrono::nanoseconds refresh();
  std::chrono::nanoseconds make_ready(IndexState& state);
  std::shared_ptr<const IndexState> replace_current(std::shared_ptr<const IndexState> state);
  /// Ends those that no request uses any more. Here, since it takes milliseconds: the last request would have to wait.
  void drop_unused_states();
  /// Makes the related index when Searcher::refresh_related() says that it is time.
  void keep_related(IndexState& state);

  const std::filesystem::path directory_;
  const Problem problem_;
  const std::shared_ptr<const Synonyms> synonyms_;
  std::unique_ptr<engine::Reader> reader_;                  ///< of the following thread, once it runs
  std::shared_ptr<const engine::Snapshot> snapshot_;        ///< that current_ was made of
  std::vector<std::shared_ptr<const IndexState>> replaced_; ///< states that requests may still use
  double related_failed_at_ = 0;                            ///< articles when the related index could not be kept
  mutable std::mutex mutex_;                                ///< guards what follows
  std::shared_ptr<const IndexState> current_;
  std::condition_variable wake_;
  bool look_now_ = false;
  std::stop_source stop_;
  std::thread thread_; ///< last: it uses the rest
};

} // namespace akin::server
