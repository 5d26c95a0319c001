#include "indexer/html/open_elements.hpp"

#include "indexer/html/markup_rules.hpp"

namespace akin::indexer::html {
namespace {

bool has(GumboTag tag, unsigned bits) { return (rule_of(tag) & bits) != 0; }
bool is_cell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }
bool is_row_group(GumboTag tag) { return tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT; }

// Whether the search for the element that an end tag closes stops before `at`.
bool stops_search(GumboTag end_tag, GumboTag at) {
  if (end_tag == GUMBO_TAG_TABLE)
    return false;
  if (has(end_tag, table_part))
    return at == GUMBO_TAG_TABLE;
  if (!has(end_tag, special))
    return has(at, special);
  if (end_tag == GUMBO_TAG_LI && (at == GUMBO_TAG_UL || at == GUMBO_TAG_OL))
    return true;
  if (end_tag == GUMBO_TAG_P && at == GUMBO_TAG_BUTTON)
    return true;
  return has(at, scope_boundary);
}

} // namespace

bool OpenElements::start(Name element) {
  if (has(element.tag, table_part) && !open_table_part(element.tag))
    return false;
  if (has(element.tag, closes_paragraph))
    close_paragraph();
  if (is_heading(element.tag) && !stack_.empty() && is_heading(stack_.back().tag))
    pop_to(stack_.size() - 1);
  if (element.tag == GUMBO_TAG_LI || element.tag == GUMBO_TAG_DD || element.tag == GUMBO_TAG_DT)
    close_item(element.tag);
  if (element.tag == GUMBO_TAG_A)
    close_anchor();
  if (has(element.tag, no_content | once))
    return true;
  if (stack_.size() >= max_depth) {
    ++refused_[element.name];
    return false;
  }
  stack_.push_back(element);
  ++open_in_slot_[slot_of(element)];
  if (element.tag == GUMBO_TAG_TABLE)
    ++tables_;
  return true;
}

bool OpenElements::end(Name element) {
  if (const auto refused = refused_.find(element.name); refused != refused_.end()) {
    if (--refused->second == 0)
      refused_.erase(refused);
    return false;
  }
  const std::size_t at = find(element);
  if (at == none)
    return false;
  pop_to(at);
  return true;
}

// Closes what a part of a table closes on its start; false outside tables.
bool OpenElements::open_table_part(GumboTag tag) {
  if (tables_ == 0)
    return false;
  std::size_t size = stack_.size();
  const auto stays_open = [tag](GumboTag open) {
    if (open == GUMBO_TAG_TABLE)
      return true;
    return (tag == GUMBO_TAG_TR && is_row_group(open)) ||
           (is_cell(tag) && (open == GUMBO_TAG_TR || is_row_group(open)));
  };
  while (size > 0 && !stays_open(stack_[size - 1].tag))
    --size;
  pop_to(size);
  return true;
}

void OpenElements::close_paragraph() {
  for (std::size_t i = stack_.size(); i > 0; --i) {
    if (stack_[i - 1].tag == GUMBO_TAG_P)
      return pop_to(i - 1);
    if (has(stack_[i - 1].tag, special))
      return;
  }
}

void OpenElements::close_item(GumboTag tag) {
  const bool in_list = tag == GUMBO_TAG_LI;
  for (std::size_t i = stack_.size(); i > 0; --i) {
    const GumboTag open = stack_[i - 1].tag;
    if (in_list ? open == GUMBO_TAG_LI : (open == GUMBO_TAG_DD || open == GUMBO_TAG_DT))
      return pop_to(i - 1);
    if (has(open, special) && open != GUMBO_TAG_ADDRESS && open != GUMBO_TAG_DIV && open != GUMBO_TAG_P)
      return;
  }
}

void OpenElements::close_anchor() {
  for (std::size_t i = stack_.size(); i > 0 && !has(stack_[i - 1].tag, special); --i) {
    if (stack_[i - 1].tag == GUMBO_TAG_A)
      return pop_to(i - 1);
  }
}

void OpenElements::pop_to(std::size_t size) {
  for (; stack_.size() > size; stack_.pop_back()) {
    tables_ -= stack_.back().tag == GUMBO_TAG_TABLE ? 1 : 0;
    --open_in_slot_[slot_of(stack_.back())];
  }
}

std::size_t OpenElements::find(Name element) const {
  if (open_in_slot_[slot_of(element)] == 0 && !is_heading(element.tag))
    return none;
  for (std::size_t i = stack_.size(); i > 0; --i) {
    const Name& open = stack_[i - 1];
    if (open.name == element.name || (is_heading(open.tag) && is_heading(element.tag)))
      return i - 1;
    if (stops_search(element.tag, open.tag))
      break;
  }
  return none;
}

} // namespace akin::indexer::html
