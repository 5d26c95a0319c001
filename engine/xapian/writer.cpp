// Writing an index: batches become segments, commits become a new akin.json.
#include "common/analysis/analyser.hpp"
#include "common/error.hpp"
#include "engine/xapian/index_lock.hpp"
#include "engine/xapian/segment_builder.hpp"
#include "engine/xapian/snapshot.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <algorithm>
#include <atomic>
#include <random>

namespace akin::engine {
namespace {

/// So many of the youngest segments become one when none of them outweighs the others; more would slow queries down,
/// fewer would rewrite too often.
constexpr std::size_t merge_factor = 6;
/// So many batches become one while a run goes on: bounds open files, costs one more pass over their bytes.
constexpr std::size_t batches_merged_at_once = 32;
/// Segments up to this size count as one size.
constexpr std::uint32_t smallest_weight_documents = 256;

/// First of the youngest segments that are to be merged, or their number when none are. A segment is written again only
/// together with as many documents that are new to it: a large index that takes in small commits stays as it is, each
/// document is rewritten a number of times that grows with the logarithm of the index, and so do the segments.
std::size_t first_to_merge(const std::vector<SegmentEntry>& segments) {
  std::uint64_t total = 0;
  std::uint64_t largest = 0;
  for (std::size_t first = segments.size(); first > 0; --first) {
    const std::uint64_t weight = std::max(segments[first - 1].documents, smallest_weight_documents);
    total += weight;
    largest = std::max(largest, weight);
    if (segments.size() - (first - 1) >= merge_factor && 2 * largest <= total)
      return first - 1;
  }
  return segments.size();
}

std::uint64_t random_id() {
  std::random_device device;
  return static_cast<std::uint64_t>(device()) << 32U | device();
}

class XapianWriter final : public Writer {
 public:
  XapianWriter(std::filesystem::path directory, const WriterOptions& options)
      : directory_(std::move(directory)), lock_(directory_), replace_(options.replace), threads_(options.threads) {
    load(options);
    std::error_code ignored;
    std::filesystem::remove_all(building_path(), ignored); // only now: later, batches of this run live there
    remove_leftovers();
    dictionary_ = std::make_unique<SharedDictionary>(known_dictionary());
  }

  ~XapianWriter() override {
    pending_.clear();
    std::error_code ignored;
    std::filesystem::remove_all(building_path(), ignored);
  }

  std::unique_ptr<Batch> new_batch() override {
    return std::make_unique<SegmentBuilder>(building_path() / std::to_string(next_batch_++), *dictionary_,
                                            manifest_.fallback_language);
  }

  std::optional<Hash128> content_hash(std::string_view id) const override {
    return replace_ || !committed_ ? std::nullopt : committed_->content_hash(id);
  }

  std::vector<std::string> ids() const override {
    std::vector<std::string> result;
    if (!replace_ && committed_)
      committed_->for_each_document([&](DocNumber document) {
        result.emplace_back(committed_->document(document).id);
        return true;
      });
    return result;
  }

  void append(std::unique_ptr<Batch> batch) override {
    auto& builder = dynamic_cast<SegmentBuilder&>(*batch);
    if (!builder.is_finished())
      builder.finish();
    if (builder.size() == 0)
      return;
    pending_.push_back({builder.folder(), 0, std::move(batch)});
    while (true) {
      const std::size_t same = trailing_of_same_level();
      if (same < batches_merged_at_once)
        return;
      merge_pending(pending_.size() - same);
    }
  }

  void commit() override {
    if (pending_.empty() && !replace_)
      return;
    Manifest next = manifest_;
    if (replace_)
      next.segments.clear();
    if (!pending_.empty()) {
      std::vector<std::filesystem::path> inputs;
      for (const Pending& pending : pending_)
        inputs.push_back(pending.folder);
      next.segments.push_back(make_segment(next, inputs));
      pending_.clear();
    }
    merge_small_segments(next);
    install(std::move(next));
    if (has_much_to_purge())
      compact();
  }

  void compact() override {
    commit();
    if (!committed_ || (manifest_.segments.size() <= 1 && committed_->statistics().deleted == 0))
      return;
    rewrite(manifest_.aliases, [](AnalysedArticle&, const Vocabulary&) {});
  }

  const std::string& aliases() const override { return manifest_.aliases; }

  void relabel(const std::string& aliases, const Labeller& label) override {
    if (!replace_) // what is being replaced is not touched
      commit();
    if (replace_ || !committed_)
      manifest_.aliases = aliases;
    else
      rewrite(aliases, label);
  }

 private:
  /// A run of articles on its way: a finished batch, or several merged into one.
  struct Pending {
    std::filesystem::path folder;
    unsigned level;
    std::unique_ptr<Batch> batch; ///< owns the folder; null for a merged one
  };

  /// Those of the index that is replaced, as far as this version can read it.
  std::string known_aliases() const {
    try {
      return read_manifest(directory_).aliases;
    } catch (const Error&) {
      return {};
    }
  }

  std::filesystem::path building_path() const { return directory_ / "building"; }

  void load(const WriterOptions& options) {
    const bool exists = std::filesystem::exists(manifest_path(directory_));
    if (exists && !options.replace) {
      manifest_ = read_manifest(directory_);
      if (options.fallback_language != Language::unknown && options.fallback_language != manifest_.fallback_language)
        throw Error(ErrorCode::invalid_argument,
                    "the index takes articles without a language for " +
                        std::string(info(manifest_.fallback_language).name) + "; to change that, index with --replace",
                    directory_.string());
      open_committed();
      return;
    }
    manifest_.index_id = random_id();
    manifest_.aliases = exists ? known_aliases() : std::string();
    manifest_.fallback_language =
        options.fallback_language == Language::unknown ? Language::english : options.fallback_language;
    if (!std::filesystem::exists(segments_path(directory_)))
      return;
    for (const auto& entry : std::filesystem::directory_iterator(segments_path(directory_)))
      manifest_.next_segment = std::max<std::uint64_t>(manifest_.next_segment,
                                                       std::strtoull(entry.path().filename().c_str(), nullptr, 10) + 1);
  }

  void open_committed() {
    if (!reader_)
      reader_ = open_reader(directory_, {.threads = threads_});
    committed_ = std::dynamic_pointer_cast<const XapianSnapshot>(reader_->snapshot());
  }

  /// What a killed run left behind: nothing refers to it.
  void remove_leftovers() {
    std::error_code ignored;
    std::filesystem::remove(manifest_path(directory_).string() + ".new", ignored);
    if (replace_)
      return; // the live index may be one that this version cannot even list
    for (const auto& entry : std::filesystem::directory_iterator(segments_path(directory_), ignored))
      if (std::none_of(manifest_.segments.begin(), manifest_.segments.end(),
                       [&](const SegmentEntry& s) { return s.name == entry.path().filename(); }))
        std::filesystem::remove_all(entry.path(), ignored);
  }

  std::shared_ptr<const CompressionDictionary> known_dictionary() const {
    if (replace_ || !committed_)
      return nullptr;
    for (auto segment = committed_->segments().rbegin(); segment != committed_->segments().rend(); ++segment)
      if (!(*segment)->dictionaries().empty())
        return (*segment)->dictionaries().rbegin()->second;
    return nullptr;
  }

  std::size_t trailing_of_same_level() const {
    std::size_t count = 0;
    while (count < pending_.size() && pending_[pending_.size() - 1 - count].level == pending_.back().level)
      ++count;
    return count;
  }

  void merge_pending(std::size_t first) {
    const auto folder = building_path() / ("merged-" + std::to_string(next_batch_++));
    std::vector<std::filesystem::path> inputs;
    for (std::size_t i = first; i < pending_.size(); ++i)
      inputs.push_back(pending_[i].folder);
    merge_segments(inputs, folder);
    const unsigned level = pending_.back().level + 1;
    drop_pending(first);
    pending_.push_back({folder, level, nullptr});
  }

  void drop_pending(std::size_t first) {
    for (std::size_t i = first; i < pending_.size(); ++i) {
      std::error_code ignored;
      std::filesystem::remove_all(pending_[i].folder, ignored);
    }
    pending_.resize(first);
  }

  SegmentEntry make_segment(Manifest& manifest, const std::vector<std::filesystem::path>& inputs) {
    std::string name = std::to_string(manifest.next_segment++);
    name.insert(0, name.size() < 6 ? 6 - name.size() : 0, '0');
    const auto folder = segment_path(directory_, name);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    merge_segments(inputs, folder);
    sync_segment(folder);
    return describe_segment(directory_, name);
  }

  void merge_small_segments(Manifest& manifest) {
    for (std::size_t first = first_to_merge(manifest.segments); first < manifest.segments.size();
         first = first_to_merge(manifest.segments)) {
      std::vector<std::filesystem::path> inputs;
      for (std::size_t i = first; i < manifest.segments.size(); ++i)
        inputs.push_back(segment_path(directory_, manifest.segments[i].name));
      const SegmentEntry merged = make_segment(manifest, inputs);
      manifest.segments.resize(first);
      manifest.segments.push_back(merged);
    }
  }

  /// The commit itself. Old segments go afterwards: whoever has them open keeps them.
  void install(Manifest next) {
    ++next.revision;
    write_manifest(directory_, next);
    manifest_ = std::move(next);
    replace_ = false;
    remove_leftovers();
    open_committed();
  }

  bool has_much_to_purge() const {
    const std::uint32_t dead = committed_->document_slots() - committed_->document_count();
    return dead > 1000 && dead > committed_->document_count() / 2;
  }

  /// Commits the live articles alone, labelled anew, as one segment. Nothing may be pending.
  void rewrite(const std::string& aliases, const Labeller& label) {
    dictionary_ = std::make_unique<SharedDictionary>(nullptr);
    try {
      append_live_articles(label);
    } catch (...) {
      drop_pending(0);
      throw;
    }
    Manifest next = manifest_;
    next.aliases = aliases;
    next.numbering = manifest_.revision + 1; // of the commit that this becomes
    next.segments.clear();
    std::vector<std::filesystem::path> inputs;
    for (const Pending& pending : pending_)
      inputs.push_back(pending.folder);
    if (!inputs.empty())
      next.segments.push_back(make_segment(next, inputs));
    pending_.clear();
    install(std::move(next));
  }

  void append_live_articles(const Labeller& label) {
    Analyser analyser(manifest_.fallback_language);
    AnalysedArticle analysed;
    std::unique_ptr<Batch> batch;
    committed_->for_each_document([&](DocNumber document) {
      if (!batch)
        batch = new_batch();
      Record record = std::move(committed_->records(std::span(&document, 1)).front());
      analyser.analyse(std::move(record.article), analysed);
      analysed.entities = std::move(record.entities);
      analysed.mentions = std::move(record.mentions);
      label(analysed, analyser.vocabulary());
      batch->add(analysed, analyser.vocabulary());
      if (batch->size() >= batch_articles || batch->text_bytes() >= batch_text_bytes)
        append(std::move(batch));
      return true;
    });
    if (batch)
      append(std::move(batch));
  }

  std::filesystem::path directory_;
  IndexLock lock_;
  bool replace_;
  unsigned threads_;
  Manifest manifest_; ///< as committed
  std::unique_ptr<Reader> reader_;
  std::shared_ptr<const XapianSnapshot> committed_;
  std::unique_ptr<SharedDictionary> dictionary_;
  std::vector<Pending> pending_;
  std::atomic<std::uint64_t> next_batch_{0};
};

} // namespace

std::unique_ptr<Writer> open_writer(const std::filesystem::path& directory, const WriterOptions& options) {
  return std::make_unique<XapianWriter>(directory, options);
}

} // namespace akin::engine
