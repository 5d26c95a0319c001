// Opening an index for reading and moving to newer commits.
#include "common/error.hpp"
#include "engine/xapian/snapshot.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <map>
#include <sys/stat.h>

namespace akin::engine {
namespace {

/// What tells one akin.json from the next without reading it.
struct FileIdentity {
  ino_t inode = 0;
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
  bool operator==(const FileIdentity&) const = default;
};

FileIdentity identity_of(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    return {};
  return {status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

class XapianReader final : public Reader {
 public:
  XapianReader(std::filesystem::path directory, const ReaderOptions& options)
      : directory_(std::move(directory)), options_(options),
        cache_(std::make_shared<PostingCache>(options.posting_cache_bytes)) {
    snapshot();
  }

  std::shared_ptr<const Snapshot> snapshot() override {
    const std::lock_guard lock(mutex_);
    const FileIdentity now = identity_of(manifest_path(directory_));
    if (snapshot_ && (now == identity_ || now == FileIdentity{}))
      return snapshot_;
    open_newest();
    return snapshot_;
  }

 private:
  void open_newest() {
    // A writer may merge segments away between reading akin.json and opening them; then there is a newer akin.json.
    constexpr int tries = 10;
    for (int i = 0;; ++i) {
      const FileIdentity identity = identity_of(manifest_path(directory_));
      const Manifest manifest = read_manifest(directory_);
      try {
        snapshot_ = open(manifest);
        identity_ = identity;
        return;
      } catch (const Error& error) {
        const bool gone = error.code() == ErrorCode::not_found;
        if (gone && i < tries && !(identity_of(manifest_path(directory_)) == identity))
          continue;
        if (gone)
          throw Error(ErrorCode::index_damaged, "a file of the index is missing; index again with --replace",
                      error.context());
        throw;
      }
    }
  }

  std::shared_ptr<const XapianSnapshot> open(const Manifest& manifest) {
    if (manifest.index_id != index_id_) {
      open_.clear();
      cache_ = std::make_shared<PostingCache>(options_.posting_cache_bytes);
      index_id_ = manifest.index_id;
    }
    std::map<std::string, std::shared_ptr<const Segment>> open_now;
    std::vector<std::shared_ptr<const Segment>> segments;
    for (const SegmentEntry& entry : manifest.segments) {
      const auto known = open_.find(entry.name);
      auto segment =
          known != open_.end() ? known->second : std::make_shared<const Segment>(segment_path(directory_, entry.name));
      if (segment->document_count() != entry.documents)
        throw Error(ErrorCode::index_damaged, "a segment has the wrong number of articles", entry.name);
      open_now[entry.name] = segment;
      segments.push_back(std::move(segment));
    }
    open_ = std::move(open_now);
    return std::make_shared<const XapianSnapshot>(manifest, std::move(segments), cache_,
                                                  DerivedStore(directory_, manifest.index_id), options_.threads);
  }

  std::filesystem::path directory_;
  ReaderOptions options_;
  std::shared_ptr<PostingCache> cache_;
  std::uint64_t index_id_ = 0;
  std::mutex mutex_;
  FileIdentity identity_;
  std::map<std::string, std::shared_ptr<const Segment>> open_; ///< kept open from one snapshot to the next
  std::shared_ptr<const XapianSnapshot> snapshot_;
};

} // namespace

std::unique_ptr<Reader> open_reader(const std::filesystem::path& directory, const ReaderOptions& options) {
  return std::make_unique<XapianReader>(directory, options);
}

Language fallback_language(const std::filesystem::path& directory) {
  return read_manifest(directory).fallback_language;
}

} // namespace akin::engine
