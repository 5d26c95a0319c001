// Work on several threads whose results are wanted in order.
#pragma once

#include "common/side_by_side.hpp"

#include <cstddef>
#include <deque>
#include <future>

namespace akin {

/// Calls work(block) for block 0..blocks-1 on so many threads (0: one a core) and take(result) with each result in
/// order, on the calling thread, until take returns false. Beside the one that is taken, at most one result a thread is
/// being made or waits. What work or take throws passes through when its turn comes; calls that have begun are waited
/// for.
template <class Work, class Take>
void for_each_block_in_order(std::size_t blocks, unsigned threads, const Work& work, const Take& take) {
  const std::size_t running = thread_count(threads);
  std::deque<decltype(std::async(std::launch::async, work, std::size_t{0}))> pending;
  std::size_t next = 0;
  const auto keep_busy = [&] {
    while (next < blocks && pending.size() < running)
      pending.push_back(std::async(std::launch::async, work, next++));
  };
  for (std::size_t block = 0; block < blocks; ++block) {
    keep_busy();
    auto result = pending.front().get();
    pending.pop_front();
    keep_busy(); // while this one is taken
    if (!take(std::move(result)))
      return;
  }
}

} // namespace akin
