// A stream of JSON text cut into its values, without understanding them.
#pragma once

#include "indexer/readers/byte_stream.hpp"

#include <cstddef>
#include <string>

namespace akin::indexer {

/// Finds where values end by brackets and quotes alone, so that one damaged value spoils no other as long as its
/// brackets match. Holds one value at a time.
class JsonSplitter {
 public:
  /// Values larger than max_value_bytes are passed over.
  JsonSplitter(ByteStream& stream, std::size_t max_value_bytes) : stream_(stream), max_value_bytes_(max_value_bytes) {}

  /// The next character that is no white space, not consumed; '\0' at the end. Errors: those of the stream, as below.
  char peek();

  /// Consumes the next character when it is this one.
  bool take(char wanted);

  enum class Outcome { value, too_long, cut_off, end };

  /// The next value, into text.
  Outcome next(std::string& text);

  /// 1-based line on which the value given last begins, or, after peek(), the one where that character stands.
  std::size_t line_number() const { return value_line_; }

 private:
  void consume(std::size_t bytes);
  std::size_t scan(std::string_view block);

  ByteStream& stream_;
  std::size_t max_value_bytes_;
  std::size_t line_ = 1;
  std::size_t value_line_ = 1;
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool complete_ = false;
};

} // namespace akin::indexer
