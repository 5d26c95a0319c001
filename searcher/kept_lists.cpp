#include "searcher/kept_lists.hpp"

#include "searcher/packed_vector.hpp"

#include <algorithm>

namespace akin {
namespace {

void unpack(std::string_view bytes, engine::DocNumber documents, PostingList& list) {
  list.postings.clear();
  unpack_list(bytes, [&](std::uint32_t document, std::uint32_t steps, float step) {
    list.step = step;
    if (document < documents && steps > 0) // else damaged
      list.postings.emplace_back(document, steps);
  });
}

} // namespace

KeptLists::KeptLists(std::size_t lists, engine::DocNumber documents)
    : lists_(lists), documents_(std::min(documents, Posting::most_documents)),
      kept_(new std::atomic<const PostingList*>[lists] {}) {}

KeptLists::~KeptLists() {
  for (std::size_t i = 0; i < lists_; ++i)
    delete kept_[i].load(std::memory_order_relaxed);
}

const PostingList& KeptLists::get(std::size_t number, std::string_view bytes, PostingList& scratch) const {
  std::atomic<const PostingList*>& place = kept_[number];
  if (const PostingList* kept = place.load(std::memory_order_acquire))
    return *kept;
  unpack(bytes, documents_, scratch);
  const std::size_t size = sizeof(PostingList) + scratch.postings.size() * sizeof(Posting);
  if (bytes_.fetch_add(size, std::memory_order_relaxed) + size > most_bytes) {
    bytes_.fetch_sub(size, std::memory_order_relaxed);
    return scratch;
  }
  auto made = std::make_unique<const PostingList>(scratch);
  const PostingList* expected = nullptr;
  if (place.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
    return *made.release();
  bytes_.fetch_sub(size, std::memory_order_relaxed); // another thread was faster
  return *expected;
}

} // namespace akin
