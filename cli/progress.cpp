#include "cli/progress.hpp"

#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/text/glyphs.hpp"
#include "cli/text/numbers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <unistd.h>
#include <vector>

namespace akin::cli {
namespace {

constexpr double seconds_between_lines = 5;
constexpr int widest_bar = 40;
constexpr int narrowest_bar = 5;
constexpr double seconds_before_estimates = 1;

/// 0..1, when the total is known.
std::optional<double> share_done(const indexer::IndexProgress& progress) {
  if (progress.total_bytes == 0)
    return std::nullopt;
  return std::clamp(static_cast<double>(progress.done_bytes) / static_cast<double>(progress.total_bytes), 0.0, 1.0);
}

std::vector<std::string> figures(const indexer::IndexProgress& progress) {
  std::vector<std::string> parts{counted(progress.records, "article", "articles"),
                                 rate(progress.input_bytes, progress.seconds)};
  const auto share = share_done(progress);
  if (share && *share > 0 && progress.seconds >= seconds_before_estimates)
    parts.push_back(clock_time(progress.seconds * (1 - *share) / *share) + " left");
  return parts;
}

std::string percent(double share) { return fmt::format("{:.0f} %", share * 100); }

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i)
    out += text;
  return out;
}

} // namespace

std::string progress_bar(const indexer::IndexProgress& progress, int width) {
  const std::string tail = fmt::format("{}", fmt::join(figures(progress), "  "));
  const auto share = share_done(progress);
  if (!share)
    return to_text(fitted(glyphs(tail), width), false);
  const std::string head = fmt::format("{:>5} ", percent(*share));
  const int room = width - columns_of(glyphs(head)) - columns_of(glyphs(tail)) - 3;
  if (room < narrowest_bar)
    return to_text(fitted(glyphs(head + tail), width), false);
  const int bar = std::min(room, widest_bar);
  const int filled = static_cast<int>(*share * bar);
  return head + repeated("━", filled) + repeated("─", bar - filled) + "  " + tail;
}

std::string progress_line(const indexer::IndexProgress& progress) {
  std::vector<std::string> parts = figures(progress);
  if (const auto share = share_done(progress))
    parts.insert(parts.begin(), percent(*share));
  return fmt::format("{}", fmt::join(parts, ", "));
}

void Progress::update(const indexer::IndexProgress& progress) {
  if (mode_ == Mode::bar) {
    const int width = terminal_width(STDERR_FILENO);
    write_error("\r\x1b[K" + progress_bar(progress, width > 0 ? width - 1 : 0));
    bar_shown_ = true;
  } else if (mode_ == Mode::lines && progress.seconds >= next_line_seconds_) {
    print(progress_line(progress));
    next_line_seconds_ = progress.seconds + seconds_between_lines;
  }
}

void Progress::print(std::string_view text) {
  clear();
  write_error(one_line(text) + "\n");
}

void Progress::clear() {
  if (bar_shown_)
    write_error("\r\x1b[K");
  bar_shown_ = false;
}

} // namespace akin::cli
