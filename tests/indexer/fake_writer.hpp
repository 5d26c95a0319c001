// An index in memory, for tests of what writes to one.
#pragma once

#include "common/error.hpp"
#include "engine/engine.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace akin::test {

struct Removal {
  std::string id;
};
using Change = std::variant<AnalysedArticle, Removal>;

/// Keeps what it is given; checks that it is used as engine.hpp demands.
class FakeBatch final : public engine::Batch {
 public:
  void add(const AnalysedArticle& article, const Vocabulary& vocabulary) override {
    require(!finished_, "a finished batch takes nothing more");
    require(vocabulary_ == nullptr || vocabulary_ == &vocabulary, "a batch has one vocabulary");
    for (const Token& token : article.tokens)
      require(token.word < vocabulary.size(), "tokens point into the vocabulary");
    vocabulary_ = &vocabulary;
    text_bytes_ += article.article.title.size() + article.article.summary.size() + article.article.body.size();
    changes_.emplace_back(article);
  }
  void remove(std::string_view id) override {
    require(!finished_, "a finished batch takes nothing more");
    changes_.emplace_back(Removal{std::string(id)});
  }
  std::size_t size() const override { return changes_.size(); }
  std::size_t text_bytes() const override { return text_bytes_; }
  void finish() override { finished_ = true; }

  bool is_finished() const { return finished_; }
  std::vector<Change> take() { return std::move(changes_); }

 private:
  static void require(bool condition, const char* what) {
    if (!condition)
      throw std::logic_error(what);
  }

  std::vector<Change> changes_;
  const Vocabulary* vocabulary_ = nullptr;
  std::size_t text_bytes_ = 0;
  bool finished_ = false;
};

class FakeWriter final : public engine::Writer {
 public:
  /// Thrown by new_batch() once so many batches were made.
  std::optional<std::pair<std::size_t, Error>> failure;

  std::unique_ptr<engine::Batch> new_batch() override {
    if (const std::size_t made = batches_++; failure && made >= failure->first)
      throw failure->second;
    return std::make_unique<FakeBatch>();
  }

  std::optional<Hash128> content_hash(std::string_view id) const override {
    const std::lock_guard lock(mutex_);
    const auto found = committed_.find(id);
    return found == committed_.end() ? std::nullopt : std::optional(found->second.content_hash);
  }

  std::vector<std::string> ids() const override {
    require_one_thread();
    std::vector<std::string> result;
    for (const auto& [id, article] : committed_)
      result.push_back(id);
    return result;
  }

  void append(std::unique_ptr<engine::Batch> batch) override {
    require_one_thread();
    auto& fake = dynamic_cast<FakeBatch&>(*batch);
    if (!fake.is_finished())
      throw std::logic_error("only finished batches are appended");
    batch_sizes.push_back(fake.size());
    for (Change& change : fake.take())
      pending_.push_back(std::move(change));
  }

  void commit() override {
    require_one_thread();
    const std::lock_guard lock(mutex_);
    for (Change& change : pending_) {
      if (const auto* const removal = std::get_if<Removal>(&change)) {
        committed_.erase(removal->id);
        continue;
      }
      auto& article = std::get<AnalysedArticle>(change);
      order.push_back(article.article.id);
      committed_.insert_or_assign(article.article.id, std::move(article));
    }
    pending_.clear();
    ++commits;
  }

  void compact() override { commit(); }

  const std::string& aliases() const override { return aliases_; }
  void relabel(const std::string& aliases, const engine::Labeller& /*label*/) override { aliases_ = aliases; }

  /// Committed articles by id.
  const std::map<std::string, AnalysedArticle, std::less<>>& articles() const { return committed_; }

  std::vector<std::string> order; ///< ids of all articles that were ever committed, in order
  std::vector<std::size_t> batch_sizes;
  std::size_t commits = 0;

 private:
  void require_one_thread() const {
    if (std::this_thread::get_id() != thread_)
      throw std::logic_error("the writer belongs to one thread");
  }

  const std::thread::id thread_ = std::this_thread::get_id();
  mutable std::mutex mutex_;
  std::map<std::string, AnalysedArticle, std::less<>> committed_;
  std::vector<Change> pending_;
  std::string aliases_;
  std::atomic<std::size_t> batches_{0};
};

} // namespace akin::test
