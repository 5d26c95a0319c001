// Do the words of a phrase stand together? Read from a document's token stream.
#pragma once

#include "common/query/query.hpp"
#include "engine/xapian/code_scan.hpp"
#include "engine/xapian/segment.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace akin::engine {

/// Tells most documents that have all words of a phrase, but not together, without reading them. Thread-safe.
class PhraseFilter {
 public:
  PhraseFilter(const Segment& segment, const query::Node& phrase);
  /// Keeps the documents that may have the phrase.
  void keep_possible(std::vector<LocalDoc>& documents) const;

 private:
  const ForwardFile& forward_;
  std::vector<std::vector<std::uint64_t>> pairs_; ///< of neighbouring words: pair_hash of each of their stems
};

/// One phrase in one segment. Phrases never reach across the end of the title or of the summary. Thread-safe.
class PhraseCheck {
 public:
  /// The rarest word of the phrase is looked for first.
  PhraseCheck(const Segment& segment, const query::Node& phrase, unsigned rarest);
  /// The number of tokens that are the rarest word, at least in the titles of a phrase for titles, bounds how far is
  /// read.
  bool matches(LocalDoc document, std::uint32_t occurrences) const;

 private:
  std::uint32_t mask_of(WordRank word) const;
  bool is_rarest(std::span<const unsigned char> codes, std::size_t place) const;
  bool matches_in_order(const TokenStream& stream, std::uint32_t occurrences) const;
  std::optional<std::size_t> beginning_around(std::span<const unsigned char> codes, std::size_t place) const;
  bool matches_near(TokenStream& stream, std::uint32_t tokens) const;

  const ForwardFile& forward_;
  unsigned words_;
  unsigned slop_;
  bool title_only_;
  std::vector<std::pair<LocalTerm, std::uint32_t>> masks_; ///< stem, bit i set when it is a stem of word i; by stem
  unsigned rarest_;
  std::optional<CodeScan> scan_; ///< for it
  std::uint64_t filter_ = 0;     ///< bit stem % 64 set for each of them: most tokens stop here
};

} // namespace akin::engine
