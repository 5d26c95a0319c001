// How a long run shows that it is alive.
#pragma once

#include "indexer/index_run.hpp"

#include <string>
#include <string_view>

namespace akin::cli {

/// " 45 % ━━━━━━━━───────── 12,345 articles  12.3 MB/s  0:32 left", width columns at most; without the share and the
/// bar when the total is unknown.
std::string progress_bar(const indexer::IndexProgress& progress, int width);

/// "45 %, 12,345 articles, 12.3 MB/s, 0:32 left".
std::string progress_line(const indexer::IndexProgress& progress);

/// Progress on standard error: a bar that is redrawn on a terminal, a line every five seconds elsewhere.
class Progress {
 public:
  enum class Mode { silent, bar, lines };

  explicit Progress(Mode mode) : mode_(mode) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(const indexer::IndexProgress& progress);
  /// Prints a line above the bar, whatever the mode. The text is made safe.
  void print(std::string_view text);
  /// Removes the bar.
  void clear();

 private:
  Mode mode_;
  bool bar_shown_ = false;
  double next_line_seconds_ = 5;
};

} // namespace akin::cli
