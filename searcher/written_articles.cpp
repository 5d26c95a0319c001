#include "searcher/written_articles.hpp"

namespace akin {

WrittenArticles::WrittenArticles(engine::DocNumber documents)
    : documents_(documents), kept_(new std::atomic<const WrittenArticle*>[documents] {}) {}

WrittenArticles::~WrittenArticles() {
  for (engine::DocNumber document = 0; document < documents_; ++document)
    delete kept_[document].load(std::memory_order_relaxed);
}

const WrittenArticle* WrittenArticles::get(engine::DocNumber document, const std::function<Hit()>& hit) const {
  std::atomic<const WrittenArticle*>& place = kept_[document];
  if (const WrittenArticle* known = place.load(std::memory_order_acquire))
    return known;
  if (bytes_.load(std::memory_order_relaxed) >= most_bytes)
    return nullptr;
  auto made = std::make_unique<const WrittenArticle>(written(hit()));
  const std::size_t size = sizeof(WrittenArticle) + made->members.size();
  const WrittenArticle* expected = nullptr;
  if (!place.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
    return expected; // another thread was faster
  bytes_.fetch_add(size, std::memory_order_relaxed);
  return made.release();
}

} // namespace akin
