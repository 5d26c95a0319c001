// Entities of an article: found in its text, named once each, joined with the given ones.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "common/analysis/vocabulary.hpp"
#include "entities/alias_table.hpp"
#include "entities/tagger.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace akin::entities {

/// Where a recogniser looks.
enum class Recognition : std::uint8_t {
  everything, ///< the tagger reads the text
  known_only, ///< without the tagger: given entities and the alias table's names
};

/// Tagger, names and aliases in one. Keeps memory between calls. Not thread-safe: one a thread.
class Recogniser {
 public:
  /// aliases may be shared between threads; not null.
  explicit Recogniser(std::shared_ptr<const AliasTable> aliases = no_aliases(),
                      Recognition recognition = Recognition::everything);

  /// Replaces article.entities and article.mentions. vocabulary is the one that the article was analysed with. Never
  /// throws for any content.
  void recognise(AnalysedArticle& article, const Vocabulary& vocabulary);

 private:
  std::shared_ptr<const AliasTable> aliases_;
  std::optional<Tagger> tagger_;
  std::vector<TaggedSpan> spans_; ///< kept for its capacity
};

} // namespace akin::entities
