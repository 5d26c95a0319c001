#include "indexer/html/block_sums.hpp"

#include "indexer/html/markup_rules.hpp"

#include <algorithm>

namespace akin::indexer::html {
namespace {

// Items of lists and cells of tables are short by nature.
bool is_item(GumboTag tag) {
  return tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT || tag == GUMBO_TAG_TD ||
         tag == GUMBO_TAG_TH;
}

// How much a block speaks for being part of an article: a paragraph of prose by its length, a link or a short label
// against it. Headings, cells and captions go along with what is around them.
double prose_of(const Page& page, const TextBlock& block) {
  const auto letters = static_cast<double>(block.letters);
  const auto links = static_cast<double>(block.link_letters);
  const GumboTag tag = page[block.element].tag;
  if (is_heading(tag))
    return 0;
  const double density = links / letters;
  if (density > 0.5)
    return -15 - 0.3 * links;
  const double plain = letters - 2 * links;
  if (block.preformatted)
    return 0.5 * plain;
  if (letters < 40 && block.marks == 0)
    return is_item(tag) ? 0 : -5;
  if (block.marks == 0)
    return 0.2 * plain;
  return std::max(plain - 30, 0.0);
}

} // namespace

BlockSums::BlockSums(const Page& page, const std::vector<TextBlock>& blocks) : before_(page.size() + 1) {
  Sum sum;
  auto block = blocks.begin();
  for (NodeId id = 0; id <= page.size(); ++id) {
    before_[id] = sum;
    for (; block != blocks.end() && block->begin == id; ++block) {
      sum.prose += prose_of(page, *block);
      sum.letters += static_cast<double>(block->letters);
      sum.link_letters += static_cast<double>(block->link_letters);
      sum.marks += static_cast<double>(block->marks);
    }
  }
}

} // namespace akin::indexer::html
