// Finds where an article names people, places and organisations. Which names mean the same is decided afterwards.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "common/analysis/vocabulary.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace akin::entities {

/// A run of tokens that names something.
struct TaggedSpan {
  EntityKind kind = EntityKind::person;
  ArticleField field = ArticleField::body;
  std::uint32_t first_token = 0; ///< into AnalysedArticle::tokens, half-open
  std::uint32_t last_token = 0;
  bool operator==(const TaggedSpan&) const = default;
};

class Model;

/// A linear-chain CRF over hashed features of the analysed tokens. Keeps scratch memory between calls. Not thread-safe:
/// one a thread; many may share one model.
class Tagger {
 public:
  /// The model that is built into the library (English).
  Tagger();
  explicit Tagger(std::shared_ptr<const Model> model);
  ~Tagger();
  Tagger(Tagger&&) noexcept;
  Tagger& operator=(Tagger&&) noexcept;

  /// Replaces out by the spans of an article, in token order, none overlapping, none across fields. A language without
  /// a model gives what gazetteers alone can tell. Time linear in the text whatever it holds; never throws for any
  /// content; no allocation per token.
  void tag(const AnalysedArticle& article, const Vocabulary& vocabulary, std::vector<TaggedSpan>& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace akin::entities
