// Annotated files as chains to learn from.
#pragma once

#include "entities/training/crf_trainer.hpp"
#include "entities/training/tag_file.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace akin::entities {

/// What is made of the documents besides their plain chains.
struct TrainingSetOptions {
  double upper_case_share = 0.3; ///< of documents, a copy of which is learned with its first sentences in capitals
  std::uint64_t seed = 1;
};

/// Collects the chains of annotated documents.
class TrainingSet {
 public:
  TrainingSet(std::shared_ptr<const Gazetteer> gazetteer, TrainingSetOptions options);

  void add(const TagFile& file, float weight = 1);

  const std::vector<TrainingChain>& chains() const { return chains_; }

 private:
  void add(const GoldDocument& document, float weight);

  std::shared_ptr<const Gazetteer> gazetteer_;
  TrainingSetOptions options_;
  Analyser analyser_;
  AnalysedArticle analysed_;
  DocumentText text_;
  std::vector<TrainingChain> chains_;
};

} // namespace akin::entities
