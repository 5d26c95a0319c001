#include "engine/xapian/posting_cache.hpp"

#include <utility>

namespace akin::engine {

std::shared_ptr<const void> PostingCache::find_any(const PostingKey& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end())
    return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->list;
}

void PostingCache::keep_any(const PostingKey& key, std::shared_ptr<const void> list, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    bytes_ -= found->second->bytes;
    entries_.erase(found->second);
    by_key_.erase(found);
  }
  bytes_ += bytes;
  entries_.push_front({key, std::move(list), bytes});
  by_key_.emplace(key, entries_.begin());
  while (bytes_ > capacity_bytes_ && entries_.size() > 1) {
    bytes_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

} // namespace akin::engine
