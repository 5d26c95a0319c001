#include "cli/live/raw_terminal.hpp"

#include "common/error.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace akin::cli {
namespace {

constexpr std::string_view enter_screen = "\x1b[?1049h\x1b[?7l"; // a screen of its own, lines that do not wrap
constexpr std::string_view leave_screen = "\x1b[?7h\x1b[?1049l";

} // namespace

RawTerminal::RawTerminal(int input, int output) : input_(input), output_(output) {
  if (::tcgetattr(input, &before_) != 0)
    throw Error(ErrorCode::storage, "standard input is no terminal");
  termios raw = before_;
  ::cfmakeraw(&raw);
  if (::tcsetattr(input, TCSAFLUSH, &raw) != 0)
    throw Error(ErrorCode::storage, "the terminal does not give single keys");
  write(enter_screen);
}

RawTerminal::~RawTerminal() {
  write(leave_screen);
  ::tcsetattr(input_, TCSAFLUSH, &before_);
}

RawTerminal::Size RawTerminal::size() const {
  winsize size{};
  if (::ioctl(output_, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {};
  return {size.ws_col, size.ws_row};
}

bool RawTerminal::read(int timeout_ms, std::string& bytes) const {
  bytes.clear();
  pollfd waiting{input_, POLLIN, 0};
  const int ready = ::poll(&waiting, 1, timeout_ms);
  if (ready == 0 || (ready < 0 && errno == EINTR))
    return true;
  std::array<char, 4096> buffer{};
  const ssize_t count = ready < 0 ? -1 : ::read(input_, buffer.data(), buffer.size());
  if (count > 0)
    bytes.assign(buffer.data(), static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

void RawTerminal::write(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t count = ::write(output_, text.data(), text.size());
    if (count < 0 && errno != EINTR)
      return; // the next read() says that the terminal is gone
    text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
  }
}

bool can_be_raw(int input, int output) {
  const char* const name = std::getenv("TERM");
  const std::string_view term = name == nullptr ? "" : name;
  return ::isatty(input) == 1 && ::isatty(output) == 1 && !term.empty() && term != "dumb";
}

} // namespace akin::cli
