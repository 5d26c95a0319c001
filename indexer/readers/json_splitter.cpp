#include "indexer/readers/json_splitter.hpp"

#include <algorithm>

namespace akin::indexer {

void JsonSplitter::consume(std::size_t bytes) {
  const auto block = stream_.block().substr(0, bytes);
  line_ += static_cast<std::size_t>(std::count(block.begin(), block.end(), '\n'));
  stream_.consume(block.size());
}

char JsonSplitter::peek() {
  for (auto block = stream_.block(); !block.empty(); block = stream_.block()) {
    const auto at = block.find_first_not_of(std::string_view(" \t\r\n\0", 5));
    consume(std::min(at, block.size()));
    if (at != std::string_view::npos) {
      value_line_ = line_;
      return block[at];
    }
  }
  value_line_ = line_;
  return '\0';
}

bool JsonSplitter::take(char wanted) {
  if (peek() != wanted) {
    return false;
  }
  consume(1);
  return true;
}

/// How many bytes of block still belong to the value; complete_ says whether it ends there.
std::size_t JsonSplitter::scan(std::string_view block) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const char c = block[i];
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
        complete_ = depth_ == 0;
      }
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      depth_ -= depth_ > 0 ? 1 : 0;
      complete_ = depth_ == 0;
    } else if (depth_ == 0) { // a bare word or number: it ends before the next mark
      const auto end = block.find_first_of(" \t\r\n,]}[{\"", i);
      complete_ = end != std::string_view::npos;
      return std::min(end, block.size());
    }
    if (complete_) {
      return i + 1;
    }
  }
  return block.size();
}

JsonSplitter::Outcome JsonSplitter::next(std::string& text) {
  text.clear();
  depth_ = 0;
  in_string_ = escaped_ = complete_ = false;
  if (peek() == '\0') {
    return Outcome::end;
  }
  bool too_long = false;
  for (auto block = stream_.block(); !block.empty() && !complete_; block = complete_ ? block : stream_.block()) {
    const auto part = block.substr(0, scan(block));
    too_long = too_long || part.size() > max_value_bytes_ - text.size();
    if (too_long) {
      std::string().swap(text);
    } else {
      text.append(part);
    }
    consume(part.size());
  }
  if (too_long) {
    return Outcome::too_long;
  }
  const bool bare = depth_ == 0 && !in_string_;
  return complete_ || bare ? Outcome::value : Outcome::cut_off;
}

} // namespace akin::indexer
