// Small indexes in a folder of their own, for the tests of the engine.
#pragma once

#include "common/analysis/analyser.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace akin::engine {

/// A folder that is gone after the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "akin-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Article article(std::string id, std::string title, std::string body) {
  Article result;
  result.id = std::move(id);
  result.title = std::move(title);
  result.body = std::move(body);
  return result;
}

/// Appends articles as one batch, without committing.
inline void append(Writer& writer, const std::vector<Article>& articles, const std::vector<std::string>& removed = {}) {
  Analyser analyser;
  AnalysedArticle analysed;
  auto batch = writer.new_batch();
  for (const Article& one : articles) {
    analyser.analyse(one, analysed);
    batch->add(analysed, analyser.vocabulary());
  }
  for (const std::string& id : removed)
    batch->remove(id);
  batch->finish();
  writer.append(std::move(batch));
}

/// A node for one word that is its own stem.
inline query::Node word(const std::string& text, query::Field field = query::Field::text) {
  query::Node node;
  node.kind = query::Kind::word;
  node.field = field;
  node.words.push_back({text, {text}, false});
  return node;
}

/// Ids of what a query finds, best first.
inline std::vector<std::string> found(const Snapshot& snapshot, const query::Node& node,
                                      RetrievalRequest request = {}) {
  request.query = &node;
  std::vector<std::string> ids;
  for (const Match& match : snapshot.retrieve(request).matches)
    ids.emplace_back(snapshot.document(match.document).id);
  return ids;
}

} // namespace akin::engine
