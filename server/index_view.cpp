#include "server/index_view.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace akin::server {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto look_interval = 250ms;
/// Preparing states may take this share of one core, however often there are commits.
constexpr int most_share = 4;

/// Always the same snapshot.
class OneSnapshot : public engine::Reader {
 public:
  explicit OneSnapshot(std::shared_ptr<const engine::Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}
  std::shared_ptr<const engine::Snapshot> snapshot() override { return snapshot_; }

 private:
  std::shared_ptr<const engine::Snapshot> snapshot_;
};

/// Every number of the index that a commit changes, so that an index built anew does not repeat an old tag.
std::string tag_of(const engine::IndexStatistics& statistics) {
  const std::string numbers =
      fmt::format("{} {} {} {} {} {} {}", AKIN_VERSION, statistics.revision, statistics.articles, statistics.deleted,
                  statistics.segments, statistics.terms, statistics.tokens) +
      fmt::format(" {}", statistics.bytes);
  return fmt::format("{:x}", hash64(numbers));
}

std::shared_ptr<const IndexState> state_of(const std::shared_ptr<const engine::Snapshot>& snapshot) {
  const auto statistics = snapshot->statistics();
  return std::make_shared<const IndexState>(
      IndexState{Searcher(std::make_unique<OneSnapshot>(snapshot)), statistics, tag_of(statistics)});
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

IndexView::IndexView(std::filesystem::path directory, bool may_be_missing, Problem problem)
    : directory_(std::move(directory)), problem_(std::move(problem)) {
  try {
    reader_ = engine::open_reader(directory_);
    snapshot_ = reader_->snapshot();
    current_ = state_of(snapshot_);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::index_missing || !may_be_missing)
      throw;
  }
  thread_ = std::thread([this] { follow(); });
}

IndexView::~IndexView() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
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

void IndexView::follow() {
  std::string last_problem;
  Clock::duration pause = 0ms;
  bool first = true;
  for (;;) {
    const auto start = Clock::now();
    try {
      if (std::exchange(first, false) && current_)
        prepare(current_->searcher); // meanwhile requests are answered already
      refresh();
      last_problem.clear();
    } catch (const std::exception& error) {
      if (error.what() != std::exchange(last_problem, error.what()) && problem_)
        problem_(last_problem);
    }
    pause = (Clock::now() - start) * (most_share - 1);
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, pause, [this] { return stop_; });
    wake_.wait_for(lock, look_interval, [this] { return stop_ || look_now_; });
    look_now_ = false;
    if (stop_)
      return;
  }
}

void IndexView::refresh() {
  if (!reader_) {
    try {
      reader_ = engine::open_reader(directory_);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::index_missing)
        return;
      throw;
    }
  }
  auto snapshot = reader_->snapshot();
  if (snapshot == snapshot_)
    return;
  auto state = state_of(snapshot);
  prepare(state->searcher);
  snapshot_ = std::move(snapshot);
  const std::lock_guard lock(mutex_);
  current_.swap(state);
} // the old state ends here, after the lock, or with the last request that uses it

} // namespace akin::server
