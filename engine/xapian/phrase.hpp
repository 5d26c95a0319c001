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

/// One phrase in one segment. Phrases never reach across the end of the title or of the summary. Thread-safe.
class PhraseCheck {
 public:
  PhraseCheck(const Segment& segment, const query::Node& phrase);
  bool matches(LocalDoc document) const;

 private:
  std::uint32_t mask_of(WordRank word) const;
  bool matches_in_order(const TokenStream& stream) const;
  bool matches_around(std::span<const unsigned char> codes, std::size_t place, std::size_t& begin) const;
  bool matches_near(TokenStream& stream, std::uint32_t tokens) const;

  const ForwardFile& forward_;
  unsigned words_;
  unsigned slop_;
  bool title_only_;
  std::vector<std::pair<LocalTerm, std::uint32_t>> masks_; ///< stem, bit i set when it is a stem of word i; by stem
  unsigned rarest_ = 0;                                    ///< word of the phrase that is looked for first
  std::optional<CodeScan> scan_;                           ///< for it
  std::uint64_t filter_ = 0; ///< bit stem % 64 set for each of them: most tokens stop here
};

} // namespace akin::engine
