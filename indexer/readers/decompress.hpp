// Compressed inputs, told by their first bytes.
#pragma once

#include "indexer/readers/byte_stream.hpp"

#include <memory>

namespace akin::indexer {

/// source itself, or what it holds when it begins like gzip, zstd or bzip2, all members one after another. What comes
/// before damage is given first, then input_unreadable is thrown: "archive is truncated …" or "archive is damaged …".
/// Memory stays within the window of the format (zstd: 128 MB), however much comes out.
std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> source);

} // namespace akin::indexer
