// Turns a group of changes into one commit.
#pragma once

#include "common/analysis/analyser.hpp"
#include "engine/engine.hpp"
#include "entities/recogniser.hpp"
#include "server/write_queue.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

namespace akin::server {

/// Holds the index's lock as long as it lives. One thread.
class GroupWriter {
 public:
  /// Creates the index when there is none. Errors: those of engine::open_writer.
  explicit GroupWriter(const std::filesystem::path& directory);

  /// Puts a change into the group.
  ChangeOutcome add(Change&& change);
  /// Makes the group durable. After an error, of this or of add(), the writer must be destroyed: nothing is kept.
  void commit();

 private:
  std::optional<Hash128> hash_before(const std::string& id) const;
  ChangeOutcome put(Article&& article);
  ChangeOutcome remove(const std::string& id);

  std::unique_ptr<engine::Writer> writer_;
  Analyser analyser_;
  entities::Recogniser recogniser_;
  AnalysedArticle analysed_;
  std::unique_ptr<engine::Batch> batch_;
  std::unordered_map<std::string, std::optional<Hash128>> pending_; ///< by id; nothing: deleted
};

} // namespace akin::server
