#include "cli/signals.hpp"

#include <csignal>

namespace akin::cli {
namespace {

std::atomic<bool> stop_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch lock-free atomics only");

void handle(int signal, void (*handler)(int), int flags) noexcept {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

} // namespace

void ignore_closed_pipes() noexcept { handle(SIGPIPE, SIG_IGN, 0); }

StopOnSignal::StopOnSignal() noexcept {
  stop_requested = false;
  const auto request_stop = [](int) {
    stop_requested = true;
    for (const int signal : {SIGINT, SIGTERM})
      std::signal(signal, SIG_DFL); // the next one ends the program
  };
  handle(SIGINT, request_stop, SA_RESTART);
  handle(SIGTERM, request_stop, SA_RESTART);
}

StopOnSignal::~StopOnSignal() {
  handle(SIGINT, SIG_DFL, 0);
  handle(SIGTERM, SIG_DFL, 0);
}

const std::atomic<bool>& StopOnSignal::flag() const noexcept { return stop_requested; }

} // namespace akin::cli
