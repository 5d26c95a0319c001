#include "indexer/article_worker.hpp"

#include "common/analysis/article_hash.hpp"

#include <string_view>
#include <unordered_set>
#include <utility>

namespace akin::indexer {
namespace {

/// A vocabulary grows with every new word; past this many it is cheaper to begin a new one than to keep it all in
/// memory (some tens of MB).
constexpr WordId most_words = 400'000;

/// Ids that come more than once. The views point into the records.
std::unordered_set<std::string_view> doubled_ids(const std::vector<std::variant<Record, Rejection>>& records) {
  std::unordered_set<std::string_view> seen;
  std::unordered_set<std::string_view> doubled;
  for (const auto& entry : records)
    if (const auto* const record = std::get_if<Record>(&entry);
        record != nullptr && !seen.insert(record->article.id).second)
      doubled.insert(record->article.id);
  return doubled;
}

} // namespace

ArticleWorker::ArticleWorker(engine::Writer& writer, const InputOptions& input, Language fallback_language,
                             entities::Recogniser recogniser, const std::atomic<std::uint64_t>& epoch)
    : writer_(writer), input_(input), fallback_language_(fallback_language), epoch_(epoch),
      recogniser_(std::move(recogniser)) {}

FinishedItem ArticleWorker::work_off(WorkItem&& item) {
  renew_analyser();
  FinishedItem finished;
  finished.epoch = epoch_.load(); // before the first look at the index: too old is safe, too new is not
  finished.input_bytes = item.input_bytes;
  auto records = parsed(std::move(item));
  std::vector<bool> may_leave_out;
  {
    const auto doubled = doubled_ids(records);
    for (const auto& entry : records) {
      const auto* const record = std::get_if<Record>(&entry);
      may_leave_out.push_back(record != nullptr && !doubled.contains(record->article.id));
    }
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (auto* const rejection = std::get_if<Rejection>(&records[i]))
      finished.records.emplace_back(std::move(*rejection));
    else
      finished.records.emplace_back(handle(std::move(std::get<Record>(records[i])), may_leave_out[i], finished.batch));
  }
  if (finished.batch)
    finished.batch->finish();
  return finished;
}

std::unique_ptr<engine::Batch> ArticleWorker::batch_of(Article article) {
  renew_analyser();
  auto batch = writer_.new_batch();
  add(std::move(article), *batch);
  batch->finish();
  return batch;
}

void ArticleWorker::add(Article article, engine::Batch& batch) {
  analyser_->analyse(std::move(article), analysed_);
  recogniser_.recognise(analysed_, analyser_->vocabulary());
  batch.add(analysed_, analyser_->vocabulary());
}

std::vector<std::variant<Record, Rejection>> ArticleWorker::parsed(WorkItem&& item) const {
  std::vector<std::variant<Record, Rejection>> records;
  records.reserve(item.records.size());
  for (auto& entry : item.records) {
    if (auto* const raw = std::get_if<RawRecord>(&entry))
      records.push_back(parse(std::move(*raw), input_));
    else
      records.emplace_back(std::move(std::get<Rejection>(entry)));
  }
  return records;
}

HandledArticle ArticleWorker::handle(Record&& record, bool may_leave_out, std::unique_ptr<engine::Batch>& batch) {
  HandledArticle handled;
  handled.id = record.article.id;
  handled.origin = std::move(record.origin);
  handled.warnings = std::move(record.warnings);
  handled.committed_hash = writer_.content_hash(handled.id);
  if (may_leave_out && handled.committed_hash) {
    handled.content_hash = content_hash_of(record.article);
    if (handled.content_hash == handled.committed_hash) {
      handled.left_out = std::make_unique<Article>(std::move(record.article));
      return handled;
    }
  }
  if (!batch)
    batch = writer_.new_batch();
  add(std::move(record.article), *batch);
  handled.content_hash = analysed_.content_hash;
  return handled;
}

void ArticleWorker::renew_analyser() {
  if (!analyser_ || analyser_->vocabulary().size() > most_words)
    analyser_ = std::make_unique<Analyser>(fallback_language_);
}

} // namespace akin::indexer
