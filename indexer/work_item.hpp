// What the threads of one run of the indexer hand each other.
#pragma once

#include "common/hash.hpp"
#include "engine/engine.hpp"
#include "indexer/input.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace akin::indexer {

/// Some records of the input, in order; what the reader rejected has its place among them.
struct WorkItem {
  std::vector<std::variant<RawRecord, Rejection>> records;
  std::size_t input_bytes = 0;
};

/// An article on its way into the index.
struct HandledArticle {
  std::string id;
  Hash128 content_hash;
  std::optional<Hash128> committed_hash; ///< of the article with this id, when the worker looked
  std::unique_ptr<Article> left_out;     ///< not in the batch: it equals the committed one; null when it is in
  Origin origin;
  std::vector<std::string> warnings;
};

/// A work item, worked off.
struct FinishedItem {
  std::vector<std::variant<HandledArticle, Rejection>> records; ///< one for each of the work item
  std::unique_ptr<engine::Batch> batch;                         ///< finished; null when nothing is in it
  std::uint64_t epoch = 0;                                      ///< commits before the worker looked at the index
  std::size_t input_bytes = 0;
};

} // namespace akin::indexer
