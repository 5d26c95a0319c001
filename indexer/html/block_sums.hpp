// How much speaks for each part of a page being the article.
#pragma once

#include "indexer/html/page.hpp"
#include "indexer/html/text_blocks.hpp"

#include <vector>

namespace akin::indexer::html {

/// Sums over the text blocks of any subtree, each in constant time.
class BlockSums {
 public:
  struct Sum {
    double prose = 0; ///< evidence for running text less evidence against it
    double letters = 0;
    double link_letters = 0;
    double marks = 0; ///< of punctuation
  };

  /// blocks are those of the whole page, in reading order.
  BlockSums(const Page& page, const std::vector<TextBlock>& blocks);

  Sum under(const Page& page, NodeId id) const {
    const Sum& a = before_[id];
    const Sum& b = before_[page[id].end];
    return {b.prose - a.prose, b.letters - a.letters, b.link_letters - a.link_letters, b.marks - a.marks};
  }

 private:
  std::vector<Sum> before_; // over the blocks that begin before a node
};

} // namespace akin::indexer::html
