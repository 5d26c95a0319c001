#include "indexer/html/byline.hpp"

#include "indexer/html/class_hints.hpp"
#include "indexer/html/plain_text.hpp"
#include "indexer/html/resolve_url.hpp"

#include <algorithm>

namespace akin::indexer::html {
namespace {

std::string without_by(std::string_view text) {
  const std::string lower = to_lower_ascii(text.substr(0, 12));
  for (const std::string_view opening : {"written by ", "posted by ", "by: ", "by "}) {
    if (std::string_view(lower).substr(0, opening.size()) == opening)
      return trimmed(text.substr(opening.size()));
  }
  return trimmed(text);
}

bool looks_like_full_name(std::string_view text) {
  const auto words = std::count(text.begin(), text.end(), ' ') + 1;
  return words >= 2 && words <= 5;
}

// What a byline holds beside names (dates, counts, sentences) makes it useless as a name.
bool looks_like_names(std::string_view text) {
  return !text.empty() && text.size() <= 80 &&
         std::none_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == ':' || c == '|'; });
}

std::vector<std::string> parted(const std::string& text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(trimmed(std::string_view(text).substr(begin, end - begin)));
    begin = end + separator.size();
  }
  return parts;
}

} // namespace

std::vector<std::string> split_authors(std::string_view text) {
  const std::string whole = without_by(text);
  if (whole.empty() || is_web_url(whole))
    return {};
  std::vector<std::string> names = {whole};
  for (const std::string_view separator : {" and ", " & ", ", "}) {
    std::vector<std::string> finer;
    for (const std::string& name : names) {
      std::vector<std::string> parts = parted(name, separator);
      const bool all_names = std::all_of(parts.begin(), parts.end(), looks_like_full_name);
      if (all_names)
        finer.insert(finer.end(), parts.begin(), parts.end());
      else
        finer.push_back(name);
    }
    names = std::move(finer);
  }
  return names;
}

std::vector<std::string> visible_authors(const Page& page) {
  std::vector<std::string> by_class;
  for (NodeId id = 1; id < page.size(); ++id) {
    const Hint hint = hint_of(page, id);
    if (hint == Hint::comments)
      id = page[id].end - 1;
    if (hint != Hint::byline)
      continue;
    const std::string text = without_by(page.text_under(id, 200));
    if (!looks_like_names(text))
      continue;
    if (page.attribute(id, "rel") == "author")
      return split_authors(text);
    if (by_class.empty())
      by_class = split_authors(text);
  }
  return by_class;
}

} // namespace akin::indexer::html
