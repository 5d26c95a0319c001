#include "indexer/html/main_text.hpp"

#include "indexer/html/block_sums.hpp"
#include "indexer/html/class_hints.hpp"
#include "indexer/html/markup_rules.hpp"
#include "indexer/html/page_title.hpp"
#include "indexer/html/plain_text.hpp"
#include "indexer/html/text_blocks.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace akin::indexer::html {
namespace {

enum class Strictness : std::uint8_t { hidden_only, landmarks, class_hints };

// Elements that an article can be; paragraphs, lists and rows are parts of one.
bool holds_blocks(GumboTag tag) {
  switch (tag) {
  case GUMBO_TAG_P:
  case GUMBO_TAG_PRE:
  case GUMBO_TAG_BLOCKQUOTE:
  case GUMBO_TAG_UL:
  case GUMBO_TAG_OL:
  case GUMBO_TAG_LI:
  case GUMBO_TAG_DL:
  case GUMBO_TAG_DD:
  case GUMBO_TAG_TABLE:
  case GUMBO_TAG_TBODY:
  case GUMBO_TAG_TR:
    return false;
  default:
    return !is_heading(tag);
  }
}

class ArticleFinder {
 public:
  ArticleFinder(const Page& page, std::string_view title) : page_(page), title_(title) {}

  std::string find(Strictness strictness);

 private:
  void remove_hidden();
  void remove_boilerplate(Strictness strictness);
  bool is_boilerplate(NodeId id, Strictness strictness, const BlockSums& sums) const;
  bool holds_headline(NodeId id) const;
  bool holds_most_prose(NodeId id, const BlockSums& sums) const;
  bool is_within_line(NodeId id, const BlockSums& sums) const;
  bool adds_only_neutral_text(NodeId id, const BlockSums& sums) const;
  std::optional<NodeId> best_root(const BlockSums& sums) const;
  void clean(NodeId root);
  bool is_data_table(NodeId id) const;
  bool is_link_box(NodeId id, const BlockSums& sums, double root_letters) const;

  const Page& page_;
  std::string_view title_;
  Removed removed_;
};

std::string ArticleFinder::find(Strictness strictness) {
  removed_.assign(page_.size(), false);
  remove_hidden();
  if (strictness != Strictness::hidden_only)
    remove_boilerplate(strictness);
  const std::optional<NodeId> root = best_root(BlockSums(page_, text_blocks(page_, 0, removed_)));
  if (!root)
    return {};
  if (strictness != Strictness::hidden_only)
    clean(*root);
  return render(page_, text_blocks(page_, *root, removed_), removed_);
}

void ArticleFinder::remove_hidden() {
  for (NodeId id = 1; id < page_.size(); ++id) {
    if (is_hidden(page_, id) && page_[id].tag != GUMBO_TAG_BODY)
      removed_[id] = true;
  }
}

bool ArticleFinder::holds_most_prose(NodeId id, const BlockSums& sums) const {
  return sums.under(page_, id).marks > 0.4 * sums.under(page_, 0).marks;
}

// Whether an inline element is a small part of its block: a class on a few words of a sentence says nothing about them.
bool ArticleFinder::is_within_line(NodeId id, const BlockSums& sums) const {
  if (is_block(page_[id].tag))
    return false;
  NodeId block = page_[id].parent;
  while (block != 0 && !is_block(page_[block].tag))
    block = page_[block].parent;
  return static_cast<double>(visible_length(page_.text_under(id))) < 0.5 * sums.under(page_, block).letters;
}

// Whether the article itself must be inside, whatever an element's class says.
bool ArticleFinder::holds_headline(NodeId id) const {
  for (NodeId at = id; at < page_[id].end; ++at) {
    if (page_[at].tag == GUMBO_TAG_H1 || page_[at].tag == GUMBO_TAG_MAIN || is_article_body(page_, at))
      return true;
  }
  return false;
}

bool ArticleFinder::is_boilerplate(NodeId id, Strictness strictness, const BlockSums& sums) const {
  if (is_aria_hidden(page_, id))
    return true;
  Hint hint = strictness == Strictness::class_hints ? hint_of(page_, id) : Hint::none;
  if (hint != Hint::none && is_within_line(id, sums))
    hint = Hint::none;
  if (hint == Hint::comments || is_dialog(page_, id))
    return !holds_headline(id);
  if (hint == Hint::byline)
    return sums.under(page_, id).letters < 120;
  return (hint == Hint::boilerplate || is_landmark_outside_content(page_, id)) && !holds_most_prose(id, sums);
}

void ArticleFinder::remove_boilerplate(Strictness strictness) {
  const BlockSums sums(page_, text_blocks(page_, 0, removed_));
  for (NodeId id = 1; id < page_.size(); ++id) {
    const GumboTag tag = page_[id].tag;
    if (tag == text_tag || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN)
      continue;
    removed_[id] = removed_[id] || is_boilerplate(id, strictness, sums);
    if (removed_[id])
      id = page_[id].end - 1;
  }
}

// Whether the parent has no more for and nothing against it: a heading, short lines.
bool ArticleFinder::adds_only_neutral_text(NodeId id, const BlockSums& sums) const {
  constexpr double rounding = 0.01; // of the sums
  const NodeId parent = page_[id].parent;
  return !is_article_body(page_, id) && page_[id].tag != GUMBO_TAG_ARTICLE && page_[parent].tag != GUMBO_TAG_BODY &&
         sums.under(page_, parent).prose > sums.under(page_, id).prose - rounding;
}

// The subtree with the most evidence, the deepest of equals; the whole page when it is short, nothing when it is mostly
// links.
std::optional<NodeId> ArticleFinder::best_root(const BlockSums& sums) const {
  NodeId best = 0;
  double best_score = 0;
  for (NodeId id = 0; id < page_.size(); ++id) {
    if (removed_[id]) {
      id = page_[id].end - 1;
      continue;
    }
    if (!is_block(page_[id].tag))
      continue;
    double score = sums.under(page_, id).prose;
    if (score <= 0)
      continue;
    if (is_article_body(page_, id))
      score *= 1.5;
    else if (page_[id].tag == GUMBO_TAG_ARTICLE || page_[id].tag == GUMBO_TAG_MAIN ||
             hint_of(page_, id) == Hint::content)
      score *= 1.05;
    if (score >= best_score) {
      best_score = score;
      best = id;
    }
  }
  if (best_score <= 0) {
    const BlockSums::Sum all = sums.under(page_, 0);
    return 2 * all.link_letters < all.letters ? std::optional<NodeId>(0) : std::nullopt;
  }
  while (best != 0 && (!holds_blocks(page_[best].tag) || adds_only_neutral_text(best, sums)))
    best = page_[best].parent;
  return best;
}

bool ArticleFinder::is_link_box(NodeId id, const BlockSums& sums, double root_letters) const {
  const GumboTag tag = page_[id].tag;
  if (tag == GUMBO_TAG_TABLE && is_data_table(id))
    return false;
  const BlockSums::Sum sum = sums.under(page_, id);
  // Items that say something beside their links are part of the text.
  const double most = tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL ? 0.8 : 0.5;
  return sum.letters > 0 && sum.link_letters > most * sum.letters && sum.letters < 0.3 * root_letters;
}

bool ArticleFinder::is_data_table(NodeId id) const {
  for (NodeId at = id; at < page_[id].end; ++at) {
    if (page_[at].tag == GUMBO_TAG_TH || page_[at].tag == GUMBO_TAG_CAPTION)
      return true;
  }
  return false;
}

void ArticleFinder::clean(NodeId root) {
  const BlockSums sums(page_, text_blocks(page_, 0, removed_));
  const double root_letters = sums.under(page_, root).letters;
  for (NodeId id = root; id < page_[root].end; ++id) {
    if (removed_[id]) {
      id = page_[id].end - 1;
      continue;
    }
    switch (page_[id].tag) {
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_TABLE:
      removed_[id] = id != root && is_link_box(id, sums, root_letters);
      break;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
      removed_[id] = repeats_title(page_.text_under(id), title_);
      break;
    default:
      break;
    }
  }
}

} // namespace

std::string main_text(const Page& page, std::string_view title) {
  // Little text under strict rules may mean that a rule hit the article itself.
  constexpr std::size_t enough_letters = 100;
  ArticleFinder finder(page, title);
  std::string best;
  for (const Strictness strictness : {Strictness::class_hints, Strictness::landmarks, Strictness::hidden_only}) {
    std::string text = finder.find(strictness);
    if (best.empty() || visible_length(text) > 2 * visible_length(best))
      best = std::move(text);
    if (visible_length(best) >= enough_letters)
      break;
  }
  return best;
}

} // namespace akin::indexer::html
