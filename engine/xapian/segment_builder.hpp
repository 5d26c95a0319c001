// Batches: articles become a small segment on the thread that analysed them.
#pragma once

#include "engine/engine.hpp"
#include "engine/xapian/segment.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace akin::engine {

/// The dictionary that the batches of one writer share: taken over from the index, else learnt from the first batch
/// that is big enough. Thread-safe.
class SharedDictionary {
 public:
  explicit SharedDictionary(std::shared_ptr<const CompressionDictionary> known) : dictionary_(std::move(known)) {}
  /// The dictionary for these records; null for small batches, which would pay more than they gain.
  std::shared_ptr<const CompressionDictionary> for_records(const std::vector<std::string>& records);

 private:
  std::mutex mutex_;
  std::shared_ptr<const CompressionDictionary> dictionary_;
};

/// A batch that writes itself as a segment (not yet synced to disk) into its own folder. Not thread-safe.
class SegmentBuilder final : public Batch {
 public:
  /// folder must not exist; it is removed again with the builder unless release() was called.
  SegmentBuilder(std::filesystem::path folder, SharedDictionary& dictionary, Language fallback_language);
  ~SegmentBuilder() override;

  void add(const AnalysedArticle& article, const Vocabulary& vocabulary) override;
  void remove(std::string_view id) override;
  std::size_t size() const override { return size_; }
  std::size_t text_bytes() const override { return text_bytes_; }
  void finish() override;

  const std::filesystem::path& folder() const noexcept { return folder_; }
  bool is_finished() const noexcept { return finished_; }

 private:
  void append(std::string record, bool is_tombstone);

  std::filesystem::path folder_;
  SharedDictionary& dictionary_;
  Language fallback_language_;
  struct Contents;
  std::unique_ptr<Contents> contents_; ///< until they are written: finished batches wait in numbers
  std::size_t size_ = 0;
  std::size_t text_bytes_ = 0;
  bool finished_ = false;
};

} // namespace akin::engine
