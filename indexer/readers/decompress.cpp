// The libraries are used directly: Boost.Iostreams ends a truncated zstd stream as if it were whole, and throws away
// what it had decoded before damage.
#include "indexer/readers/decompress.hpp"

#include <algorithm>
#include <bzlib.h>
#include <fmt/format.h>
#include <limits>
#include <string>
#include <string_view>
#include <zlib.h>
#include <zstd.h>

namespace akin::indexer {
namespace {

/// What is left to decode, and the room for it.
struct Span {
  const char* in;
  std::size_t in_size;
  char* out;
  std::size_t out_size;
};

enum class Step { going_on, member_ended, damaged };

class Codec {
 public:
  Codec() = default;
  virtual ~Codec() = default;
  Codec(const Codec&) = delete;
  Codec& operator=(const Codec&) = delete;
  /// Decodes, advancing span; after member_ended the next bytes begin a new member.
  virtual Step decode(Span& span) = 0;
};

unsigned clamp(std::size_t size) {
  return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max()));
}

/// Moves span on by what a codec in the style of zlib left of its counters.
void advance(Span& span, std::size_t in_left, std::size_t out_left) {
  span.in += span.in_size - in_left;
  span.out += span.out_size - out_left;
  span.in_size = in_left;
  span.out_size = out_left;
}

class Gzip final : public Codec {
 public:
  Gzip() {
    constexpr int largest_window_gzip_only = 15 + 16;
    if (inflateInit2(&state_, largest_window_gzip_only) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~Gzip() override { inflateEnd(&state_); }

  Step decode(Span& span) override {
    // zlib speaks of unsigned bytes, and does not write to its input
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(span.in));
    state_.avail_in = clamp(span.in_size);
    state_.next_out = reinterpret_cast<Bytef*>(span.out);
    state_.avail_out = clamp(span.out_size);
    const int status = inflate(&state_, Z_NO_FLUSH);
    advance(span, state_.avail_in, state_.avail_out);
    if (status == Z_STREAM_END) {
      return inflateReset(&state_) == Z_OK ? Step::member_ended : Step::damaged;
    }
    return status == Z_OK || status == Z_BUF_ERROR ? Step::going_on : Step::damaged;
  }

 private:
  z_stream state_{};
};

class Bzip2 final : public Codec {
 public:
  Bzip2() { start(); }
  ~Bzip2() override { BZ2_bzDecompressEnd(&state_); }

  Step decode(Span& span) override {
    state_.next_in = const_cast<char*>(span.in); // bzip2 does not write there
    state_.avail_in = clamp(span.in_size);
    state_.next_out = span.out;
    state_.avail_out = clamp(span.out_size);
    const int status = BZ2_bzDecompress(&state_);
    advance(span, state_.avail_in, state_.avail_out);
    if (status == BZ_STREAM_END) {
      BZ2_bzDecompressEnd(&state_);
      start();
      return Step::member_ended;
    }
    return status == BZ_OK ? Step::going_on : Step::damaged;
  }

 private:
  void start() {
    state_ = {};
    if (BZ2_bzDecompressInit(&state_, 0, 0) != BZ_OK) {
      throw std::bad_alloc();
    }
  }
  bz_stream state_{};
};

class Zstd final : public Codec {
 public:
  Zstd() : state_(ZSTD_createDStream()) {
    if (!state_) {
      throw std::bad_alloc();
    }
  }

  Step decode(Span& span) override {
    ZSTD_inBuffer in{span.in, span.in_size, 0};
    ZSTD_outBuffer out{span.out, span.out_size, 0};
    const auto status = ZSTD_decompressStream(state_.get(), &out, &in);
    advance(span, in.size - in.pos, out.size - out.pos);
    if (ZSTD_isError(status) != 0) {
      return Step::damaged;
    }
    return status == 0 ? Step::member_ended : Step::going_on;
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* state) const { ZSTD_freeDStream(state); }
  };
  std::unique_ptr<ZSTD_DStream, Free> state_;
};

class DecompressingSource final : public ByteSource {
 public:
  DecompressingSource(ByteStream&& packed, std::unique_ptr<Codec> codec)
      : packed_(std::move(packed)), codec_(std::move(codec)) {}

  std::size_t read(char* to, std::size_t size) override {
    if (damaged_) {
      fail("damaged");
    }
    for (;;) {
      const auto block = packed_.block();
      if (block.empty() && !inside_member_) {
        return 0;
      }
      Span span{block.data(), block.size(), to, size};
      const auto step = codec_->decode(span);
      packed_.consume(block.size() - span.in_size);
      inside_member_ = step != Step::member_ended;
      damaged_ = step == Step::damaged;
      if (span.out_size < size) {
        return size - span.out_size;
      }
      if (damaged_) {
        fail("damaged");
      }
      if (block.empty()) {
        fail("truncated");
      } // the codec had nothing left to give either
    }
  }

 private:
  [[noreturn]] static void fail(std::string_view how) {
    throw Error(ErrorCode::input_unreadable,
                fmt::format("archive is {}; what came before was read (fetch or make it again)", how));
  }

  ByteStream packed_;
  std::unique_ptr<Codec> codec_;
  bool inside_member_ = false;
  bool damaged_ = false;
};

std::unique_ptr<Codec> codec_for(std::string_view first_bytes) {
  using namespace std::string_view_literals;
  const auto begins = [&](std::string_view magic) { return first_bytes.substr(0, magic.size()) == magic; };
  if (begins("\x1F\x8B\x08"sv)) {
    return std::make_unique<Gzip>();
  }
  if (begins("\x28\xB5\x2F\xFD"sv)) {
    return std::make_unique<Zstd>();
  }
  const bool bzip2 = begins("BZh"sv) && first_bytes.size() >= 10 &&
                     (first_bytes.substr(4, 6) == "1AY&SY" || first_bytes.substr(4, 6) == "\x17\x72\x45\x38\x50\x90");
  return bzip2 ? std::make_unique<Bzip2>() : nullptr;
}

} // namespace

std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> source) {
  ByteStream stream(std::move(source));
  if (auto codec = codec_for(stream.peek(10))) {
    return std::make_unique<DecompressingSource>(std::move(stream), std::move(codec));
  }
  return as_source(std::move(stream));
}

} // namespace akin::indexer
