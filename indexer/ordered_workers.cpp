#include "indexer/ordered_workers.hpp"

#include <system_error>
#include <utility>

namespace akin::indexer {
namespace {

/// Enough that the workers do not run dry while the other thread merges.
constexpr std::size_t items_per_worker = 6;
/// Of the input; a batch's own memory comes on top.
constexpr std::size_t most_bytes_inside = 8 * engine::batch_text_bytes;

} // namespace

OrderedWorkers::OrderedWorkers(std::vector<ArticleWorker> workers) : workers_(std::move(workers)) {
  for (ArticleWorker& worker : workers_) {
    try {
      threads_.emplace_back([this, &worker] { run(worker); });
    } catch (const std::system_error&) { // the system allows no more: fewer do the same work
      if (threads_.empty())
        throw;
      return;
    }
  }
}

OrderedWorkers::~OrderedWorkers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_came_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
}

bool OrderedWorkers::has_room_for(const WorkItem& item) const {
  return slots_.empty() ||
         (slots_.size() < items_per_worker * threads_.size() && bytes_inside_ + item.input_bytes <= most_bytes_inside);
}

void OrderedWorkers::submit(WorkItem&& item) {
  auto slot = std::make_shared<Slot>();
  slot->input_bytes = item.input_bytes;
  slot->item = std::move(item);
  bytes_inside_ += slot->input_bytes;
  slots_.push_back(slot);
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(slot));
  }
  work_came_.notify_one();
}

std::optional<FinishedItem> OrderedWorkers::take(std::chrono::milliseconds patience) {
  if (slots_.empty())
    return std::nullopt;
  const std::shared_ptr<Slot> oldest = slots_.front();
  {
    std::unique_lock lock(mutex_);
    if (!work_done_.wait_for(lock, patience, [&] { return oldest->done; }))
      return std::nullopt;
  }
  slots_.pop_front();
  bytes_inside_ -= oldest->input_bytes;
  if (oldest->failure)
    std::rethrow_exception(oldest->failure);
  return std::move(oldest->finished);
}

std::shared_ptr<OrderedWorkers::Slot> OrderedWorkers::next_waiting() {
  std::unique_lock lock(mutex_);
  work_came_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
  if (stopping_)
    return nullptr;
  auto slot = std::move(waiting_.front());
  waiting_.pop_front();
  return slot;
}

void OrderedWorkers::run(ArticleWorker& worker) {
  while (const auto slot = next_waiting()) {
    try {
      slot->finished = worker.work_off(std::move(slot->item));
    } catch (...) {
      slot->failure = std::current_exception();
    }
    slot->item = {};
    {
      const std::lock_guard lock(mutex_);
      slot->done = true;
    }
    work_done_.notify_one();
  }
}

} // namespace akin::indexer
