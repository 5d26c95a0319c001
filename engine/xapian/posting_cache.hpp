// What was made of the postings of one index, kept while there is room.
#pragma once

#include "common/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace akin::engine {

/// What a list is of.
struct PostingKey {
  std::uint64_t segment = 0; ///< Segment::serial()
  Hash128 word;              ///< of its stems
  std::uint8_t kind = 0;     ///< of list; all lists of one kind have one type
  bool operator==(const PostingKey&) const = default;
};

/// Least recently used lists go first. Thread-safe. A list is any immutable type with `std::size_t bytes() const`.
class PostingCache {
 public:
  explicit PostingCache(std::size_t capacity_bytes) : capacity_bytes_(capacity_bytes) {}

  /// The list under key; null when it is not here.
  template <class List> std::shared_ptr<const List> find(const PostingKey& key) {
    return std::static_pointer_cast<const List>(find_any(key));
  }
  /// Keeps a list under key in place of the one that is there.
  template <class List> void keep(const PostingKey& key, std::shared_ptr<const List> list) {
    const std::size_t bytes = list->bytes();
    keep_any(key, std::move(list), bytes);
  }
  /// The list under key, made when it is not here. Two threads may make the same list at once.
  template <class List, class Make> std::shared_ptr<const List> get(const PostingKey& key, const Make& make) {
    if (auto found = find<List>(key))
      return found;
    auto made = std::make_shared<const List>(make());
    keep(key, made);
    return made;
  }

 private:
  struct Entry {
    PostingKey key;
    std::shared_ptr<const void> list;
    std::size_t bytes;
  };
  struct KeyHash {
    std::size_t operator()(const PostingKey& key) const noexcept {
      constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U; // spreads neighbouring serial numbers
      return key.word.low ^ ((key.segment << 3U | key.kind) * odd);
    }
  };
  std::shared_ptr<const void> find_any(const PostingKey& key);
  void keep_any(const PostingKey& key, std::shared_ptr<const void> list, std::size_t bytes);

  std::mutex mutex_;
  std::size_t capacity_bytes_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_; ///< most recently used first
  std::unordered_map<PostingKey, std::list<Entry>::iterator, KeyHash> by_key_;
};

} // namespace akin::engine
