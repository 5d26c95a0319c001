// Decoded posting lists of one snapshot, kept while there is room.
#pragma once

#include "engine/xapian/segment.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace akin::engine {

/// Least recently used lists go first. Thread-safe.
class PostingCache {
 public:
  explicit PostingCache(std::size_t capacity_bytes) : capacity_bytes_(capacity_bytes) {}

  /// The list under key, made by decode() when it is not here. Two threads may decode the same list at once.
  template <class Decode> std::shared_ptr<const PostingList> get(const std::string& key, const Decode& decode) {
    if (auto found = find(key))
      return found;
    auto made = std::make_shared<const PostingList>(decode());
    insert(key, made);
    return made;
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const PostingList> list;
  };
  std::shared_ptr<const PostingList> find(const std::string& key);
  void insert(const std::string& key, std::shared_ptr<const PostingList> list);

  std::mutex mutex_;
  std::size_t capacity_bytes_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_; ///< most recently used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

} // namespace akin::engine
