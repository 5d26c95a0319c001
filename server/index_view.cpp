#include "server/index_view.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "server/background_thread.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace akin::server {
namespace {

using namespace std::chrono_literals;

constexpr auto look_interval = 250ms;
/// Preparing states may take this share of one core, however often there are commits.
constexpr int most_share = 4;
/// What is counted as work when it failed.
constexpr auto busy_after_problem = 250ms;

/// Always the same snapshot.
class OneSnapshot : public engine::Reader {
 public:
  explicit OneSnapshot(std::shared_ptr<const engine::Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}
  std::shared_ptr<const engine::Snapshot> snapshot() override { return snapshot_; }

 private:
  std::shared_ptr<const engine::Snapshot> snapshot_;
};

/// Every number of the index that a commit changes, so that an index built anew does not repeat an old tag.
std::string tag_of(const engine::IndexStatistics& statistics, const Synonyms* synonyms) {
  const std::string numbers =
      fmt::format("{} {} {} {} {} {} {}", AKIN_VERSION, statistics.revision, statistics.articles, statistics.deleted,
                  statistics.segments, statistics.terms, statistics.tokens) +
      fmt::format(" {} {}", statistics.bytes, synonyms != nullptr ? synonyms->fingerprint() : 0);
  return fmt::format("{:x}", hash64(numbers));
}

/// Makes the searcher compute what it keeps for a state.
void prepare(const Searcher& searcher) {
  SearchRequest anything;
  anything.limit = 1;
  anything.snippets = false;
  const Result found = searcher.search(anything);
  searcher.suggest({"a", 1});
  if (found.hits.empty())
    return;
  SimilarRequest similar;
  similar.source = ById{found.hits.front().id};
  similar.limit = 1;
  searcher.similar(similar);
}

} // namespace

IndexView::IndexView(std::filesystem::path directory, bool may_be_missing, Problem problem,
                     std::shared_ptr<const Synonyms> synonyms)
    : directory_(std::move(directory)), problem_(std::move(problem)), synonyms_(std::move(synonyms)) {
  std::shared_ptr<IndexState> first;
  try {
    reader_ = engine::open_reader(directory_);
    snapshot_ = reader_->snapshot();
    first = state_of(snapshot_);
    current_ = first;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::index_missing || !may_be_missing)
      throw;
  }
  thread_ = std::thread([this, first] { follow(first); });
}

IndexView::~IndexView() {
  {
    const std::lock_guard lock(mutex_);
    stop_.request_stop();
  }
  wake_.notify_all();
  thread_.join();
}

std::shared_ptr<const IndexState> IndexView::current() const {
  const std::lock_guard lock(mutex_);
  if (!current_)
    throw Error(ErrorCode::index_missing, "there is no index yet; it begins with the first article");
  return current_;
}

bool IndexView::ready() const {
  const std::lock_guard lock(mutex_);
  return current_ != nullptr;
}

void IndexView::look() noexcept {
  {
    const std::lock_guard lock(mutex_);
    look_now_ = true;
  }
  wake_.notify_all();
}

std::shared_ptr<IndexState> IndexView::state_of(const std::shared_ptr<const engine::Snapshot>& snapshot) const {
  const auto statistics = snapshot->statistics();
  return std::make_shared<IndexState>(IndexState{Searcher(std::make_unique<OneSnapshot>(snapshot), synonyms_),
                                                 statistics, tag_of(statistics, synonyms_.get())});
}

void IndexView::follow(std::shared_ptr<IndexState> first) {
  give_way_to_requests();
  std::string last_problem;
  for (;;) {
    std::chrono::nanoseconds busy = 0ms;
    try {
      busy = first ? make_ready(*std::exchange(first, nullptr)) : refresh(); // the first one answers meanwhile
      last_problem.clear();
    } catch (const std::exception& error) {
      busy = busy_after_problem;
      if (!stop_.stop_requested() && error.what() != std::exchange(last_problem, error.what()) && problem_)
        problem_(last_problem);
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, busy * (most_share - 1), [this] { return stop_.stop_requested(); });
    wake_.wait_for(lock, look_interval, [this] { return stop_.stop_requested() || look_now_; });
    look_now_ = false;
    lock.unlock();
    drop_unused_states();
    lock.lock();
    if (stop_.stop_requested())
      return;
  }
}

std::chrono::nanoseconds IndexView::refresh() {
  if (!reader_) {
    try {
      reader_ = engine::open_reader(directory_);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::index_missing)
        return 0ms;
      throw;
    }
  }
  auto snapshot = reader_->snapshot();
  if (snapshot == snapshot_)
    return 0ms;
  const auto state = state_of(snapshot);
  const auto busy = make_ready(*state);
  snapshot_ = std::move(snapshot);
  if (const auto old = replace_current(state))
    replaced_.push_back(old);
  return busy;
}

std::shared_ptr<const IndexState> IndexView::replace_current(std::shared_ptr<const IndexState> state) {
  const std::lock_guard lock(mutex_);
  current_.swap(state);
  return state;
}

void IndexView::drop_unused_states() {
  std::erase_if(replaced_, [](const auto& state) { return state.use_count() == 1; });
}

std::chrono::nanoseconds IndexView::make_ready(IndexState& state) {
  keep_related(state);
  const auto start = thread_time();
  prepare(state.searcher);
  return thread_time() - start;
}

void IndexView::keep_related(IndexState& state) {
  const auto articles = state.statistics.articles;
  if (articles < least_related_articles || articles <= 1.5 * related_failed_at_)
    return;
  try {
    if (!state.searcher.refresh_related(least_related_articles, stop_.get_token()))
      related_failed_at_ = articles; // no right to write: look-ups do without
  } catch (const std::exception& error) {
    if (stop_.stop_requested())
      throw;
    related_failed_at_ = articles;
    if (problem_)
      problem_(fmt::format("the related index is not made: {}", error.what()));
  }
}

} // namespace akin::server
