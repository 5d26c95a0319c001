#include "indexer/readers/front_matter.hpp"

#include <algorithm>

namespace akin::indexer {
namespace {

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
    line.remove_suffix(1);
  }
  return line;
}

} // namespace

SplitMarkdown split_front_matter(std::string_view text) {
  auto rest = text;
  rest.remove_prefix(std::min(rest.find_first_not_of("\r\n"), rest.size()));
  const auto mark = take_line(rest);
  if (mark != "---" && mark != "+++") {
    return {FrontMatterKind::none, {}, text};
  }
  const auto front = rest;
  while (!rest.empty()) {
    const auto front_size = front.size() - rest.size();
    const auto line = take_line(rest);
    if (line == mark || (mark == "---" && line == "...")) {
      return {mark == "---" ? FrontMatterKind::yaml : FrontMatterKind::toml, front.substr(0, front_size), rest};
    }
  }
  return {FrontMatterKind::none, {}, text};
}

} // namespace akin::indexer
