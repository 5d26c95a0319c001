// Threads that work while requests are answered.
#pragma once

#include <chrono>

namespace akin::server {

/// Makes the calling thread, and those that it starts, give way to threads that answer: on Linux niceness is a thread's
/// own and inherited. For good: only a privileged process may take it back.
void give_way_to_requests() noexcept;

/// Processor time that the calling thread has used: what work costs, however long it had to give way.
std::chrono::nanoseconds thread_time() noexcept;

} // namespace akin::server
