#include "indexer/html/page.hpp"

#include "indexer/html/plain_text.hpp"

#include <cstring>

namespace akin::indexer::html {
namespace {

GumboOptions parser_options() {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  return options;
}

const GumboOptions options = parser_options();

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE; }

bool is_kept(const GumboNode& node) {
  return is_element(node) || node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
         node.type == GUMBO_NODE_CDATA;
}

// Text without a single tag was written as plain text: its lines are its own.
BoundedMarkup markup_of(std::string_view html) {
  BoundedMarkup markup = bound_markup(html);
  if (markup.markup.find('<') == std::string::npos)
    markup.markup.insert(0, "<pre>\n");
  return markup;
}

} // namespace

void Page::Free::operator()(GumboOutput* output) const { gumbo_destroy_output(&options, output); }

Page::Page(std::string_view html)
    : source_(markup_of(html)),
      output_(gumbo_parse_with_options(&options, source_.markup.data(), source_.markup.size())) {
  add_tree(output_->root);
}

void Page::add_tree(const GumboNode* root) {
  struct Open {
    const GumboNode* node;
    NodeId id;
    unsigned next_child;
  };
  nodes_.push_back({root->v.element.tag, 0, 0, 0, root});
  std::vector<Open> path = {{root, 0, 0}};
  while (!path.empty()) {
    Open& top = path.back();
    const GumboVector& children = top.node->v.element.children;
    if (top.next_child == children.length) {
      nodes_[top.id].end = size();
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children.data[top.next_child++]);
    if (!is_kept(*child))
      continue;
    const NodeId id = size();
    if (is_element(*child)) {
      nodes_.push_back({child->v.element.tag, top.id, id + 1, 0, child});
      path.push_back({child, id, 0});
    } else {
      const auto bytes = static_cast<std::uint32_t>(std::strlen(child->v.text.text));
      nodes_.push_back({text_tag, top.id, id + 1, bytes, child});
    }
  }
}

std::string_view Page::text(NodeId id) const {
  const Node& node = nodes_[id];
  return node.tag == text_tag ? std::string_view(node.source->v.text.text, node.text_bytes) : std::string_view();
}

bool Page::has_attribute(NodeId id, const char* name) const {
  return !is_text(id) && gumbo_get_attribute(&nodes_[id].source->v.element.attributes, name) != nullptr;
}

std::string_view Page::attribute(NodeId id, const char* name) const {
  if (is_text(id))
    return {};
  const GumboAttribute* found = gumbo_get_attribute(&nodes_[id].source->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

std::string Page::text_under(NodeId id, std::size_t max_bytes) const {
  std::string out;
  for (NodeId at = id; at < nodes_[id].end && out.size() < max_bytes; ++at) {
    if (is_text(at))
      append_collapsed(out, text(at).substr(0, max_bytes * 2));
    else if (nodes_[at].tag == GUMBO_TAG_BR)
      append_collapsed(out, " ");
  }
  return trimmed(out);
}

} // namespace akin::indexer::html
