// What the terminal can show: its width and whether colours are wanted.
#pragma once

#include "cli/text/glyphs.hpp"

#include <cstdint>

namespace akin::cli {

enum class Colour : std::uint8_t { automatic, always, never };

/// Columns of the terminal behind a descriptor: COLUMNS when it is set to a number, else what the terminal says, 80
/// when it does not; 0 (no bound) when it is no terminal.
int terminal_width(int descriptor);

/// How text for people looks on a descriptor. Automatic colours: on a terminal other than "dumb", unless NO_COLOR is
/// set and not empty (https://no-color.org).
TextStyle text_style(int descriptor, Colour colour);

} // namespace akin::cli
