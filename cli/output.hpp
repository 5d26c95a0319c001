// Standard output and standard error as a well-behaved program uses them.
#pragma once

#include <string>
#include <string_view>

namespace akin::cli {

/// Thrown when whoever read our output has gone away: a reason to stop, not a failure.
struct ClosedPipe {};

/// Buffered standard output. Not thread-safe.
class Output {
 public:
  /// descriptor stays the caller's.
  explicit Output(int descriptor);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Errors: ClosedPipe; Error(storage) when the output cannot be written (a full disk).
  void write(std::string_view text);
  void line(std::string_view text);
  /// JSON. On a terminal, control characters that JSON lets stand as they are (DEL and U+0080 to U+009F) are escaped.
  void json(std::string_view text);
  void json_line(std::string_view text);
  void flush();

  bool is_terminal() const noexcept { return is_terminal_; }

 private:
  int descriptor_;
  bool is_terminal_;
  std::string buffer_;
};

/// Prints "akin: message" as one safe line on standard error. Never fails.
void complain(std::string_view message) noexcept;

/// Prints text as it is on standard error. Never fails.
void write_error(std::string_view text) noexcept;

/// JSON with DEL and U+0080 to U+009F as \u escapes.
std::string without_raw_controls(std::string_view json);

} // namespace akin::cli
