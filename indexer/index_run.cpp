#include "indexer/index_run.hpp"

#include "common/side_by_side.hpp"
#include "indexer/ordered_workers.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <fmt/format.h>
#include <unordered_map>
#include <utility>

namespace akin::indexer {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds progress_interval{100};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The side of a run that belongs to the calling thread: it feeds the workers from the reader, and takes what they
/// finished, in order, to the writer and to the events. Only this side knows in which order articles with one id come.
class IndexRun {
 public:
  IndexRun(engine::Writer& writer, const IndexOptions& options, const IndexEvents& events)
      : writer_(writer), options_(options), events_(events), late_worker_(make_worker()), workers_(make_workers()) {}

  IndexSummary run(const std::vector<std::string>& inputs) {
    read(inputs);
    dispatch();
    while (!workers_.empty())
      take_finished(progress_interval);
    report_progress();
    commit();
    if (options_.sync)
      delete_unseen();
    summary_.seconds = seconds_since(start_);
    return summary_;
  }

 private:
  ArticleWorker make_worker() {
    return {writer_, options_.input, options_.fallback_language, entities::Recogniser(aliases_, options_.recognition),
            epoch_};
  }

  std::vector<ArticleWorker> make_workers() {
    std::vector<ArticleWorker> workers;
    for (unsigned i = 0; i < thread_count(options_.threads); ++i)
      workers.push_back(make_worker());
    return workers;
  }

  void read(const std::vector<std::string>& inputs) {
    InputVisitor visitor;
    visitor.record = [this](RawRecord&& raw) {
      const std::size_t bytes = raw.input_bytes;
      return add(std::move(raw), bytes);
    };
    visitor.rejected = [this](Rejection&& rejection) { return add(std::move(rejection), 0); };
    visitor.skipped = [this](const std::string&) { ++summary_.skipped_files; };
    visitor.progress = [this](std::uint64_t done, std::uint64_t total) {
      progress_.done_bytes = done;
      progress_.total_bytes = total;
    };
    read_inputs(inputs, options_.input, visitor);
    if (failure_)
      std::rethrow_exception(failure_);
    note_stop(); // what ended the input may be the interrupt itself, when it also reached the program that we read from
  }

  /// False stops the reading. Readers reject files over some errors, so none of ours may pass through them.
  template <class Entry> bool add(Entry&& entry, std::size_t bytes) {
    try {
      item_.records.emplace_back(std::forward<Entry>(entry));
      item_.input_bytes += bytes;
      const bool due = seconds_since(last_commit_) >= options_.commit_seconds;
      if (due || item_.records.size() >= engine::batch_articles || item_.input_bytes >= engine::batch_text_bytes)
        dispatch();
      tick();
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
    note_stop();
    return !summary_.stopped;
  }

  void note_stop() { summary_.stopped = events_.stop != nullptr && events_.stop->load(); }

  /// Hands the records so far to the workers; takes what they have finished.
  void dispatch() {
    while (take_finished(std::chrono::milliseconds{0})) {
    }
    if (item_.records.empty())
      return;
    while (!workers_.has_room_for(item_))
      take_finished(progress_interval);
    workers_.submit(std::exchange(item_, {}));
  }

  bool take_finished(std::chrono::milliseconds patience) {
    auto finished = workers_.take(patience);
    if (finished)
      settle(std::move(*finished));
    tick();
    return finished.has_value();
  }

  void settle(FinishedItem&& item) {
    std::vector<std::unique_ptr<Article>> late;
    for (auto& record : item.records) {
      if (auto* const article = std::get_if<HandledArticle>(&record))
        settle(*article, item.epoch, late);
      else
        reject(std::get<Rejection>(record));
    }
    summary_.input_bytes += item.input_bytes;
    if (item.batch)
      writer_.append(std::move(item.batch));
    // Their ids are not in the batch: a worker leaves nothing out whose id comes twice in its item.
    for (auto& article : late)
      writer_.append(late_worker_.batch_of(std::move(*article)));
    if (written_since_commit_ >= options_.commit_articles ||
        (written_since_commit_ > 0 && seconds_since(last_commit_) >= options_.commit_seconds))
      commit();
  }

  /// Counts an article. One that the worker left out, because it equals the committed one, is late when another one
  /// with its id came in between.
  void settle(HandledArticle& article, std::uint64_t epoch, std::vector<std::unique_ptr<Article>>& late) {
    ++summary_.read;
    for (const std::string& warning : article.warnings)
      warn(article.origin, warning);
    const std::uint64_t key = hash64(article.id);
    if (options_.sync)
      seen_.push_back(key);
    const std::optional<Hash128> before = hash_before(article, key, epoch);
    const bool unchanged = before == article.content_hash;
    ++(unchanged ? summary_.unchanged : before ? summary_.replaced : summary_.added);
    if (article.left_out && unchanged)
      return;
    if (article.left_out)
      late.push_back(std::move(article.left_out));
    uncommitted_[key] = article.content_hash;
    ++written_since_commit_;
  }

  /// Content hash of the article that this one meets under its id.
  std::optional<Hash128> hash_before(const HandledArticle& article, std::uint64_t key, std::uint64_t epoch) const {
    if (const auto found = uncommitted_.find(key); found != uncommitted_.end())
      return found->second;
    return epoch == epoch_ ? article.committed_hash : writer_.content_hash(article.id);
  }

  void reject(const Rejection& rejection) {
    ++summary_.read;
    ++summary_.rejected;
    if (events_.rejected)
      events_.rejected(rejection);
  }

  void warn(const Origin& origin, const std::string& text) {
    ++summary_.warnings;
    if (events_.warned)
      events_.warned(origin, text);
  }

  void commit() {
    if (summary_.added + summary_.replaced + summary_.unchanged > 0) // nothing must not replace an index
      writer_.commit();
    ++epoch_;
    uncommitted_.clear();
    written_since_commit_ = 0;
    last_commit_ = Clock::now();
    if (events_.committed)
      events_.committed(summary_.added + summary_.replaced + summary_.unchanged);
  }

  void delete_unseen() {
    if (summary_.stopped)
      return warn({}, "nothing was deleted: the run was stopped before all of the input was read");
    if (summary_.rejected > 0)
      return warn({}, fmt::format("nothing was deleted: {} of the input could not be read, so articles may be missing",
                                  summary_.rejected == 1 ? "a part" : fmt::format("{} parts", summary_.rejected)));
    if (seen_.empty())
      return warn({}, "nothing was deleted: there is no article in the input");
    std::sort(seen_.begin(), seen_.end());
    auto removals = writer_.new_batch();
    for (const std::string& id : writer_.ids())
      if (!std::binary_search(seen_.begin(), seen_.end(), hash64(id)))
        removals->remove(id);
    summary_.deleted = removals->size();
    if (summary_.deleted == 0)
      return;
    removals->finish();
    writer_.append(std::move(removals));
    commit();
  }

  void tick() {
    if (Clock::now() - last_progress_ >= progress_interval)
      report_progress();
  }

  void report_progress() {
    last_progress_ = Clock::now();
    progress_.records = summary_.read;
    progress_.input_bytes = summary_.input_bytes;
    progress_.seconds = seconds_since(start_);
    if (events_.progress)
      events_.progress(progress_);
  }

  engine::Writer& writer_;
  const IndexOptions& options_;
  const IndexEvents& events_;
  const std::shared_ptr<const entities::AliasTable> aliases_ = std::make_shared<const entities::AliasTable>(
      entities::AliasTable::parse(writer_.aliases(), "the aliases of the index"));
  const Clock::time_point start_ = Clock::now();
  Clock::time_point last_commit_ = start_;
  Clock::time_point last_progress_ = start_;
  IndexSummary summary_;
  IndexProgress progress_;
  WorkItem item_;                                          ///< being filled
  std::exception_ptr failure_;                             ///< of a visitor's function
  std::unordered_map<std::uint64_t, Hash128> uncommitted_; ///< by hash of the id: appended, not committed
  std::size_t written_since_commit_ = 0;
  std::vector<std::uint64_t> seen_;     ///< hashes of the ids, for sync
  std::atomic<std::uint64_t> epoch_{0}; ///< commits of this run
  ArticleWorker late_worker_;
  OrderedWorkers workers_; ///< last: its threads end before what they use
};

} // namespace

IndexSummary run_index(engine::Writer& writer, const std::vector<std::string>& inputs, const IndexOptions& options,
                       const IndexEvents& events) {
  return IndexRun(writer, options, events).run(inputs);
}

} // namespace akin::indexer
