// The metadata block at the head of a Markdown file.
#pragma once

#include "indexer/readers/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace akin::indexer {

enum class FrontMatterKind { none, yaml, toml };

/// A Markdown file in its two parts. The views are into the file's text.
struct SplitMarkdown {
  FrontMatterKind kind = FrontMatterKind::none;
  std::string_view front; ///< between its marks
  std::string_view body;
};

/// Parts the block between "---" and "---" (or "...") lines, or between "+++" lines, from the rest. A block that is
/// never closed is body.
SplitMarkdown split_front_matter(std::string_view text);

/// Why a block could not be read, in one line with the remedy.
struct FrontMatterProblem {
  std::string reason;
};
using FrontMatter = std::variant<ValueObject, FrontMatterProblem>;

/// Keys and values of a block. Nesting and the number of values (aliases repeat them) are bounded.
FrontMatter read_yaml(std::string_view front, std::size_t max_depth);
FrontMatter read_toml(std::string_view front, std::size_t max_depth);

} // namespace akin::indexer
