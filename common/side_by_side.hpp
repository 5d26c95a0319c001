// A fixed number of parts of one piece of work, each on a thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <future>
#include <thread>
#include <vector>

namespace akin {

/// How many threads a setting means: 0 stands for one a core.
inline unsigned thread_count(unsigned setting) {
  return setting > 0 ? setting : std::max(1U, std::thread::hardware_concurrency());
}

/// Calls work(0) … work(parts - 1), each once: the first here, the others on threads of their own where the system
/// allows any, else here as well. Returns when all are done. What work throws comes out, of several the lowest part's.
inline void run_side_by_side(std::size_t parts, const std::function<void(std::size_t part)>& work) {
  std::vector<std::future<void>> others; // their destructors wait
  for (std::size_t part = 1; part < parts; ++part)
    others.push_back(std::async([&work, part] { work(part); }));
  if (parts > 0)
    work(0);
  for (auto& other : others)
    other.get();
}

} // namespace akin
