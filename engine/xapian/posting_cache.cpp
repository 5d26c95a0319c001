#include "engine/xapian/posting_cache.hpp"

namespace akin::engine {

std::shared_ptr<const PostingList> PostingCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end())
    return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->list;
}

void PostingCache::insert(const std::string& key, std::shared_ptr<const PostingList> list) {
  const std::lock_guard lock(mutex_);
  if (by_key_.contains(key))
    return;
  bytes_ += list->bytes();
  entries_.push_front({key, std::move(list)});
  by_key_.emplace(key, entries_.begin());
  while (bytes_ > capacity_bytes_ && entries_.size() > 1) {
    bytes_ -= entries_.back().list->bytes();
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

} // namespace akin::engine
