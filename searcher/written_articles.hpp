// What JSON says of the articles of hits, kept from list to list: of a whole corpus's lists each article is in ten.
#pragma once

#include "engine/engine.hpp"
#include "searcher/result.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

namespace akin {

/// Articles are written at their first use and stay so, as long as all of them take no more than a limit. Thread-safe.
class WrittenArticles {
 public:
  static constexpr std::size_t most_bytes = 128'000'000;

  /// Of documents below a limit.
  explicit WrittenArticles(engine::DocNumber documents);
  ~WrittenArticles();
  WrittenArticles(const WrittenArticles&) = delete;
  WrittenArticles& operator=(const WrittenArticles&) = delete;

  /// hit() gives the article as a hit. Valid as long as this; null where there is no room.
  const WrittenArticle* get(engine::DocNumber document, const std::function<Hit()>& hit) const;

 private:
  engine::DocNumber documents_;
  std::unique_ptr<std::atomic<const WrittenArticle*>[]> kept_; ///< by document; owned
  mutable std::atomic<std::size_t> bytes_ = 0;
};

} // namespace akin
