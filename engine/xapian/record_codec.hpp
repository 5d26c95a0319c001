// Articles to and from the bytes that a Xapian document keeps.
#pragma once

#include "engine/engine.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin::engine {

/// The article's fields in a fixed order, each with its length before it; then its entities and mentions. Equal input
/// gives equal bytes.
std::string encode_record(const Article& article, std::span<const Entity> entities, std::span<const Mention> mentions);

/// Errors: index_damaged.
Record decode_record(std::string_view bytes);

/// A zstd dictionary: what the articles of one index have in common, so that each can be compressed alone.
class CompressionDictionary {
 public:
  /// From samples of at least some hundred records; null when there is too little to learn from.
  static std::shared_ptr<const CompressionDictionary> train(const std::vector<std::string>& samples);
  explicit CompressionDictionary(std::string bytes);
  ~CompressionDictionary();

  std::uint32_t id() const noexcept { return id_; }
  const std::string& bytes() const noexcept { return bytes_; }

 private:
  friend class Compressor;
  friend class Decompressor;
  struct Prepared;
  std::string bytes_;
  std::uint32_t id_ = 0;
  std::unique_ptr<Prepared> prepared_;
};

/// Compresses records, with or without a dictionary. Not thread-safe: one a thread.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  std::string compress(std::string_view record, const CompressionDictionary* dictionary);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads back what any Compressor wrote, given its dictionaries. Not thread-safe: one a thread.
class Decompressor {
 public:
  Decompressor();
  ~Decompressor();
  /// Errors: index_damaged.
  std::string decompress(std::string_view data,
                         const std::map<std::uint32_t, std::shared_ptr<const CompressionDictionary>>& dictionaries);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace akin::engine
