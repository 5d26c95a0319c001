// Do the words of a phrase stand together? Read from a document's token stream.
#pragma once

#include "common/query/query.hpp"
#include "engine/xapian/forward.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace akin::engine {

/// One phrase in one segment. Phrases never reach across the end of the title or of the summary. Thread-safe.
class PhraseCheck {
 public:
  PhraseCheck(const ForwardFile& forward, const query::Node& phrase);
  bool matches(LocalDoc document) const;

 private:
  std::uint32_t mask_of(WordRank word) const;
  bool matches_in_order(TokenStream& stream, std::uint32_t tokens) const;
  bool matches_near(TokenStream& stream, std::uint32_t tokens) const;

  const ForwardFile& forward_;
  unsigned words_;
  unsigned slop_;
  bool title_only_;
  std::vector<std::pair<LocalTerm, std::uint32_t>> masks_; ///< stem, bit i set when it is a stem of word i; by stem
  std::uint64_t filter_ = 0; ///< bit stem % 64 set for each of them: most tokens stop here
};

} // namespace akin::engine
