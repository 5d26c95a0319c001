// akin.json: which segments make up an index, and what built them. Replacing it by one rename is what a commit is.
#pragma once

#include "common/analysis/language.hpp"
#include "common/hash.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace akin::engine {

inline constexpr int index_format_version = 2;

/// What a segment was when it was committed; check() compares it with what it is.
struct SegmentEntry {
  std::string name; ///< folder under segments/
  std::uint32_t documents = 0;
  std::uint64_t postings_bytes = 0;
  std::uint64_t postings_checksum = 0; ///< XXH3-64 of the Xapian database, which has no checksums of its own
};

struct Manifest {
  std::uint64_t index_id = 0; ///< random; another one when the index was built anew, so that readers forget the old one
  std::uint64_t revision = 0;
  std::uint64_t next_segment = 1; ///< number that no folder has had yet
  std::uint64_t numbering = 0;    ///< another one whenever documents were numbered anew, by purging or relabelling
  Language fallback_language = Language::english;
  std::string aliases;                ///< the alias table in force; empty without one
  std::vector<SegmentEntry> segments; ///< oldest first
};

/// Paths within an index directory.
std::filesystem::path manifest_path(const std::filesystem::path& directory);
std::filesystem::path segments_path(const std::filesystem::path& directory);
std::filesystem::path segment_path(const std::filesystem::path& directory, const std::string& name);

/// Errors: index_missing, index_incompatible (says what differs and the way out), index_damaged.
Manifest read_manifest(const std::filesystem::path& directory);

/// Writes beside the old one, syncs, renames. Errors: storage.
void write_manifest(const std::filesystem::path& directory, const Manifest& manifest);

/// Fills in size and checksum of a segment that was just written. Errors: storage.
SegmentEntry describe_segment(const std::filesystem::path& directory, const std::string& name);

} // namespace akin::engine
