#include "searcher/text_compression.hpp"

#include "common/error.hpp"

#include <algorithm>
#include <zstd.h>

namespace akin {
namespace {

/// Written once and read for months.
constexpr int level = 12;

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};
template <class T> using Owned = std::unique_ptr<T, Free>;

/// What zstd makes of so many bytes at most: a block of 128 KB takes 4 at least.
constexpr std::uint64_t most_growth = 1U << 15U;
constexpr std::uint64_t most_bytes = 1U << 30U;

} // namespace

struct TextDictionary::Impl {
  Owned<ZSTD_CDict> writing;
  Owned<ZSTD_DDict> reading;
};

TextDictionary::TextDictionary(std::string_view bytes, Use use) : impl_(std::make_unique<Impl>()) {
  if (bytes.empty())
    return;
  if (use == Use::write)
    impl_->writing.reset(ZSTD_createCDict(bytes.data(), bytes.size(), level));
  else
    impl_->reading.reset(ZSTD_createDDict(bytes.data(), bytes.size()));
}
TextDictionary::~TextDictionary() = default;
TextDictionary::TextDictionary(TextDictionary&&) noexcept = default;
TextDictionary& TextDictionary::operator=(TextDictionary&&) noexcept = default;

std::string compressed(std::string_view text, const TextDictionary* dictionary) {
  static thread_local const Owned<ZSTD_CCtx> context(ZSTD_createCCtx());
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      dictionary != nullptr && dictionary->impl_->writing
          ? ZSTD_compress_usingCDict(context.get(), out.data(), out.size(), text.data(), text.size(),
                                     dictionary->impl_->writing.get())
          : ZSTD_compressCCtx(context.get(), out.data(), out.size(), text.data(), text.size(), level);
  if (ZSTD_isError(size) != 0)
    throw Error(ErrorCode::internal, "a text cannot be compressed", ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

std::optional<std::string> decompressed(std::string_view bytes, const TextDictionary* dictionary) {
  static thread_local const Owned<ZSTD_DCtx> context(ZSTD_createDCtx());
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
      size > std::min<std::uint64_t>(most_bytes, bytes.size() * most_growth))
    return std::nullopt;
  const std::size_t frame = ZSTD_findFrameCompressedSize(bytes.data(), bytes.size());
  if (ZSTD_isError(frame) != 0)
    return std::nullopt;
  std::string text(size, '\0');
  const std::size_t read = dictionary != nullptr && dictionary->impl_->reading
                               ? ZSTD_decompress_usingDDict(context.get(), text.data(), text.size(), bytes.data(),
                                                            frame, dictionary->impl_->reading.get())
                               : ZSTD_decompressDCtx(context.get(), text.data(), text.size(), bytes.data(), frame);
  if (ZSTD_isError(read) != 0 || read != size)
    return std::nullopt;
  return text;
}

} // namespace akin
