#include "cli/live/run.hpp"

#include "cli/live/live_search.hpp"
#include "cli/live/raw_terminal.hpp"
#include "cli/signals.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace akin::cli {
namespace {

/// A screen as one piece, so that it does not flicker.
std::string frame_of(const Screen& screen) {
  std::string frame = "\x1b[?25l\x1b[H";
  for (const std::string& line : screen.lines) {
    if (&line != &screen.lines.front())
      frame += "\r\n";
    frame += "\x1b[2K" + line + "\x1b[0m"; // cleared first: behind the last column that would take its character
  }
  return frame + fmt::format("\x1b[J\x1b[1;{}H\x1b[?25h", screen.cursor_column);
}

} // namespace

void run_live_search(const Searcher& searcher, const SearchRequest& request, Colour colour) {
  constexpr int look_interval_ms = 200; // for another size of the window, and for a signal
  LiveSearch live(searcher, request);
  const StopOnSignal stop;
  const RawTerminal terminal(STDIN_FILENO, STDOUT_FILENO);
  KeyDecoder decoder;
  std::string bytes;
  RawTerminal::Size shown{0, 0};
  bool changed = true;
  do {
    const RawTerminal::Size size = terminal.size();
    if (changed || size != shown) {
      const TextStyle style{size.columns, text_style(STDOUT_FILENO, colour).colour};
      terminal.write(frame_of(live.screen(style, size.rows)));
      shown = size;
    }
    if (stop.flag() || !terminal.read(look_interval_ms, bytes))
      return;
    changed = !bytes.empty();
  } while (live.handle(decoder.feed(bytes)));
}

} // namespace akin::cli
