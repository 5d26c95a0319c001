// Collects what a parser has to say about a query.
#pragma once

#include "common/query/query_parser.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace akin::query {

/// At most max_warnings are kept: past that they tell a reader nothing.
class Warnings {
 public:
  static constexpr std::size_t max_warnings = 20;

  void add(std::string message, std::size_t offset) {
    if (warnings_.size() < max_warnings)
      warnings_.push_back({std::move(message), offset});
  }
  /// For warnings that one query could give a thousand times: only the first of each kind is kept.
  void add_once(bool& said, std::string message, std::size_t offset) {
    if (!std::exchange(said, true))
      add(std::move(message), offset);
  }
  bool empty() const noexcept { return warnings_.empty(); }
  std::vector<Warning> take() && { return std::move(warnings_); }

 private:
  std::vector<Warning> warnings_;
};

} // namespace akin::query
