#include "engine/xapian/near_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace akin::engine {
namespace {

/// Byte length of the character that starts with this byte; continuation and broken bytes stand for themselves.
std::size_t character_bytes(unsigned char lead) {
  if (lead < 0xC0)
    return 1;
  return lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
}

/// The character at a place, as a number that no other character has.
std::uint32_t character_at(std::string_view text, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i)
    value = value << 8U | static_cast<unsigned char>(text[at + i]);
  return value;
}

std::vector<std::uint32_t> characters_of(std::string_view text) {
  std::vector<std::uint32_t> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = std::min(character_bytes(static_cast<unsigned char>(text[at])), text.size() - at);
    characters.push_back(character_at(text, at, bytes));
    at += bytes;
  }
  return characters;
}

std::string_view beginning_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; characters > 0 && at < text.size(); --characters)
    at += std::min(character_bytes(static_cast<unsigned char>(text[at])), text.size() - at);
  return text.substr(0, at);
}

/// The rows of the distance table for the beginnings of one candidate, deepest last.
class DistanceRows {
 public:
  DistanceRows(std::vector<std::uint32_t> wanted, unsigned max_edits)
      : wanted_(std::move(wanted)), max_edits_(max_edits), rows_(wanted_.size() + 1), nearest_{distance_of_nothing()} {
    for (std::size_t i = 0; i < rows_.size(); ++i)
      rows_[i] = static_cast<unsigned>(i);
  }
  std::size_t depth() const { return path_.size(); }

  /// One more character of the candidate; false when no word that goes on from here can be near any more.
  bool push(std::uint32_t character) {
    const std::size_t width = wanted_.size() + 1;
    const std::size_t above = path_.size() * width;
    rows_.resize(above + 2 * width);
    const unsigned* const before = rows_.data() + above;
    unsigned* const row = rows_.data() + above + width;
    row[0] = before[0] + 1;
    unsigned least = row[0];
    for (std::size_t i = 1; i < width; ++i) {
      row[i] = std::min({before[i] + 1, row[i - 1] + 1, before[i - 1] + (wanted_[i - 1] == character ? 0U : 1U)});
      if (i > 1 && !path_.empty() && wanted_[i - 1] == path_.back() && wanted_[i - 2] == character)
        row[i] = std::min(row[i], (before - width)[i - 2] + 1);
      least = std::min(least, row[i]);
    }
    path_.push_back(character);
    nearest_.push_back(std::min(nearest_.back(), row[width - 1]));
    // A swap may still reach back over the last row.
    return least <= max_edits_ || nearest_.back() <= max_edits_ ||
           *std::min_element(before, before + width) < max_edits_;
  }
  void pop_to(std::size_t depth) {
    path_.resize(depth);
    nearest_.resize(depth + 1);
    rows_.resize((depth + 1) * (wanted_.size() + 1));
  }
  unsigned edits() const { return rows_[(path_.size() + 1) * (wanted_.size() + 1) - 1]; }
  unsigned edits_of_nearest_beginning() const { return nearest_.back(); }

 private:
  unsigned distance_of_nothing() const { return static_cast<unsigned>(wanted_.size()); }

  std::vector<std::uint32_t> wanted_;
  unsigned max_edits_;
  std::vector<unsigned> rows_; ///< one behind the other, that of the empty beginning first
  std::vector<std::uint32_t> path_;
  std::vector<unsigned> nearest_; ///< by depth: the least distance of any beginning so far
};

std::size_t common_beginning(std::string_view a, std::string_view b) {
  const auto end =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  return static_cast<std::size_t>(end.first - a.begin());
}

/// First word from `sorted` on that does not start with beginning, by galloping: most such runs are short.
std::uint32_t behind_run(const ForwardFile& forward, std::uint32_t sorted, std::string_view beginning) {
  const auto starts = [&](std::uint32_t at) { return forward.word_text(at).starts_with(beginning); };
  std::uint32_t step = 1;
  while (step < forward.word_count() - sorted && starts(sorted + step))
    step *= 2;
  std::uint32_t low = sorted + step / 2; // starts with it
  std::uint32_t high = std::min(sorted + step, forward.word_count());
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (starts(middle) ? low : high) = middle;
  }
  return high;
}

} // namespace

void for_each_near_word(const ForwardFile& forward, std::string_view word, const Nearness& nearness,
                        const std::function<void(std::uint32_t, unsigned)>& visit) {
  DistanceRows rows(characters_of(word), nearness.max_edits);
  std::vector<std::size_t> ends; // by depth - 1: bytes of the current word up to and with that character
  std::string_view before;
  const auto [first, last] = forward.words_from(beginning_of(word, nearness.same_letters));
  for (std::uint32_t sorted = first; sorted < last;) {
    const std::string_view candidate = forward.word_text(sorted);
    const std::size_t common = common_beginning(before, candidate);
    while (!ends.empty() && ends.back() > common)
      ends.pop_back();
    rows.pop_to(ends.size());
    before = candidate;
    bool hopeful = true;
    for (std::size_t at = ends.empty() ? 0 : ends.back(); hopeful && at < candidate.size();) {
      const std::size_t bytes =
          std::min(character_bytes(static_cast<unsigned char>(candidate[at])), candidate.size() - at);
      hopeful = rows.push(character_at(candidate, at, bytes));
      ends.push_back(at += bytes);
    }
    if (!hopeful) {
      sorted = behind_run(forward, sorted, candidate.substr(0, ends.back()));
      continue;
    }
    const unsigned edits = nearness.as_prefix ? rows.edits_of_nearest_beginning() : rows.edits();
    if (edits <= nearness.max_edits)
      visit(sorted, edits);
    ++sorted;
  }
}

} // namespace akin::engine
