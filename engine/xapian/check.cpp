// Verifying an index.
#include "common/analysis/article_hash.hpp"
#include "common/error.hpp"
#include "engine/xapian/derived_store.hpp"
#include "engine/xapian/manifest.hpp"
#include "engine/xapian/segment.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <algorithm>
#include <optional>

namespace akin::engine {
namespace {

/// Commits that may come in between before what is missing counts as damage.
constexpr int most_attempts = 5;

template <class File> void check_derived(const std::filesystem::path& path, std::vector<Problem>& problems) {
  try {
    if (!File(path).verify())
      problems.push_back({path.string(), "fails its checksum; delete it and it is made again", false});
  } catch (const Error& error) {
    problems.push_back({path.string(), error.message() + "; it is made again when the index is opened", true});
  }
}

void check_articles(const Segment& segment, std::vector<Problem>& problems) {
  const ColumnsFile& columns = segment.columns();
  for (LocalDoc d = 0; d < segment.document_count(); ++d) {
    const DocumentRow& row = columns.rows()[d];
    if (row.tombstone != 0)
      continue;
    try {
      const Article article = segment.stored(d).article;
      if (article.id != columns.id(d) || content_hash_of(article) != row.content_hash)
        problems.push_back({segment.folder().string(), "article differs from its checksum: " + article.id, false});
    } catch (const Error& error) {
      problems.push_back({segment.folder().string(), std::string(columns.id(d)) + ": " + error.message(), false});
    }
  }
}

void check_segment(const std::filesystem::path& directory, const SegmentEntry& entry, std::vector<Problem>& problems) {
  const SegmentFiles files(segment_path(directory, entry.name));
  check_derived<ForwardFile>(files.forward, problems);
  check_derived<ColumnsFile>(files.columns, problems);
  check_derived<SignaturesFile>(files.signatures, problems);
  try {
    const MappedFile postings(files.postings);
    const std::string_view bytes(reinterpret_cast<const char*>(postings.bytes().data()), postings.bytes().size());
    if (bytes.size() != entry.postings_bytes || hash64(bytes) != entry.postings_checksum)
      return problems.push_back({files.postings.string(), "fails its checksum; index again with --replace", false});
    const Segment segment(segment_path(directory, entry.name));
    if (segment.document_count() != entry.documents)
      problems.push_back({files.postings.string(), "has the wrong number of articles", false});
    if (const std::string report = segment.check_postings(); !report.empty())
      problems.push_back({files.postings.string(), "Xapian finds: " + report, false});
    check_articles(segment, problems);
  } catch (const Error& error) {
    problems.push_back({files.postings.string(), error.message(), false});
  }
}

/// What cannot be used is taken away, so that the next one who needs it makes it again: it is not read as a whole then.
void check_kept(const std::filesystem::path& directory, const Manifest& manifest, std::vector<Problem>& problems) {
  const DerivedStore store(directory, manifest.index_id);
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(store.folder(), ignored)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() != ".akin") {
      problems.push_back({path.string(), "is being written, or was left behind by a killed run", true});
      continue;
    }
    const auto fault = store.fault_of(path.stem().string());
    if (!fault)
      continue;
    const bool removed = std::filesystem::remove(path, ignored);
    problems.push_back(
        {path.string(), *fault + (removed ? "; removed, it is made again when it is needed" : "; delete it"), true});
  }
}

void check_leftovers(const std::filesystem::path& directory, const Manifest& manifest, std::vector<Problem>& problems) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(segments_path(directory), ignored))
    if (std::none_of(manifest.segments.begin(), manifest.segments.end(),
                     [&](const SegmentEntry& s) { return s.name == entry.path().filename(); }))
      problems.push_back(
          {entry.path().string(), "belongs to a run that did not finish; the next run removes it", true});
  if (std::filesystem::exists(directory / "building", ignored))
    problems.push_back({(directory / "building").string(),
                        "belongs to a run that goes on or did not finish; the next run removes it", true});
}

} // namespace

std::vector<Problem> check(const std::filesystem::path& directory) {
  std::optional<Manifest> manifest;
  for (int attempt = 0;; ++attempt) {
    std::vector<Problem> problems;
    try {
      manifest = read_manifest(directory);
      for (const SegmentEntry& entry : manifest->segments)
        check_segment(directory, entry, problems);
      // A commit in the meantime takes away segments that it merged: look again at what there is now.
      if (!problems.empty() && attempt < most_attempts && read_manifest(directory).revision != manifest->revision)
        continue;
    } catch (const Error& error) {
      if (error.code() == ErrorCode::index_missing)
        throw;
      return {{manifest_path(directory).string(), error.message(), false}};
    }
    check_kept(directory, *manifest, problems);
    check_leftovers(directory, *manifest, problems);
    return problems;
  }
}

} // namespace akin::engine
