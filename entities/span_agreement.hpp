// What the names found in one article say about each other.
#pragma once

#include "entities/document_text.hpp"
#include "entities/tagger.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace akin::entities {

/// Lets the names that an article has by their whole decide about the rest of it:
///
/// - A lone word that is the family name of a person named in full elsewhere ("Christopher Hill … Hill") is that
/// person,
///   also where the chain saw no name, or a place or organisation that no list has.
/// - The same words are of one kind where at least twice as many of their mentions are of that kind.
///
/// Keeps its memory from article to article. Not thread-safe.
class SpanAgreement {
 public:
  /// spans: of the document, in its order, and so they stay. Time n log n in the names.
  void apply(const DocumentText& document, std::vector<TaggedSpan>& spans);

 private:
  bool collect_surnames(const DocumentText& document, const std::vector<TaggedSpan>& spans);
  bool is_surname(std::uint64_t word) const;
  void rename_surnames(const DocumentText& document, std::vector<TaggedSpan>& spans) const;
  void add_surnames(const DocumentText& document, std::vector<TaggedSpan>& spans);
  void follow_majority(const DocumentText& document, std::vector<TaggedSpan>& spans);

  std::vector<std::uint64_t> surnames_; ///< sorted
  std::vector<TaggedSpan> merged_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_words_; ///< hash of a span's words, its place
};

} // namespace akin::entities
