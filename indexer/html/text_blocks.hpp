// A page as the blocks of text that a reader sees: paragraphs, headings, list items, table cells, lines.
#pragma once

#include "indexer/html/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace akin::indexer::html {

/// A run of text that no block element interrupts: the texts among the nodes [begin, end).
struct TextBlock {
  NodeId begin = 0;
  NodeId end = 0;
  NodeId element = 0;           ///< the innermost block element around it
  std::size_t letters = 0;      ///< visible length
  std::size_t link_letters = 0; ///< of these, inside links
  std::size_t marks = 0;        ///< of punctuation, as prose has it
  bool continues_row = false;   ///< a table cell of plain text that follows another in its row
  bool preformatted = false;
};

/// Marks of nodes that do not count; a removed element takes its subtree with it. Indexed by NodeId.
using Removed = std::vector<bool>;

/// Whether an element starts and ends lines of its own.
bool is_block(GumboTag tag) noexcept;

/// The blocks under root in reading order, those without text left out.
std::vector<TextBlock> text_blocks(const Page& page, NodeId root, const Removed& removed);

/// Plain text of blocks: parted by blank lines, white space collapsed but in preformatted ones, cells of a row on one
/// line.
std::string render(const Page& page, const std::vector<TextBlock>& blocks, const Removed& removed);

} // namespace akin::indexer::html
