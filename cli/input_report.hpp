// What was wrong with the input: told as it occurs, in bounds, and kept in full in a file when asked.
#pragma once

#include "indexer/input.hpp"

#include <cstdint>
#include <fstream>
#include <functional>
#include <string>

namespace akin::cli {

/// "news.jsonl:12: reason"; "page.html: reason" for a file that is one record.
std::string describe(const indexer::Origin& origin, const std::string& reason);

class InputReport {
 public:
  /// How many rejections, and how many warnings, are printed.
  static constexpr std::uint64_t most_printed = 20;

  /// print gets one line of text without line end. An empty rejects_file keeps none. Errors: storage, when it cannot be
  /// opened.
  InputReport(std::string rejects_file, std::function<void(const std::string&)> print);

  void rejected(const indexer::Rejection& rejection);
  void warned(const indexer::Origin& origin, const std::string& warning);
  /// Says how many were not printed. Errors: storage, when the rejects could not be written.
  void finish();

  std::uint64_t rejections() const noexcept { return rejections_; }
  std::uint64_t warnings() const noexcept { return warnings_; }

 private:
  std::string rejects_file_;
  std::function<void(const std::string&)> print_;
  std::ofstream rejects_;
  std::uint64_t rejections_ = 0;
  std::uint64_t warnings_ = 0;
};

} // namespace akin::cli
