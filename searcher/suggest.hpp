// Completions of what someone is typing.
#pragma once

#include "searcher/corpus_names.hpp"
#include "searcher/suggestion.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace akin {

/// A word that an unfinished one may become, with its stems.
struct Completion {
  std::string text;
  std::vector<std::string> stems;     ///< all
  std::vector<std::string> own_stems; ///< those under which it is no stop word
};

/// A value for each of a few keys, made once. Thread-safe; two threads may make the same one at once.
template <class Value> class Memo {
 public:
  template <class Make> std::shared_ptr<const Value> get(const std::string& key, const Make& make) const {
    {
      const std::lock_guard lock(mutex_);
      if (const auto known = values_.find(key); known != values_.end())
        return known->second;
    }
    auto made = std::make_shared<const Value>(make());
    const std::lock_guard lock(mutex_);
    if (values_.size() < most_values)
      values_.emplace(key, made);
    return made;
  }

 private:
  static constexpr std::size_t most_values = 2'000; ///< of some KB each
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, std::shared_ptr<const Value>> values_;
};

/// Completes for one snapshot. Keeps what the shortest beginnings become: everybody types those, and most words begin
/// so. Thread-safe.
class Suggester {
 public:
  explicit Suggester(std::shared_ptr<const CorpusNames> names) : names_(std::move(names)) {}

  /// What Searcher::suggest() returns.
  std::vector<Suggestion> suggest(const SuggestRequest& request) const;

  const CorpusNames& names() const noexcept { return *names_; }

 private:
  std::vector<Suggestion> made(const SuggestRequest& request) const;
  std::shared_ptr<const std::vector<Completion>> completions(const std::string& beginning, std::size_t limit) const;

  std::shared_ptr<const CorpusNames> names_;
  Memo<std::vector<Completion>> completions_;
  Memo<std::vector<Suggestion>> suggestions_;
};

} // namespace akin
