#include "searcher/kept_lists.hpp"

#include "searcher/packed_vector.hpp"

#include <utility>

namespace akin {
namespace {

std::unique_ptr<const PostingList> unpacked(std::string_view bytes, engine::DocNumber documents) {
  static thread_local std::vector<std::pair<engine::DocNumber, std::uint8_t>> postings;
  postings.clear();
  auto made = std::make_unique<PostingList>();
  PostingList& list = *made;
  unpack_list(bytes, [&](std::uint32_t document, std::uint32_t steps, float step) {
    list.step = step;
    if (document >= documents || steps == 0 || (!postings.empty() && document <= postings.back().first))
      return; // damaged: likenesses are added up without looking whether a document comes twice
    postings.emplace_back(document, static_cast<std::uint8_t>(steps));
    ++list.ends[steps];
  });
  std::uint32_t begin = 0;
  for (std::size_t steps = PostingList::most_steps; steps > 0; --steps)
    begin += std::exchange(list.ends[steps], begin);
  list.documents.resize(postings.size());
  for (const auto& [document, steps] : postings)
    list.documents[list.ends[steps]++] = document;
  return made;
}

} // namespace

KeptLists::KeptLists(const PackedStrings& lists, std::size_t count, engine::DocNumber documents)
    : lists_(lists), count_(count), documents_(documents), kept_(new std::atomic<const PostingList*>[count] {}) {}

KeptLists::~KeptLists() {
  for (std::size_t i = 0; i < count_; ++i)
    delete kept_[i].load(std::memory_order_relaxed);
}

const PostingList& KeptLists::get(std::size_t number, std::vector<std::unique_ptr<const PostingList>>& unkept) const {
  std::atomic<const PostingList*>& place = kept_[number];
  if (const PostingList* kept = place.load(std::memory_order_acquire))
    return *kept;
  auto made = unpacked(lists_.at(number), documents_);
  const std::size_t size = sizeof(PostingList) + made->documents.size() * sizeof(engine::DocNumber);
  const PostingList* expected = nullptr;
  if (bytes_.fetch_add(size, std::memory_order_relaxed) + size > most_bytes)
    unkept.push_back(std::move(made));
  else if (place.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
    return *made.release();
  bytes_.fetch_sub(size, std::memory_order_relaxed);
  return expected != nullptr ? *expected : *unkept.back(); // another thread was faster, or there is no room
}

} // namespace akin
