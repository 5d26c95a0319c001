#include "cli/output.hpp"

#include "cli/text/glyphs.hpp"
#include "common/error.hpp"

#include <cerrno>
#include <cstddef>
#include <fmt/format.h>
#include <system_error>
#include <unistd.h>

namespace akin::cli {
namespace {

constexpr std::size_t buffer_bytes = 64U << 10U;

/// Writes all of text; returns errno, 0 when all is well.
int write_all(int descriptor, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

} // namespace

Output::Output(int descriptor) : descriptor_(descriptor), is_terminal_(::isatty(descriptor) == 1) {}

void Output::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= buffer_bytes)
    flush();
}

void Output::line(std::string_view text) {
  write(text);
  write("\n");
}

void Output::json(std::string_view text) {
  if (is_terminal())
    write(without_raw_controls(text));
  else
    write(text);
}

void Output::json_line(std::string_view text) {
  json(text);
  write("\n");
}

void Output::flush() {
  const std::string text = std::move(buffer_);
  buffer_.clear();
  const int error = write_all(descriptor_, text);
  if (error == EPIPE)
    throw ClosedPipe{};
  if (error != 0)
    throw Error(ErrorCode::storage, fmt::format("cannot write the output: {}; make room or write it elsewhere",
                                                std::generic_category().message(error)));
}

void complain(std::string_view message) noexcept {
  try {
    write_error("akin: " + one_line(message) + "\n");
  } catch (...) { // out of memory: say what can be said without any
    write_error("akin: out of memory\n");
  }
}

void write_error(std::string_view text) noexcept { write_all(STDERR_FILENO, text); }

std::string without_raw_controls(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size(); ++at) {
    const auto byte = static_cast<unsigned char>(json[at]);
    const auto next = at + 1 < json.size() ? static_cast<unsigned char>(json[at + 1]) : 0U;
    if (byte == 0x7F) {
      out += "\\u007f";
    } else if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) {
      out += fmt::format("\\u{:04x}", next);
      ++at;
    } else {
      out += json[at];
    }
  }
  return out;
}

} // namespace akin::cli
