#include "indexer/html/page_title.hpp"

#include "indexer/html/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace akin::indexer::html {
namespace {

constexpr std::size_t max_title_bytes = 1024;

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
}

// A separator with what stands on both sides of it.
struct Split {
  std::string_view left;
  std::string_view right;
  bool strong = true; ///< hardly ever part of a title itself
};

std::vector<Split> splits_of(std::string_view title) {
  constexpr std::array<std::string_view, 10> separators = {
      " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / ", " \\ ", ": "};
  std::vector<Split> splits;
  for (std::size_t at = 0; at < title.size(); ++at) {
    for (const std::string_view separator : separators) {
      if (title.substr(at, separator.size()) == separator)
        splits.push_back({title.substr(0, at), title.substr(at + separator.size()), separator != ": "});
    }
  }
  return splits;
}

// The longer of the sides that are headings; empty if none is.
std::string_view side_with_heading(const std::vector<Split>& splits, const std::vector<std::string>& heading_keys) {
  std::string_view best;
  for (const Split& split : splits) {
    for (const std::string_view side : {split.left, split.right}) {
      if (side.size() > best.size() && contains(heading_keys, comparison_key(side)))
        best = side;
    }
  }
  return best;
}

// What stands beside the publication's name; empty if it is not there.
std::string_view side_beside(const std::vector<Split>& splits, const std::string& site_key) {
  for (const Split& split : splits) {
    if (!site_key.empty() && comparison_key(split.right) == site_key)
      return split.left;
    if (!site_key.empty() && comparison_key(split.left) == site_key)
      return split.right;
  }
  return {};
}

std::size_t word_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

std::vector<std::string> word_keys(std::string_view text) {
  std::vector<std::string> keys;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (std::string key = comparison_key(text.substr(0, end)); !key.empty())
      keys.push_back(std::move(key));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return keys;
}

} // namespace

bool repeats_title(std::string_view heading, std::string_view title) {
  if (heading.size() > max_title_bytes || title.size() > max_title_bytes)
    return false;
  const std::string heading_key = comparison_key(heading);
  if (heading_key.empty() || heading_key == comparison_key(title))
    return !heading_key.empty();
  const std::vector<std::string> words = word_keys(heading);
  std::vector<std::string> title_words = word_keys(title);
  std::sort(title_words.begin(), title_words.end());
  const auto shared = std::count_if(words.begin(), words.end(), [&](const std::string& word) {
    return std::binary_search(title_words.begin(), title_words.end(), word);
  });
  // One or two words in common are no sign: a section may be named after the subject.
  return shared >= 3 && 10 * shared >= 6 * static_cast<std::ptrdiff_t>(words.size()) &&
         10 * shared >= 4 * static_cast<std::ptrdiff_t>(title_words.size());
}

std::string page_title(std::string_view title, std::string_view site_name, const std::vector<std::string>& headings) {
  if (title.empty())
    return headings.size() == 1 ? headings.front() : std::string();
  if (title.size() > max_title_bytes)
    return std::string(title);
  std::vector<std::string> heading_keys;
  heading_keys.reserve(headings.size());
  for (const std::string& heading : headings)
    heading_keys.push_back(comparison_key(heading));
  if (contains(heading_keys, comparison_key(title)))
    return std::string(title);
  const std::vector<Split> splits = splits_of(title);
  if (const std::string_view side = side_with_heading(splits, heading_keys); !side.empty())
    return std::string(side);
  if (const std::string_view side = side_beside(splits, comparison_key(site_name)); !side.empty())
    return std::string(side);
  // A name of a few words behind a title of several.
  const auto last = std::find_if(splits.rbegin(), splits.rend(), [](const Split& split) { return split.strong; });
  if (last != splits.rend() && word_count(last->left) >= 4 && word_count(last->right) <= 4)
    return std::string(last->left);
  return std::string(title);
}

} // namespace akin::indexer::html
