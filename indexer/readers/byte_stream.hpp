// Bytes of one input, in blocks, with a look ahead.
#pragma once

#include "common/error.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace akin::indexer {

class Sink;

/// Something that gives bytes until it ends.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to size bytes, at least one unless at the end. Errors: input_unreadable, after which the source is at its end.
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// The file at path as it is on disk, or standard input for "-"; every byte read is told to sink, which must outlive
/// the source. Errors: input_unreadable when it cannot be opened.
std::unique_ptr<ByteSource> open_file(const std::string& path, Sink& sink);

/// A source with a buffer in front. A failure of the source is thrown only when everything before it has been consumed,
/// so that nothing readable is lost.
class ByteStream {
 public:
  explicit ByteStream(std::unique_ptr<ByteSource> source);

  /// The next bytes without consuming them: at least wanted of them, fewer only when the stream ends before.
  std::string_view peek(std::size_t wanted);

  /// The buffered bytes, read anew when there are none; empty at the end. Errors: those of the source.
  std::string_view block();

  void consume(std::size_t bytes) { begin_ += bytes; }

  /// Drops a UTF-8 byte order mark at the current place.
  void skip_byte_order_mark();

 private:
  bool fill();

  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t begin_ = 0;
  bool ended_ = false;
  std::optional<Error> failure_;
};

/// What stream has yet to give, its look ahead included.
std::unique_ptr<ByteSource> as_source(ByteStream&& stream);

/// The bytes of text, which must outlive the source.
std::unique_ptr<ByteSource> as_source(std::string_view text);

/// Everything that is left, or nothing when it is more than max_bytes. Errors: those of the source.
std::optional<std::string> read_all(ByteStream& stream, std::size_t max_bytes);

/// Lines of a stream, each without its end ("\n" or "\r\n").
class LineReader {
 public:
  /// Lines longer than max_line_bytes are not held.
  LineReader(ByteStream& stream, std::size_t max_line_bytes) : stream_(stream), max_line_bytes_(max_line_bytes) {}

  enum class Outcome { line, too_long, end };

  /// The next line, into line. Errors: those of the source; a line that it breaks off is not given.
  Outcome next(std::string& line);

  /// 1-based number of the line given last.
  std::size_t line_number() const { return line_number_; }

 private:
  ByteStream& stream_;
  std::size_t max_line_bytes_;
  std::size_t line_number_ = 0;
};

} // namespace akin::indexer
