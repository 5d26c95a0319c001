#include "indexer/html/page_title.hpp"

#include "indexer/html/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace akin::indexer::html {
namespace {

// A separator with what stands on both sides of it.
struct Split {
  std::string_view left;
  std::string_view right;
};

std::vector<Split> splits_of(std::string_view title) {
  constexpr std::array<std::string_view, 9> separators = {
      " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / ", " \\ "};
  std::vector<Split> splits;
  for (std::size_t at = 0; at < title.size(); ++at) {
    if (title[at] != ' ')
      continue;
    for (const std::string_view separator : separators) {
      if (title.substr(at, separator.size()) == separator)
        splits.push_back({title.substr(0, at), title.substr(at + separator.size())});
    }
  }
  return splits;
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
  const std::string heading_key = comparison_key(heading);
  if (heading_key.empty())
    return false;
  if (heading_key == comparison_key(title))
    return true;
  const std::vector<std::string> words = word_keys(heading);
  const std::vector<std::string> title_words = word_keys(title);
  const auto shared = std::count_if(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(title_words.begin(), title_words.end(), word) != title_words.end();
  });
  // One or two words in common are no sign: a section may be named after the subject.
  return shared >= 3 && 10 * shared >= 6 * static_cast<std::ptrdiff_t>(words.size()) &&
         10 * shared >= 4 * static_cast<std::ptrdiff_t>(title_words.size());
}

std::string page_title(std::string_view title, std::string_view site_name, const std::vector<std::string>& headings) {
  if (title.empty())
    return headings.size() == 1 ? headings.front() : std::string();
  const std::vector<Split> splits = splits_of(title);
  const std::string site = comparison_key(site_name);
  const auto same_as_heading = [&](std::string_view text) {
    const std::string key = comparison_key(text);
    return !key.empty() && std::any_of(headings.begin(), headings.end(),
                                       [&](const std::string& heading) { return comparison_key(heading) == key; });
  };
  if (same_as_heading(title))
    return std::string(title);
  for (const Split& split : splits) {
    if (same_as_heading(split.left) || (!site.empty() && comparison_key(split.right) == site))
      return std::string(split.left);
    if (same_as_heading(split.right) || (!site.empty() && comparison_key(split.left) == site))
      return std::string(split.right);
  }
  // A name of a few words behind a title of several.
  if (!splits.empty() && word_count(splits.back().left) >= 4 && word_count(splits.back().right) <= 4)
    return std::string(splits.back().left);
  return std::string(title);
}

} // namespace akin::indexer::html
