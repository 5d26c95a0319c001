// Signals: closed pipes are ignored, interrupts ask a long run to stop.
#pragma once

#include <atomic>

namespace akin::cli {

/// From now on writing to a closed pipe is an error of write(), not the end of the program.
void ignore_closed_pipes() noexcept;

/// While it lives, the first SIGINT or SIGTERM sets a flag and the second one ends the program. At most one at a time.
class StopOnSignal {
 public:
  StopOnSignal() noexcept;
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  const std::atomic<bool>& flag() const noexcept;
};

} // namespace akin::cli
