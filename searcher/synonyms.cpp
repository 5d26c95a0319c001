#include "searcher/synonyms.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/error.hpp"
#include "common/hash.hpp"
#include "common/text_lines.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <span>
#include <utility>

namespace akin {
namespace {

using query::Clause;
using query::Kind;
using query::Node;
using query::Occur;
using query::QueryWord;
using Words = std::vector<std::string>;

Node any_of(std::vector<Node> nodes) {
  if (nodes.size() == 1)
    return std::move(nodes.front());
  Node either;
  either.kind = Kind::boolean;
  for (Node& node : nodes)
    either.clauses.push_back({Occur::should, std::move(node)});
  return either;
}

Node leaf_of(const Words& words, query::Field field) {
  Node leaf;
  leaf.kind = words.size() == 1 ? Kind::word : Kind::phrase;
  leaf.field = field;
  for (const std::string& word : words)
    leaf.words.push_back({word, {}, false, {}});
  return leaf;
}

/// One node for all terms of one word, first, and one for each longer one.
std::vector<Node> leaves_of(const std::vector<Words>& terms, query::Field field) {
  std::vector<Node> leaves;
  for (const Words& term : terms) {
    if (term.size() > 1)
      leaves.push_back(leaf_of(term, field));
    else if (leaves.empty() || leaves.front().kind != Kind::word)
      leaves.insert(leaves.begin(), leaf_of(term, field));
    else
      leaves.front().words.front().synonyms.push_back(term.front());
  }
  return leaves;
}

} // namespace

/// Reads a file line by line.
class SynonymParser : private ListReader {
 public:
  SynonymParser(const std::string& source, Language language) : ListReader(source) { synonyms_.language_ = language; }

  Synonyms parse(std::string_view text) {
    read_entries(text);
    if (!synonyms_.empty())
      synonyms_.fingerprint_ = hash64(text);
    return std::move(synonyms_);
  }

 private:
  void read_entry(std::string_view line) override {
    const std::size_t arrow = line.find("=>");
    if (arrow == std::string_view::npos) {
      const auto terms = terms_in(line);
      if (terms.size() < 2)
        fail("a line of synonyms is 'car, automobile' or 'usa => united states'");
      for (const Words& term : terms)
        add(term, terms, false);
      return;
    }
    const auto left = terms_in(line.substr(0, arrow));
    const auto right = terms_in(line.substr(arrow + 2));
    if (left.empty() || right.empty())
      fail("'=>' needs a term on either side");
    for (const Words& term : left)
      add(term, right, true);
  }

  std::vector<Words> terms_in(std::string_view list) const {
    std::vector<Words> terms;
    for (const std::string_view term : split(list, ','))
      terms.push_back(words_of(term));
    return terms;
  }

  Words words_of(std::string_view term) const {
    std::vector<TokenSpan> spans;
    tokenize(term, spans);
    Words words;
    for (const TokenSpan& span : spans)
      words.push_back(fold(term.substr(span.begin, span.end - span.begin)));
    if (words.empty() || words.size() > Synonyms::max_words)
      fail(fmt::format("'{}' has no word, or more than {}", term, Synonyms::max_words));
    return words;
  }

  void add(const Words& term, const std::vector<Words>& others, bool instead) {
    const bool names_itself = std::find(others.begin(), others.end(), term) != others.end();
    if (names_itself && std::all_of(others.begin(), others.end(), [&](const Words& other) { return other == term; }))
      return; // "a, a" changes nothing
    Synonyms::Entry& entry = synonyms_.entries_[synonyms_.key_of(leaf_of(term, query::Field::text).words)];
    entry.instead = entry.instead || (instead && !names_itself);
    for (const Words& other : others)
      if (other != term && std::find(entry.others.begin(), entry.others.end(), other) == entry.others.end())
        entry.others.push_back(other);
    if (entry.others.size() > Synonyms::max_others)
      fail(fmt::format("'{}' stands for more than {} others", fmt::join(term, " "), Synonyms::max_others));
    synonyms_.longest_ = std::max(synonyms_.longest_, term.size());
  }

  Synonyms synonyms_;
};

Synonyms Synonyms::parse(std::string_view text, const std::string& source, Language language) {
  if (text.size() > max_bytes)
    throw Error(ErrorCode::invalid_argument, "a synonyms file may have 4 MiB at most", source);
  return SynonymParser(source, language).parse(text);
}

std::string Synonyms::key_of(std::span<const QueryWord> words) const {
  std::string key;
  for (const QueryWord& word : words)
    key += (key.empty() ? "" : " ") + stem_of(word.surface, language_);
  return key;
}

const Synonyms::Entry* Synonyms::find(std::span<const QueryWord> words) const {
  const auto found = entries_.find(key_of(words));
  return found == entries_.end() ? nullptr : &found->second;
}

void Synonyms::expand_leaf(Node& leaf) const {
  if (leaf.slop > 0)
    return;
  const Entry* const entry = find(leaf.words);
  if (entry == nullptr)
    return;
  std::vector<Node> alternatives = leaves_of(entry->others, leaf.field);
  // Words that mean the same are one word for the ranking: an article that has both is no better than one that has
  // either twice. What is typed stays last, where the word that is being typed is looked for.
  if (!entry->instead && leaf.kind == Kind::word && alternatives.front().kind == Kind::word) {
    const QueryWord& other = alternatives.front().words.front();
    leaf.words.front().synonyms = other.synonyms;
    leaf.words.front().synonyms.insert(leaf.words.front().synonyms.begin(), other.surface);
    alternatives.erase(alternatives.begin());
  }
  if (!entry->instead)
    alternatives.push_back(std::move(leaf));
  leaf = any_of(std::move(alternatives));
}

Synonyms::Run Synonyms::longest_run(std::span<const Clause> clauses) const {
  Run run;
  std::vector<QueryWord> words;
  for (const Clause& clause : clauses) {
    const Clause& first = clauses.front();
    if (words.size() == longest_ || clause.node.kind != Kind::word || clause.occur != first.occur ||
        clause.node.field != first.node.field)
      break;
    words.push_back(clause.node.words.front());
    if (words.size() < 2)
      continue;
    if (const Entry* const entry = find(words); entry != nullptr)
      run = {entry, words.size()};
  }
  return run;
}

void Synonyms::expand_clauses(std::vector<Clause>& clauses) const {
  std::vector<Clause> expanded;
  for (std::size_t i = 0; i < clauses.size();) {
    const Occur occur = clauses[i].occur;
    const Run run = occur == Occur::must_not ? Run{} : longest_run(std::span(clauses).subspan(i));
    if (run.entry == nullptr) {
      if (occur != Occur::must_not)
        expand(clauses[i].node);
      expanded.push_back(std::move(clauses[i++]));
      continue;
    }
    std::vector<Node> alternatives = leaves_of(run.entry->others, clauses[i].node.field);
    const auto begin = clauses.begin() + static_cast<std::ptrdiff_t>(i);
    const auto end = begin + static_cast<std::ptrdiff_t>(run.words);
    i += run.words;
    if (!run.entry->instead && occur == Occur::must) {
      Node all;
      all.kind = Kind::boolean;
      all.clauses.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
      alternatives.push_back(std::move(all));
    }
    expanded.push_back({occur, any_of(std::move(alternatives))});
    if (!run.entry->instead && occur == Occur::should)
      for (auto clause = begin; clause != end; ++clause) {
        expand(clause->node);
        expanded.push_back(std::move(*clause));
      }
  }
  clauses = std::move(expanded);
}

void Synonyms::expand(Node& root) const {
  if (root.kind == Kind::word || root.kind == Kind::phrase)
    expand_leaf(root);
  else
    expand_clauses(root.clauses);
}

} // namespace akin
