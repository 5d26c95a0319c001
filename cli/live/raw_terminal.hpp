// The terminal key by key and screen by screen.
#pragma once

#include <string>
#include <string_view>
#include <termios.h>

namespace akin::cli {

/// While it lives, the terminal gives each key at once and shows a screen of its own; afterwards it is as before.
class RawTerminal {
 public:
  /// Errors: storage, when a descriptor is no terminal.
  RawTerminal(int input, int output);
  ~RawTerminal();
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

  struct Size {
    int columns = 80;
    int rows = 24;
    bool operator==(const Size&) const = default;
  };
  Size size() const;

  /// What was typed, waiting at most so long; empty when nothing was. False when the terminal is gone.
  bool read(int timeout_ms, std::string& bytes) const;
  void write(std::string_view text) const;

 private:
  int input_;
  int output_;
  termios before_{};
};

/// Whether both ends are a terminal that shows more than plain lines.
bool can_be_raw(int input, int output);

} // namespace akin::cli
