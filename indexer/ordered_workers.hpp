// Threads that work items off side by side and give them back in order.
#pragma once

#include "indexer/article_worker.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace akin::indexer {

/// Bounds what is in memory by the number of items and by their bytes. submit(), take() and the questions belong to one
/// thread.
class OrderedWorkers {
 public:
  /// Starts a thread for each worker, or as many as the system allows. Errors: std::system_error when it allows none.
  explicit OrderedWorkers(std::vector<ArticleWorker> workers);
  /// Lets every worker finish the item in hand, drops the others.
  ~OrderedWorkers();
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;

  /// Whether submit() would keep to the bounds. Always when nothing is inside: one huge record must get through.
  bool has_room_for(const WorkItem& item) const;
  void submit(WorkItem&& item);

  /// Nothing is waiting, worked on or ready.
  bool empty() const { return slots_.empty(); }

  /// The oldest item inside, once it is finished; nothing if that takes longer than the patience. Rethrows what went
  /// wrong with that item.
  std::optional<FinishedItem> take(std::chrono::milliseconds patience);

 private:
  struct Slot {
    WorkItem item;
    std::size_t input_bytes = 0;
    FinishedItem finished;
    std::exception_ptr failure;
    bool done = false;
  };

  void run(ArticleWorker& worker);
  std::shared_ptr<Slot> next_waiting();

  std::vector<ArticleWorker> workers_;
  std::deque<std::shared_ptr<Slot>> slots_; ///< in order of submission; only for the thread that submits
  std::size_t bytes_inside_ = 0;            ///< of the slots
  std::mutex mutex_;                        ///< guards what follows, and Slot::done
  std::deque<std::shared_ptr<Slot>> waiting_;
  bool stopping_ = false;
  std::condition_variable work_came_;
  std::condition_variable work_done_;
  std::vector<std::thread> threads_;
};

} // namespace akin::indexer
