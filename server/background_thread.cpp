#include "server/background_thread.hpp"

#include <ctime>
#include <sys/resource.h>
#include <unistd.h>

namespace akin::server {

void give_way_to_requests() noexcept {
  constexpr int steps = 10; // a tenth of a core while requests want all of it
  const auto thread = static_cast<id_t>(gettid());
  setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + steps);
}

std::chrono::nanoseconds thread_time() noexcept {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace akin::server
