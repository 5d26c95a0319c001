// Articles on their way from requests into the index: one thread writes, in groups.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

namespace akin::server {

class GroupWriter;

struct Removal {
  std::string id;
};
/// An article with its id, or one to be deleted.
using Change = std::variant<Article, Removal>;

enum class ChangeOutcome : std::uint8_t { added, replaced, unchanged, deleted, unknown };
std::string_view name_of(ChangeOutcome outcome) noexcept; ///< "added", …, "not_found" for unknown

/// Takes changes from any thread and commits them in the order given, as many together as have come in since the last
/// commit: under load a commit costs the same and carries more. The writing thread gives way to those that answer, and
/// single changes that keep coming wait for each other, so that they do not keep it busy. Holds the index's lock only
/// while there is work, so that `akin index` can run in between. Thread-safe.
class WriteQueue {
 public:
  /// Called on the writing thread. Without an error the outcomes, one a change, are on disk; with one, nothing is.
  using Done = std::function<void(const std::optional<Error>& error, const std::vector<ChangeOutcome>& outcomes)>;

  /// committed is called after each commit, before those whose changes it holds are told.
  WriteQueue(std::filesystem::path directory, std::function<void()> committed);
  /// Commits what was taken, then ends.
  ~WriteQueue();
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;

  /// Errors: unavailable when too much is waiting.
  void push(std::vector<Change> changes, Done done);

 private:
  struct Job {
    std::vector<Change> changes;
    std::size_t bytes = 0;
    Done done;
  };

  void run();
  void commit(GroupWriter& writer);
  std::vector<Job> next_group(bool has_lock);

  const std::filesystem::path directory_;
  const std::function<void()> committed_;
  std::chrono::steady_clock::time_point next_commit_; ///< not before, unless much is waiting; of the writing thread
  std::mutex mutex_;                                  ///< guards what follows
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::size_t waiting_bytes_ = 0;
  std::size_t waiting_changes_ = 0;
  bool stop_ = false;
  std::thread thread_; ///< last: it uses the rest
};

} // namespace akin::server
