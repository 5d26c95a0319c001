// Which elements are open while markup is scanned: the parser's own nesting, followed closely enough to bound it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <gumbo.h>
#include <unordered_map>
#include <vector>

namespace akin::indexer::html {

/// Never less deep than the HTML parser's stack will be (bar the rows and bodies that it adds to tables), so that what
/// is refused here bounds the tree. One tag costs at most max_depth steps.
class OpenElements {
 public:
  /// Real pages stay below 100; the parser looks through the whole stack at many tags.
  static constexpr std::size_t max_depth = 256;

  /// An element as its tag names it: `name` tells elements apart that HTML does not know.
  struct Name {
    GumboTag tag = GUMBO_TAG_UNKNOWN;
    std::uint64_t name = 0;
  };

  /// Takes a start tag; false when it must not reach the parser: too deep, or part of no table.
  bool start(Name element);

  /// Takes an end tag; false when it closes nothing.
  bool end(Name element);

 private:
  bool open_table_part(GumboTag tag);
  void close_paragraph();
  void close_item(GumboTag tag);
  void close_anchor();
  void pop_to(std::size_t size);
  std::size_t find(Name element) const;

  static constexpr std::size_t slots = 251;
  static std::size_t slot_of(Name element) { return element.name % slots; }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<Name> stack_;
  std::array<std::uint16_t, slots>
      open_in_slot_{}; ///< open elements by hash of their name: most stray end tags stop here
  std::unordered_map<std::uint64_t, std::size_t> refused_; ///< start tags refused for depth, their end tags pending
  std::size_t tables_ = 0;
};

} // namespace akin::indexer::html
