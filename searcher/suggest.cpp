#include "searcher/suggest.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"
#include "searcher/entity_lookup.hpp"
#include "searcher/query_resolution.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace akin {
namespace {

using query::Kind;
using query::Node;
using query::Occur;

/// Words that are tried before some turn out to find nothing beside the others.
constexpr std::size_t tries_a_suggestion = 2;
/// Stems that the unfinished word may stand for in titles; the most frequent say enough.
constexpr std::size_t title_stems = 64;
/// Typing mistakes are only looked for in a beginning of so many letters: shorter ones are near to everything.
constexpr std::size_t letters_for_mistakes = 4;
/// Words before the last that count; those further back are left out.
constexpr std::size_t most_words = 8;

/// What was typed: finished words, and the beginning of the next.
struct Typed {
  std::vector<std::string> words;
  std::string beginning; ///< folded; empty after a space

  explicit Typed(std::string_view text) {
    std::vector<TokenSpan> spans;
    tokenize(text, spans);
    for (const TokenSpan& span : spans)
      words.emplace_back(text.substr(span.begin, span.end - span.begin));
    if (spans.empty() || spans.back().end != text.size())
      return;
    beginning = fold(words.back());
    words.pop_back();
  }
  /// The last finished words.
  std::vector<std::string> context() const {
    return {words.end() - static_cast<std::ptrdiff_t>(std::min(words.size(), most_words)), words.end()};
  }
  std::string with(const std::string& word) const {
    std::string text;
    for (const std::string& before : words)
      text += before + " ";
    return text + word;
  }
};

Node word_leaf(const std::string& surface, query::Field field = query::Field::text) {
  Node leaf;
  leaf.kind = Kind::word;
  leaf.field = field;
  leaf.words.push_back({surface, {}, false});
  return leaf;
}

Node all_of(const std::vector<std::string>& words, query::Field field = query::Field::text) {
  Node all;
  all.kind = Kind::boolean;
  for (const std::string& word : words)
    all.clauses.push_back({Occur::must, word_leaf(word, field)});
  return all;
}

engine::Retrieval retrieve(Node query, const engine::Snapshot& snapshot, std::size_t limit) {
  resolve(query, snapshot);
  engine::RetrievalRequest request;
  request.query = &query;
  request.limit = limit;
  return snapshot.retrieve(request);
}

/// Words that the beginning may become; when there are none, words that begin nearly like it.
std::vector<engine::IndexedWord> completions(const std::string& beginning, const engine::Snapshot& snapshot,
                                             std::size_t limit) {
  auto words = snapshot.words_with_prefix(beginning, limit);
  if (words.empty() && beginning.size() >= letters_for_mistakes)
    words = snapshot.words_near(beginning, {.max_edits = 1, .limit = limit, .as_prefix = true});
  return words;
}

std::string stem_in(const std::string& word, const engine::Snapshot& snapshot) {
  const auto forms = snapshot.forms_of(word);
  return forms.empty() ? word : forms.front().stem;
}

bool is_stop_word(const std::string& word, const engine::Snapshot& snapshot) {
  const auto forms = snapshot.forms_of(word);
  return !forms.empty() && std::all_of(forms.begin(), forms.end(), [](const auto& form) { return form.stop; });
}

/// The unfinished word completed, behind those before it; one inflection of each stem.
void add_words(const Typed& typed, const engine::Snapshot& snapshot, std::size_t limit, std::vector<Suggestion>& out) {
  std::set<std::string> stems;
  std::vector<Suggestion> found;
  for (const engine::IndexedWord& word : completions(typed.beginning, snapshot, (limit + 1) * tries_a_suggestion)) {
    if (found.size() == limit)
      break;
    if (is_stop_word(word.text, snapshot) || !stems.insert(stem_in(word.text, snapshot)).second)
      continue;
    std::vector<std::string> all = typed.context();
    all.push_back(word.text);
    const std::uint32_t count = retrieve(all_of(all), snapshot, 1).stories;
    if (count > 0)
      found.push_back({SuggestionKind::word, typed.with(word.text), {}, {}, count});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Suggestion& a, const Suggestion& b) { return a.count > b.count; });
  out.insert(out.end(), found.begin(), found.end());
}

/// Articles with all the words in their titles, the last one perhaps unfinished.
void add_titles(const Typed& typed, const engine::Snapshot& snapshot, std::size_t limit, std::vector<Suggestion>& out) {
  Node query = all_of(typed.context(), query::Field::title);
  resolve(query, snapshot);
  if (!typed.beginning.empty()) {
    Node last = word_leaf(typed.beginning, query::Field::title);
    for (const engine::IndexedWord& word : completions(typed.beginning, snapshot, title_stems))
      for (engine::WordForm& form : snapshot.forms_of(word.text))
        last.words.front().stems.push_back(std::move(form.stem));
    query.clauses.push_back({Occur::must, std::move(last)});
  }
  engine::RetrievalRequest request;
  request.query = &query;
  request.limit = limit;
  std::vector<engine::DocNumber> documents;
  for (const engine::Match& match : snapshot.retrieve(request).matches)
    documents.push_back(match.document);
  for (Article& article : snapshot.stored(documents))
    out.push_back({SuggestionKind::title, std::move(article.title), std::move(article.id), std::move(article.url), 1});
}

SuggestionKind suggestion_kind_of(EntityKind kind) {
  switch (kind) {
  case EntityKind::person:
    return SuggestionKind::person;
  case EntityKind::place:
    return SuggestionKind::place;
  case EntityKind::organisation:
    break;
  }
  return SuggestionKind::organisation;
}

/// People, places and organisations with a word that begins like all that was typed.
void add_names(const std::string& prefix, const CorpusNames& names, std::size_t limit, std::vector<Suggestion>& out) {
  EntityRequest request;
  request.prefix = prefix;
  request.limit = limit;
  for (const ListedEntity& entity : list_entities(names, request).entities)
    out.push_back({suggestion_kind_of(entity.kind), entity.name, {}, {}, entity.articles});
}

} // namespace

std::vector<Suggestion> suggestions_for(const SuggestRequest& request, const CorpusNames& names) {
  std::vector<Suggestion> found;
  const engine::Snapshot& snapshot = names.snapshot();
  const Typed typed(request.prefix);
  if (typed.words.empty() && typed.beginning.empty())
    return found;
  if (!typed.beginning.empty())
    add_words(typed, snapshot, request.limit, found);
  if (request.limit > 0) // which would mean all
    add_names(request.prefix, names, request.limit, found);
  add_titles(typed, snapshot, request.limit, found);
  return found;
}

} // namespace akin
