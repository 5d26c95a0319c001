#include "cli/terminal.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace akin::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

bool wants_colour(int descriptor, Colour colour) {
  if (colour != Colour::automatic)
    return colour == Colour::always;
  return ::isatty(descriptor) == 1 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

} // namespace

int terminal_width(int descriptor) {
  const std::string_view columns = environment("COLUMNS");
  int width = 0;
  const auto [end, error] = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (error == std::errc{} && end == columns.data() + columns.size() && width > 0)
    return width;
  if (::isatty(descriptor) != 1)
    return 0;
  winsize size{};
  return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

TextStyle text_style(int descriptor, Colour colour) {
  return {terminal_width(descriptor), wants_colour(descriptor, colour)};
}

} // namespace akin::cli
