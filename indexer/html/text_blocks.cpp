#include "indexer/html/text_blocks.hpp"

#include "indexer/html/markup_rules.hpp"
#include "indexer/html/plain_text.hpp"

#include <algorithm>
#include <string_view>

namespace akin::indexer::html {
namespace {

bool is_cell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

// Ideographic comma and full stop, full-width comma, exclamation and question mark.
bool is_wide_mark(std::string_view text) {
  return text == "\xE3\x80\x81" || text == "\xE3\x80\x82" || text == "\xEF\xBC\x8C" || text == "\xEF\xBC\x81" ||
         text == "\xEF\xBC\x9F";
}

bool is_arabic_mark(std::string_view text) { return text == "\xD8\x8C" || text == "\xD8\x9F"; }

std::size_t count_marks(std::string_view text) {
  std::size_t marks = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends_word =
        i + 1 == text.size() || static_cast<unsigned char>(text[i + 1]) <= 0x20 || text[i + 1] == '"';
    if (c == ',' || c == '.' || c == ';' || c == '!' || c == '?')
      marks += ends_word ? 1 : 0;
    else if (is_wide_mark(text.substr(i, 3)) || is_arabic_mark(text.substr(i, 2)))
      ++marks;
  }
  return marks;
}

// Links inside the page (tables of contents, notes) belong to its text.
bool leads_elsewhere(std::string_view href) { return !href.empty() && href.front() != '#'; }

// Walks a subtree once and cuts it into blocks.
class BlockCutter {
 public:
  BlockCutter(const Page& page, NodeId root, const Removed& removed) : page_(page), root_(root), removed_(removed) {}

  std::vector<TextBlock> run();

 private:
  void enter(NodeId id);
  void add_text(NodeId id);
  void cut(NodeId at);

  const Page& page_;
  NodeId root_;
  const Removed& removed_;
  std::vector<NodeId> open_; // block elements around the current node
  std::vector<TextBlock> blocks_;
  TextBlock block_;
  NodeId link_end_ = 0;
  NodeId pre_end_ = 0;
  NodeId last_break_ = 0; // a <br> with nothing but white space since
};

std::vector<TextBlock> BlockCutter::run() {
  open_.push_back(root_);
  block_.begin = root_;
  block_.element = root_;
  NodeId at = root_;
  while (at < page_[root_].end) {
    while (open_.size() > 1 && page_[open_.back()].end <= at) {
      open_.pop_back();
      cut(at);
    }
    if (removed_[at]) {
      at = page_[at].end;
      continue;
    }
    page_.is_text(at) ? add_text(at) : enter(at);
    ++at;
  }
  cut(at);
  return std::move(blocks_);
}

void BlockCutter::enter(NodeId id) {
  const GumboTag tag = page_[id].tag;
  if (tag == GUMBO_TAG_A && leads_elsewhere(page_.attribute(id, "href")))
    link_end_ = std::max(link_end_, page_[id].end);
  if (tag == GUMBO_TAG_PRE)
    pre_end_ = std::max(pre_end_, page_[id].end);
  if (tag == GUMBO_TAG_BR) {
    if (last_break_ != 0 && id >= pre_end_)
      cut(id);
    last_break_ = id;
  }
  if (!is_block(tag))
    return;
  cut(id);
  open_.push_back(id);
  block_.element = id;
}

void BlockCutter::add_text(NodeId id) {
  const std::string_view text = page_.text(id);
  const std::size_t letters = visible_length(text);
  if (letters == 0)
    return;
  last_break_ = 0;
  block_.letters += letters;
  block_.link_letters += id < link_end_ ? letters : 0;
  block_.marks += count_marks(text);
  block_.preformatted = block_.preformatted || id < pre_end_;
}

void BlockCutter::cut(NodeId at) {
  if (block_.letters > 0) {
    block_.end = at;
    // A row goes on when this block and the one before are whole cells with the same row around them.
    if (!blocks_.empty() && is_cell(page_[block_.element].tag)) {
      const NodeId before = blocks_.back().element;
      block_.continues_row = is_cell(page_[before].tag) && before != block_.element &&
                             page_[before].parent == page_[block_.element].parent;
    }
    blocks_.push_back(block_);
  }
  block_ = TextBlock();
  block_.begin = at;
  block_.element = open_.back();
  last_break_ = 0;
}

void append_preformatted(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      out += c;
  }
}

// Without blank lines at both ends and white space at the ends of lines, at most one blank line in a row.
std::string tidied(std::string_view text) {
  std::string out;
  std::size_t blank_lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (!line.empty()) {
      if (!out.empty())
        out.append(blank_lines > 0 ? "\n\n" : "\n");
      out += line;
    }
    blank_lines = line.empty() ? blank_lines + 1 : 0;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string text_of(const Page& page, const TextBlock& block, const Removed& removed) {
  std::string text;
  for (NodeId at = block.begin; at < block.end;) {
    if (removed[at]) {
      at = page[at].end;
      continue;
    }
    if (page[at].tag == GUMBO_TAG_BR)
      text += '\n';
    else if (page.is_text(at) && block.preformatted)
      append_preformatted(text, page.text(at));
    else if (page.is_text(at))
      append_collapsed(text, page.text(at));
    ++at;
  }
  return block.preformatted ? tidied(text) : trimmed(tidied(text));
}

} // namespace

bool is_block(GumboTag tag) noexcept {
  constexpr unsigned block_bits = closes_paragraph | table_part;
  return tag != text_tag &&
         ((rule_of(tag) & block_bits) != 0 || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HEAD);
}

std::vector<TextBlock> text_blocks(const Page& page, NodeId root, const Removed& removed) {
  return BlockCutter(page, root, removed).run();
}

std::string render(const Page& page, const std::vector<TextBlock>& blocks, const Removed& removed) {
  std::string out;
  for (const TextBlock& block : blocks) {
    const std::string text = text_of(page, block, removed);
    if (text.empty())
      continue;
    if (!out.empty())
      out += block.continues_row ? " | " : "\n\n";
    out += text;
  }
  return out;
}

} // namespace akin::indexer::html
