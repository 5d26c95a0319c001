// What one worker thread does with records: parse, leave out what is unchanged, analyse, find entities, put into a
// batch.
#pragma once

#include "common/analysis/analyser.hpp"
#include "entities/recogniser.hpp"
#include "indexer/work_item.hpp"

#include <atomic>
#include <memory>

namespace akin::indexer {

/// One a thread; borrows what it is constructed with.
class ArticleWorker {
 public:
  /// epoch counts the commits of the run: it is incremented after each.
  ArticleWorker(engine::Writer& writer, const InputOptions& input, Language fallback_language,
                entities::Recogniser recogniser, const std::atomic<std::uint64_t>& epoch);

  /// Articles that equal the committed ones are left out, unless their id comes twice in the item: then the last one
  /// must win. Errors: those of Batch.
  FinishedItem work_off(WorkItem&& item);

  /// One article as a finished batch.
  std::unique_ptr<engine::Batch> batch_of(Article article);

 private:
  std::vector<std::variant<Record, Rejection>> parsed(WorkItem&& item) const;
  HandledArticle handle(Record&& record, bool may_leave_out, std::unique_ptr<engine::Batch>& batch);
  void renew_analyser();
  /// Analyses and adds. analysed_ holds the article afterwards.
  void add(Article article, engine::Batch& batch);

  engine::Writer& writer_;
  const InputOptions& input_;
  Language fallback_language_;
  const std::atomic<std::uint64_t>& epoch_;
  entities::Recogniser recogniser_;
  std::unique_ptr<Analyser> analyser_;
  AnalysedArticle analysed_; ///< kept for its capacity
};

} // namespace akin::indexer
