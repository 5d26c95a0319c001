// The embedded engine: an index directory of Xapian databases with derived files beside them (docs/index_format.md).
#pragma once

#include "engine/engine.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace akin::engine {

struct WriterOptions {
  /// Language of articles that name none, kept in the index; a different one on a later run is refused unless unknown
  /// (which means "as the index has it", English for a new index).
  Language fallback_language = Language::unknown;
  bool replace = false; ///< build a new index beside the live one; the first commit() swaps it in
  unsigned threads = 0; ///< that commit() may use, 0: one a core
};

struct ReaderOptions {
  std::size_t posting_cache_bytes =
      64U << 20U;       ///< posting lists, decoded and weighed, that a reader keeps; least recently used go first
  unsigned threads = 0; ///< that making again what a writer has not left behind may use, 0: one a core
};

/// Errors: index_missing, index_incompatible, index_damaged, storage.
std::unique_ptr<Reader> open_reader(const std::filesystem::path& directory, const ReaderOptions& options = {});

/// Creates the index when there is none. Errors: index_locked, index_incompatible, index_damaged, storage.
std::unique_ptr<Writer> open_writer(const std::filesystem::path& directory, const WriterOptions& options = {});

/// Language of articles that name none, as the index has it.
Language fallback_language(const std::filesystem::path& directory);

/// Reads the whole index and verifies it: checksums, counts, every stored article. Changes nothing but that derived
/// files that cannot be used are made again, as by anybody who opens the segment, or, under derived/, removed. A commit
/// in the meantime makes it look again. Without problems that are not harmless the index is sound. Errors:
/// index_missing.
std::vector<Problem> check(const std::filesystem::path& directory);

} // namespace akin::engine
