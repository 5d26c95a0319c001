#include "common/query/leaves.hpp"

#include "common/analysis/characters.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/query/date_condition.hpp"

#include <algorithm>
#include <utility>

namespace akin::query {
namespace {

/// A run of more words than this without anything between them is a sentence of a script without spaces.
constexpr std::size_t max_unspaced_phrase_words = 4;
constexpr std::size_t min_prefix_letters = 3;

/// Splits text into words each of which is one word by itself too: a word that was cut, or found with a dictionary, may
/// come apart when it is written alone, and a query must mean the same when it is written out and read again.
void append_words(std::string_view text, std::vector<std::string>& words) {
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  for (const TokenSpan& span : spans) {
    if (span.begin == 0 && span.end == text.size())
      words.emplace_back(text);
    else
      append_words(text.substr(span.begin, span.end - span.begin), words);
  }
}

/// Whether the words of a text touch or overlap each other.
bool is_unspaced(std::string_view text) {
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  return std::adjacent_find(spans.begin(), spans.end(),
                            [](const TokenSpan& a, const TokenSpan& b) { return b.begin > a.end; }) == spans.end();
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Whether a text is words of two characters or more with hyphens or slashes between them.
bool is_compound(std::string_view text) {
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (characters_in(text.substr(spans[i].begin, spans[i].end - spans[i].begin)) < 2)
      return false;
    if (i == 0)
      continue;
    if (spans[i].begin <= spans[i - 1].end)
      return false;
    const std::string_view between = text.substr(spans[i - 1].end, spans[i].begin - spans[i - 1].end);
    if (between.find_first_not_of("-/") != std::string_view::npos)
      return false;
  }
  return spans.size() > 1;
}

/// A value as it is compared: valid UTF-8, white space and control characters as single spaces, none at the ends.
std::string cleaned(std::string_view text, bool escapes) {
  std::string value;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    if (escapes && text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\'))
      ++i;
    const DecodedChar c = decode(text, i);
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool broken = byte >= 0x80 && c.length == 1;
    if (byte <= 0x20 || byte == 0x7F || c.kind == CharKind::space) {
      gap = !value.empty();
    } else {
      if (std::exchange(gap, false))
        value += ' ';
      value += broken ? std::string_view("\uFFFD") : text.substr(i, c.length);
    }
    i += c.length;
  }
  return value;
}

Node word_node(Kind kind, std::string surface, Field field) {
  Node node;
  node.kind = kind;
  node.field = field;
  node.words.push_back({std::move(surface), {}});
  return node;
}

} // namespace

Node Leaves::make(const Lexeme& lexeme, Field field_of_words) {
  const bool quoted = lexeme.kind == Lexeme::Kind::quoted;
  switch (lexeme.prefix) {
  case Prefix::date:
    return date(lexeme);
  case Prefix::unknown:
    warnings_.add("there is no field \"" + std::string(lexeme.name) + "\": searched as words", lexeme.offset);
    return each_word(lexeme.body, field_of_words, lexeme.offset);
  case Prefix::dangling:
    warnings_.add("nothing follows \"" + std::string(lexeme.name) + ":\"; a value stands right behind the colon",
                  lexeme.offset);
    return words(lexeme.body, field_of_words, lexeme.offset);
  case Prefix::field:
    if (lexeme.field != Field::title)
      return value(lexeme);
    break;
  case Prefix::none:
    break;
  }
  const Field field = lexeme.prefix == Prefix::field ? lexeme.field : field_of_words;
  if (!quoted)
    return prefix_or_words(lexeme.body, field, lexeme.offset);
  std::vector<std::string> surfaces;
  append_words(lexeme.body, surfaces);
  return phrase(std::move(surfaces), field, lexeme.slop, lexeme.offset);
}

Node Leaves::word(std::string_view surface, std::size_t offset) { return words(surface, Field::text, offset); }

bool Leaves::take_words(std::size_t count, std::size_t offset) {
  if (count <= words_left_) {
    words_left_ -= count;
    return true;
  }
  warnings_.add_once(
      said_words_, "the query has more than " + std::to_string(limits_.max_words) + " words; what follows is left out",
      offset);
  return false;
}

std::vector<std::string> Leaves::within_budget(std::vector<std::string> surfaces, std::size_t offset) {
  const std::size_t kept = std::min(surfaces.size(), words_left_);
  take_words(surfaces.size(), offset);
  if (kept < surfaces.size())
    words_left_ = 0;
  surfaces.resize(kept);
  return surfaces;
}

Node Leaves::phrase(std::vector<std::string> surfaces, Field field, unsigned slop, std::size_t offset) {
  if (surfaces.size() > limits_.max_phrase_words) {
    warnings_.add("a phrase has at most " + std::to_string(limits_.max_phrase_words) + " words; the rest is left out",
                  offset);
    surfaces.resize(limits_.max_phrase_words);
  }
  surfaces = within_budget(std::move(surfaces), offset);
  if (surfaces.empty())
    return {};
  if (surfaces.size() == 1)
    return word_node(Kind::word, std::move(surfaces.front()), field);
  Node node;
  node.kind = Kind::phrase;
  node.field = field;
  node.slop = slop;
  for (std::string& surface : surfaces)
    node.words.push_back({std::move(surface), {}});
  return node;
}

Node Leaves::words(std::string_view text, Field field, std::size_t offset) {
  std::vector<std::string> surfaces;
  append_words(text, surfaces);
  if (surfaces.size() > max_unspaced_phrase_words && is_unspaced(text))
    return each_word(text, field, offset);
  Node node = phrase(std::move(surfaces), field, 0, offset);
  node.compound = node.kind == Kind::phrase && is_compound(text);
  return node;
}

Node Leaves::each_word(std::string_view text, Field field, std::size_t offset) {
  std::vector<std::string> surfaces;
  append_words(text, surfaces);
  surfaces = within_budget(std::move(surfaces), offset);
  if (surfaces.empty())
    return {};
  if (surfaces.size() == 1)
    return word_node(Kind::word, std::move(surfaces.front()), field);
  Node node;
  node.kind = Kind::boolean;
  for (std::string& surface : surfaces)
    node.clauses.push_back({Occur::should, word_node(Kind::word, std::move(surface), field)});
  return node;
}

Node Leaves::prefix_or_words(std::string_view text, Field field, std::size_t offset) {
  const std::size_t asterisk = text.find('*');
  if (asterisk == std::string_view::npos)
    return words(text, field, offset);
  const std::string_view start = text.substr(0, asterisk);
  std::vector<std::string> surfaces;
  append_words(start, surfaces);
  const bool one_word = asterisk + 1 == text.size() && surfaces.size() == 1 && start.ends_with(surfaces.front());
  if (!one_word) {
    warnings_.add("an asterisk counts only at the end of a single word", offset + asterisk);
    return words(text, field, offset);
  }
  if (characters_in(surfaces.front()) < min_prefix_letters) {
    warnings_.add("the beginning of a word needs three letters before its asterisk", offset);
    return words(text, field, offset);
  }
  if (wildcards_left_ == 0) {
    warnings_.add_once(said_wildcards_,
                       "the query has more than " + std::to_string(limits_.max_wildcards) +
                           " asterisks; the others are left out",
                       offset);
    return words(text, field, offset);
  }
  if (!take_words(1, offset))
    return {};
  --wildcards_left_;
  return word_node(Kind::prefix, std::move(surfaces.front()), field);
}

Node Leaves::value(const Lexeme& lexeme) {
  Node node;
  node.text = cleaned(lexeme.body, lexeme.kind == Lexeme::Kind::quoted);
  if (node.text.empty()) {
    warnings_.add("\"" + std::string(lexeme.name) + ":\" has an empty value", lexeme.offset);
    return {};
  }
  if (!take_words(1, lexeme.offset))
    return {};
  node.kind = Kind::value;
  node.field = lexeme.field;
  return node;
}

Node Leaves::date(const Lexeme& lexeme) {
  const std::optional<DateCondition> condition = parse_date_condition(lexeme.body);
  if (!condition) {
    warnings_.add("not a date: searched as words; dates look like date:2023-09 or date:2023-09-01..2023-09-30",
                  lexeme.offset);
    return each_word(lexeme.body, Field::text, lexeme.offset);
  }
  if (condition->reversed)
    warnings_.add("the range ends before it begins: taken the other way round", lexeme.offset);
  if (!take_words(1, lexeme.offset))
    return {};
  Node node;
  node.kind = Kind::date;
  node.range = condition->range;
  return node;
}

} // namespace akin::query
