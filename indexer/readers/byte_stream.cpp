#include "indexer/readers/byte_stream.hpp"

#include "indexer/readers/sink.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace akin::indexer {
namespace {

constexpr std::size_t block_bytes = 256U << 10U;

class FileSource final : public ByteSource {
 public:
  FileSource(const std::string& path, Sink& sink) : sink_(sink), owned_(path != "-") {
    descriptor_ = owned_ ? ::open(path.c_str(), O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (descriptor_ < 0) {
      throw Error(ErrorCode::input_unreadable,
                  fmt::format("cannot be opened: {} (check the path and its permissions)", std::strerror(errno)));
    }
  }
  ~FileSource() override {
    if (owned_) {
      ::close(descriptor_);
    }
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    ssize_t got = 0;
    do {
      got = ::read(descriptor_, to, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
      throw Error(ErrorCode::input_unreadable,
                  fmt::format("cannot be read: {} (check the file and its disk)", std::strerror(errno)));
    }
    sink_.advance(static_cast<std::uint64_t>(got));
    return static_cast<std::size_t>(got);
  }

 private:
  Sink& sink_;
  bool owned_;
  int descriptor_ = -1;
};

/// Gives a stream's bytes, its look ahead included.
class StreamSource final : public ByteSource {
 public:
  explicit StreamSource(ByteStream&& stream) : stream_(std::move(stream)) {}
  std::size_t read(char* to, std::size_t size) override {
    const auto block = stream_.block().substr(0, size);
    block.copy(to, size);
    stream_.consume(block.size());
    return block.size();
  }

 private:
  ByteStream stream_;
};

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : text_(text) {}
  std::size_t read(char* to, std::size_t size) override {
    const auto copied = text_.copy(to, size);
    text_.remove_prefix(copied);
    return copied;
  }

 private:
  std::string_view text_;
};

} // namespace

std::unique_ptr<ByteSource> as_source(ByteStream&& stream) { return std::make_unique<StreamSource>(std::move(stream)); }

std::unique_ptr<ByteSource> as_source(std::string_view text) { return std::make_unique<TextSource>(text); }

std::unique_ptr<ByteSource> open_file(const std::string& path, Sink& sink) {
  return std::make_unique<FileSource>(path, sink);
}

ByteStream::ByteStream(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

bool ByteStream::fill() {
  if (ended_) {
    return false;
  }
  buffer_.erase(0, begin_);
  begin_ = 0;
  const auto held = buffer_.size();
  buffer_.resize(held + block_bytes);
  std::size_t got = 0;
  try {
    got = source_->read(buffer_.data() + held, block_bytes);
  } catch (const Error& error) {
    failure_ = error;
  }
  buffer_.resize(held + got);
  ended_ = got == 0;
  return !ended_;
}

std::string_view ByteStream::peek(std::size_t wanted) {
  while (buffer_.size() - begin_ < wanted && fill()) {
  }
  return std::string_view(buffer_).substr(begin_);
}

std::string_view ByteStream::block() {
  if (begin_ == buffer_.size() && !fill() && failure_) {
    throw *failure_;
  }
  return std::string_view(buffer_).substr(begin_);
}

void ByteStream::skip_byte_order_mark() {
  if (peek(3).substr(0, 3) == "\xEF\xBB\xBF") {
    consume(3);
  }
}

std::optional<std::string> read_all(ByteStream& stream, std::size_t max_bytes) {
  std::string all;
  for (auto block = stream.block(); !block.empty(); block = stream.block()) {
    if (block.size() > max_bytes - all.size()) {
      return std::nullopt;
    }
    all.append(block);
    stream.consume(block.size());
  }
  return all;
}

LineReader::Outcome LineReader::next(std::string& line) {
  line.clear();
  bool too_long = false;
  bool any = false;
  for (auto block = stream_.block(); !block.empty(); block = stream_.block()) {
    any = true;
    const auto newline = block.find('\n');
    const auto part = block.substr(0, newline);
    too_long = too_long || part.size() > max_line_bytes_ - line.size();
    if (too_long) {
      std::string().swap(line);
    } else {
      line.append(part);
    }
    stream_.consume(std::min(part.size() + 1, block.size()));
    if (newline != std::string_view::npos) {
      break;
    }
  }
  if (!any) {
    return Outcome::end;
  }
  ++line_number_;
  if (too_long) {
    return Outcome::too_long;
  }
  if (!line.empty() && line.back() == '\r') {
    line.pop_back();
  }
  return Outcome::line;
}

} // namespace akin::indexer
