#include "searcher/snippet.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>

namespace akin {
namespace {

/// A passage rather begins at a sentence so near than in mid-sentence.
constexpr std::size_t sentence_reach_bytes = 80;

struct Passage {
  std::size_t begin = 0; ///< bytes
  std::size_t end = 0;
};

bool ends_sentence(std::string_view text, std::size_t before) {
  while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '"' || text[before - 1] == ')'))
    --before;
  return before == 0 || text[before - 1] == '.' || text[before - 1] == '!' || text[before - 1] == '?' ||
         text[before - 1] == '\n';
}

std::size_t character_boundary(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    --at;
  return at;
}

/// Where a passage around the byte `from` begins: at the last sentence start within reach, else at `from`.
std::size_t passage_begin(std::string_view text, std::span<const Token> tokens, std::size_t first_match) {
  const std::size_t from = tokens[first_match].begin;
  for (std::size_t i = first_match + 1; i-- > 0 && from - tokens[i].begin <= sentence_reach_bytes;)
    if (ends_sentence(text, tokens[i].begin))
      return tokens[i].begin;
  for (std::size_t i = first_match; i-- > 0;)
    if (from - tokens[i].begin > sentence_reach_bytes / 2)
      return tokens[i + 1].begin;
  return from;
}

/// The window with the most different marked words, then the most marked words, then the earliest.
std::size_t best_start(std::span<const Token> tokens, const std::vector<int>& marks, std::size_t max_bytes) {
  std::unordered_map<int, int> inside;
  std::size_t different = 0, best = 0, best_different = 0, best_count = 0, count = 0, begin = 0;
  for (std::size_t end = 0; end < tokens.size(); ++end) {
    if (marks[end] == 0)
      continue;
    different += inside[marks[end]]++ == 0 ? 1 : 0;
    ++count;
    for (; tokens[end].end - tokens[begin].begin + sentence_reach_bytes > max_bytes && begin < end; ++begin) {
      if (marks[begin] == 0)
        continue;
      different -= --inside[marks[begin]] == 0 ? 1 : 0;
      --count;
    }
    if (std::pair(different, count) <= std::pair(best_different, best_count))
      continue;
    std::size_t first = begin;
    while (marks[first] == 0)
      ++first;
    best = first;
    best_different = different;
    best_count = count;
  }
  return best;
}

Passage choose_passage(std::string_view text, std::span<const Token> tokens, const std::vector<int>& marks,
                       std::size_t max_bytes) {
  Passage passage;
  const bool any = std::any_of(marks.begin(), marks.end(), [](int mark) { return mark != 0; });
  if (any)
    passage.begin = passage_begin(text, tokens, best_start(tokens, marks, max_bytes));
  if (text.size() - passage.begin <= max_bytes) {
    passage.end = text.size();
    return passage;
  }
  passage.end = character_boundary(text, passage.begin + max_bytes);
  const auto first_beyond =
      std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) { return token.end <= passage.end; });
  if (first_beyond != tokens.begin() && std::prev(first_beyond)->end > passage.begin)
    passage.end = std::prev(first_beyond)->end;
  return passage;
}

/// Appends a part, white space of any kind as single spaces.
void append_part(std::vector<SnippetPart>& parts, std::string_view text, bool mark) {
  std::string collapsed;
  bool after_space = parts.empty() || parts.back().text.back() == ' ';
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space || !after_space)
      collapsed.push_back(space ? ' ' : c);
    after_space = space;
  }
  if (!collapsed.empty())
    parts.push_back({std::move(collapsed), mark});
}

/// Marked tokens as stretches of text; those that overlap, as pairs of Chinese characters do, become one.
std::vector<Passage> marked_stretches(std::span<const Token> tokens, const std::vector<int>& marks,
                                      const Passage& within) {
  std::vector<Passage> stretches;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (marks[i] == 0 || tokens[i].begin < within.begin || tokens[i].end > within.end)
      continue;
    if (!stretches.empty() && tokens[i].begin < stretches.back().end)
      stretches.back().end = tokens[i].end;
    else
      stretches.push_back({tokens[i].begin, tokens[i].end});
  }
  return stretches;
}

/// The tokens of a text, and for each 0 or a number that stands for its stem when that is to be marked.
struct Marked {
  std::vector<Token> tokens;
  std::vector<int> marks;
  bool any() const {
    return std::any_of(marks.begin(), marks.end(), [](int mark) { return mark != 0; });
  }
};

Marked mark(std::string_view text, Language language, Analyser& analyser, const StemSet& stems) {
  Marked marked;
  analyser.tokens_of(text, language, marked.tokens);
  marked.marks.resize(marked.tokens.size());
  if (stems.empty())
    return marked;
  std::unordered_map<std::string_view, int> mark_of_stem;
  for (std::size_t i = 0; i < marked.tokens.size(); ++i)
    if (const std::string_view stem = analyser.vocabulary()[marked.tokens[i].word].stem; stems.contains(stem))
      marked.marks[i] = mark_of_stem.try_emplace(stem, static_cast<int>(mark_of_stem.size()) + 1).first->second;
  return marked;
}

/// Appends a passage of a text in parts, its marked tokens as parts of their own.
void append_passage(std::vector<SnippetPart>& parts, std::string_view text, const Marked& marked,
                    const Passage& passage) {
  std::size_t written = passage.begin;
  for (const Passage& stretch : marked_stretches(marked.tokens, marked.marks, passage)) {
    append_part(parts, text.substr(written, stretch.begin - written), false);
    append_part(parts, text.substr(stretch.begin, stretch.end - stretch.begin), true);
    written = stretch.end;
  }
  append_part(parts, text.substr(written, passage.end - written), false);
}

} // namespace

StemSet::StemSet(const std::vector<std::string>& stems) : stems_(stems.begin(), stems.end()) {
  for (const std::string& stem : stems)
    filter_ |= std::uint64_t{1} << bit_of(stem);
}

std::vector<SnippetPart> make_snippet(const Article& article, Language language, Analyser& analyser,
                                      const StemSet& stems, std::size_t max_bytes) {
  std::string_view text = article.body.empty() ? article.summary : article.body;
  // Without words to look for only the place of the cut is wanted.
  const std::size_t read = stems.empty() ? character_boundary(text, max_bytes + max_word_bytes) : text.size();
  Marked marked = mark(text.substr(0, read), language, analyser, stems);
  if (!marked.any() && !stems.empty() && !article.body.empty() && !article.summary.empty())
    if (Marked in_summary = mark(article.summary, language, analyser, stems); in_summary.any()) {
      text = article.summary;
      marked = std::move(in_summary);
    }
  const Passage passage = choose_passage(text, marked.tokens, marked.marks, max_bytes);
  std::vector<SnippetPart> parts;
  if (passage.begin > 0)
    parts.push_back({"… ", false});
  append_passage(parts, text, marked, passage);
  if (passage.end < text.size())
    parts.push_back({" …", false});
  return parts;
}

std::vector<SnippetPart> mark_title(const std::string& title, Language language, Analyser& analyser,
                                    const StemSet& stems) {
  std::vector<SnippetPart> parts;
  if (const Marked marked = mark(title, language, analyser, stems); marked.any())
    append_passage(parts, title, marked, {0, title.size()});
  return parts;
}

} // namespace akin
