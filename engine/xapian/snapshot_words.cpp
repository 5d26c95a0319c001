// The part of a snapshot that knows words as they are written: by their beginning, and by nearly their spelling.
#include "engine/xapian/near_words.hpp"
#include "engine/xapian/snapshot.hpp"

#include <algorithm>
#include <unordered_map>

namespace akin::engine {
namespace {

/// Words of one segment with one text stand together; they differ in stem or stop mark.
using WordCounts = std::unordered_map<std::string_view, IndexedWord>;

void keep_best(std::vector<IndexedWord>& words, std::size_t limit) {
  const auto is_better = [](const IndexedWord& a, const IndexedWord& b) {
    return a.count != b.count ? a.count > b.count : a.text < b.text;
  };
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(std::min(limit, words.size()));
  std::partial_sort(words.begin(), end, words.end(), is_better);
  words.erase(end, words.end());
}

std::uint64_t occurrences(const ForwardFile& forward, std::string_view text) {
  std::uint64_t count = 0;
  for (auto [i, end] = forward.words_from(text); i < end && forward.word_text(i) == text; ++i)
    count += forward.word_occurrences(i);
  return count;
}

/// The most frequent words of one segment that start with prefix.
std::vector<IndexedWord> frequent_words(const ForwardFile& forward, std::string_view prefix, std::size_t limit) {
  std::vector<std::pair<std::uint64_t, std::string_view>> found;
  for (auto [i, end] = forward.words_from(prefix); i < end; ++i) {
    const std::string_view text = forward.word_text(i);
    if (found.empty() || found.back().second != text)
      found.emplace_back(0, text);
    found.back().first += forward.word_occurrences(i);
  }
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::partial_sort(found.begin(), end, found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<IndexedWord> words;
  for (auto word = found.begin(); word != end; ++word)
    words.push_back({std::string(word->second), word->first, 0});
  return words;
}

} // namespace

std::vector<std::string> XapianSnapshot::stems_with_prefix(std::string_view prefix, std::size_t limit) const {
  std::vector<std::pair<TermId, std::uint32_t>> stems; // of words, with their occurrences
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    const ForwardFile& forward = segments_[s]->forward();
    for (auto [i, end] = forward.words_from(prefix); i < end; ++i)
      if (const WordRank rank = forward.rank_of(i);
          !forward.is_stop(rank) && forward.stem_of(rank) < forward.stem_count())
        stems.emplace_back(common_term(s, forward.stem_of(rank)), forward.word_occurrences(i));
  }
  if (stems.empty())
    return {};
  // Stems mostly begin as their words do, so their numbers lie close together.
  const auto [least, most] = std::minmax_element(stems.begin(), stems.end());
  const TermId first = least->first;
  std::vector<std::pair<std::uint64_t, TermId>> counted(most->first - first + 1);
  for (const auto& [stem, count] : stems) {
    counted[stem - first].first += count;
    counted[stem - first].second = stem;
  }
  std::erase_if(counted, [](const auto& stem) { return stem.first == 0; });
  const auto is_better = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  const auto end = counted.begin() + static_cast<std::ptrdiff_t>(std::min(limit, counted.size()));
  if (end != counted.end())
    std::nth_element(counted.begin(), end, counted.end(), is_better);
  std::sort(counted.begin(), end, is_better);
  std::vector<std::string> result;
  for (auto stem = counted.begin(); stem != end; ++stem)
    result.emplace_back(term_text(stem->second));
  return result;
}

std::vector<IndexedWord> XapianSnapshot::words_with_prefix(std::string_view prefix, std::size_t limit) const {
  if (segments_.size() == 1)
    return frequent_words(segments_.front()->forward(), prefix, limit);
  // Frequent everywhere together, so frequent somewhere: only those of each segment are counted in all others.
  WordCounts counts;
  for (const auto& segment : segments_)
    for (IndexedWord& word : frequent_words(segment->forward(), prefix, 2 * limit)) {
      const auto key = segment->forward().word_text(segment->forward().words_from(word.text).first);
      counts.try_emplace(key, std::move(word));
    }
  std::vector<IndexedWord> words;
  for (auto& [text, word] : counts) {
    word.count = 0;
    for (const auto& segment : segments_)
      word.count += occurrences(segment->forward(), text);
    words.push_back(std::move(word));
  }
  keep_best(words, limit);
  return words;
}

std::vector<IndexedWord> XapianSnapshot::words_near(std::string_view folded_word, const Nearness& nearness) const {
  WordCounts counts;
  for (const auto& segment : segments_) {
    const ForwardFile& forward = segment->forward();
    for_each_near_word(forward, folded_word, nearness, [&](std::uint32_t sorted, unsigned edits) {
      const std::string_view text = forward.word_text(sorted);
      IndexedWord& word = counts[text];
      word.edits = edits;
      word.count += forward.word_occurrences(sorted);
    });
  }
  std::vector<std::vector<IndexedWord>> by_edits(nearness.max_edits + 1);
  for (auto& [text, word] : counts) {
    word.text = text;
    by_edits[word.edits].push_back(std::move(word));
  }
  std::vector<IndexedWord> words;
  for (std::vector<IndexedWord>& list : by_edits) {
    keep_best(list, nearness.limit);
    std::move(list.begin(), list.end(), std::back_inserter(words));
  }
  return words;
}

} // namespace akin::engine
