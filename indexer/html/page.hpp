// A parsed page as one array of nodes in reading order: every walk is a loop, never a recursion.
#pragma once

#include "indexer/html/bounded_markup.hpp"

#include <cstddef>
#include <cstdint>
#include <gumbo.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer::html {

/// Index of a node in its page. Node 0 is <html>.
using NodeId = std::uint32_t;

/// A tag that marks text nodes.
inline constexpr GumboTag text_tag = GUMBO_TAG_LAST;

/// An element or a text. Its subtree is the range [own index, end).
struct Node {
  GumboTag tag = text_tag;
  NodeId parent = 0;
  NodeId end = 0;
  std::uint32_t text_bytes = 0; ///< of a text
  const GumboNode* source = nullptr;
};

/// Owns the parsed tree; the string views that it gives live as long as it does. Immutable.
class Page {
 public:
  explicit Page(std::string_view html);

  const std::vector<Node>& nodes() const noexcept { return nodes_; }
  NodeId size() const noexcept { return static_cast<NodeId>(nodes_.size()); }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  bool is_text(NodeId id) const { return nodes_[id].tag == text_tag; }

  /// Text of a text node, entities resolved.
  std::string_view text(NodeId id) const;

  /// Value of an element's attribute; empty when it has none (or it is empty, or the node is a text).
  std::string_view attribute(NodeId id, const char* name) const;
  bool has_attribute(NodeId id, const char* name) const;

  /// All text under a node, white space collapsed, at most max_bytes of it.
  std::string text_under(NodeId id, std::size_t max_bytes = 4096) const;

  /// Content of <title> and of the JSON-LD scripts, as they stand in the page given to the constructor.
  const BoundedMarkup& source() const noexcept { return source_; }

 private:
  struct Free {
    void operator()(GumboOutput* output) const;
  };

  void add_tree(const GumboNode* root);

  BoundedMarkup source_;
  std::unique_ptr<GumboOutput, Free> output_;
  std::vector<Node> nodes_;
};

} // namespace akin::indexer::html
