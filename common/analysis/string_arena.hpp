// Strings that never move.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace akin {

/// Keeps copies of strings until it is destroyed; what store() returns stays valid till then, through moves too.
class StringArena {
 public:
  std::string_view store(std::string_view text) {
    if (blocks_.empty() || text.size() > left_) {
      left_ = std::max(block_bytes, text.size());
      blocks_.push_back(std::make_unique<char[]>(left_));
      free_ = blocks_.back().get();
    }
    std::memcpy(free_, text.data(), text.size());
    const std::string_view stored(free_, text.size());
    free_ += text.size();
    left_ -= text.size();
    return stored;
  }

 private:
  static constexpr std::size_t block_bytes = 65536;

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

} // namespace akin
