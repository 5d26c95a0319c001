#include "searcher/query_resolution.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/query/group.hpp"

#include <algorithm>

namespace akin {
namespace {

using query::Clause;
using query::Kind;
using query::Node;
using query::Occur;
using query::QueryWord;

/// More would cost time and hardly ever find what a person meant.
constexpr std::size_t max_prefix_stems = 1000;

void add_unique(std::vector<std::string>& stems, std::string stem) {
  if (!stem.empty() && std::find(stems.begin(), stems.end(), stem) == stems.end())
    stems.push_back(std::move(stem));
}

void resolve_word(QueryWord& word, const engine::Snapshot& snapshot, const std::vector<Language>& languages) {
  // The index knows under which stems it has the word itself, whatever the language and however it was accented …
  std::uint64_t count = 0;
  std::uint64_t stop_count = 0;
  for (engine::WordForm& form : snapshot.forms_of(fold(word.surface))) {
    count += form.count;
    stop_count += form.stop ? form.count : 0;
    add_unique(word.stems, std::move(form.stem));
  }
  word.stop = 2 * stop_count > count;
  // … and the stemmer knows the other inflections: those of the main language always, those of the others only for a
  // word that the index lacks, because a foreign stem that happens to be there is mostly another word.
  const std::size_t stemmed = word.stems.empty() ? languages.size() : std::min<std::size_t>(1, languages.size());
  for (std::size_t i = 0; i < stemmed; ++i) {
    std::string stem = stem_of(word.surface, languages[i]);
    if (snapshot.find_term(stem))
      add_unique(word.stems, std::move(stem));
  }
  for (const std::string& synonym : word.synonyms) {
    QueryWord other{synonym, {}};
    resolve_word(other, snapshot, languages);
    if (!other.stop)
      for (std::string& stem : other.stems)
        add_unique(word.stems, std::move(stem));
  }
}

bool is_stop_word(const Node& node) {
  return node.kind == Kind::word && !node.words.empty() && node.words.front().stop;
}

void resolve_words(Node& node, const engine::Snapshot& snapshot, const std::vector<Language>& languages) {
  if (node.kind == Kind::prefix && !node.words.empty())
    node.words.front().stems = snapshot.stems_with_prefix(fold(node.words.front().surface), max_prefix_stems);
  else
    for (QueryWord& word : node.words)
      resolve_word(word, snapshot, languages);
  for (Clause& clause : node.clauses)
    resolve_words(clause.node, snapshot, languages);
}

/// Beside other words, the parts of a compound are optional words like these: whoever writes "multi-stage compressor"
/// may as well mean articles that have "multistage compressor" or "stages of a compressor".
void loosen_compounds(Node& node) {
  for (Clause& clause : node.clauses)
    loosen_compounds(clause.node);
  const auto words = std::count_if(node.clauses.begin(), node.clauses.end(), [](const Clause& clause) {
    return clause.occur != Occur::must_not && !query::is_condition(clause.node);
  });
  if (words < 2)
    return;
  std::vector<Clause> clauses;
  for (Clause& clause : node.clauses) {
    if (clause.occur == Occur::should && clause.node.compound)
      for (Clause& word : each_word(clause.node))
        clauses.push_back(std::move(word));
    else
      clauses.push_back(std::move(clause));
  }
  node.clauses = std::move(clauses);
}

/// Whether a tree asks for anything but stop words.
bool has_content(const Node& node) {
  if (node.kind == Kind::boolean)
    return std::any_of(node.clauses.begin(), node.clauses.end(), [](const Clause& clause) {
      return clause.occur != Occur::must_not && has_content(clause.node);
    });
  return node.kind != Kind::nothing && !is_stop_word(node);
}

void drop_stop_words(Node& node) {
  for (Clause& clause : node.clauses)
    drop_stop_words(clause.node);
  if (!has_content(node))
    return;
  std::erase_if(node.clauses, [](const Clause& clause) {
    return clause.occur != Occur::must_not && clause.node.kind != Kind::nothing && !has_content(clause.node);
  });
}

void collect_stems(const Node& node, std::vector<std::string>& stems) {
  for (const QueryWord& word : node.words)
    if (!word.stop || node.kind == Kind::phrase)
      for (const std::string& stem : word.stems)
        add_unique(stems, stem);
  for (const Clause& clause : node.clauses)
    if (clause.occur != Occur::must_not)
      collect_stems(clause.node, stems);
}

} // namespace

void resolve(Node& node, const engine::Snapshot& snapshot) {
  resolve_words(node, snapshot, snapshot.languages());
  loosen_compounds(node);
  drop_stop_words(node);
}

void add_last_word_as_prefix(std::string_view text, Node& root) {
  constexpr std::size_t least_letters = 3;
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  if (spans.empty() || spans.back().end != text.size())
    return;
  Node* last = &root;
  while (last->kind == Kind::boolean && !last->clauses.empty() && last->clauses.back().occur != Occur::must_not)
    last = &last->clauses.back().node;
  if (last->kind != Kind::word || !text.ends_with(last->words.front().surface))
    return;
  const std::string& surface = last->words.front().surface;
  const auto letters = std::count_if(surface.begin(), surface.end(),
                                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  if (static_cast<std::size_t>(letters) < least_letters)
    return;
  Node longer = *last;
  longer.kind = Kind::prefix;
  Node either;
  either.kind = Kind::boolean;
  either.clauses.push_back({Occur::should, std::move(*last)});
  either.clauses.push_back({Occur::should, std::move(longer)});
  *last = std::move(either);
}

std::vector<Clause> each_word(const Node& phrase) {
  std::vector<Clause> clauses;
  for (const QueryWord& word : phrase.words) {
    Node leaf;
    leaf.kind = Kind::word;
    leaf.field = phrase.field;
    leaf.words.push_back(word);
    clauses.push_back({Occur::should, std::move(leaf)});
  }
  return clauses;
}

std::vector<std::string> stems_of(const Node& node) {
  std::vector<std::string> stems;
  collect_stems(node, stems);
  return stems;
}

} // namespace akin
