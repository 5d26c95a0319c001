// Prints result after result in the format asked for.
#pragma once

#include "cli/options.hpp"
#include "cli/text/render_result.hpp"

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

namespace akin::cli {

class ListPrinter {
 public:
  /// output is borrowed.
  ListPrinter(Output& output, ListFormat format, const TextStyle& style, ListKind kind, std::size_t first_rank = 1);

  /// The only result of a run; id is the query id in TREC format.
  void print_single(std::string_view id, const Result& result);

  /// One of several results: in JSON its object starts with "id", as text it has a heading.
  void print_one_of_many(std::string_view id, std::string_view heading, const Result& result) {
    print_written(written_one_of_many(id, heading, result));
  }
  /// The same in two steps, of which the first may be taken on several threads at once (its
  /// warnings then come as they come).
  std::string written_one_of_many(std::string_view id, std::string_view heading, const Result& result);
  void print_written(std::string_view written);
  /// After the last of several.
  void finish_many();

  /// ok when any result had a hit.
  ExitStatus status() const noexcept { return any_hit_ ? ExitStatus::ok : ExitStatus::incomplete; }

 private:
  void note(const Result& result);

  Output& output_;
  ListFormat format_;
  TextStyle style_;
  ListKind kind_;
  std::size_t first_rank_;
  std::size_t printed_ = 0;
  std::atomic<bool> any_hit_ = false;
};

} // namespace akin::cli
