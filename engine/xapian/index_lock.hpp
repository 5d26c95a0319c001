// One writer at a time.
#pragma once

#include <filesystem>

namespace akin::engine {

/// Holds the lock file of an index directory, which it creates when it is not there. The operating system gives the
/// lock back when its process ends, however it ends: there are no stale locks.
class IndexLock {
 public:
  /// Errors: index_locked (names the other process), storage, invalid_argument for a directory full of other things.
  explicit IndexLock(const std::filesystem::path& directory);
  ~IndexLock();
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;

 private:
  int descriptor_ = -1;
};

} // namespace akin::engine
