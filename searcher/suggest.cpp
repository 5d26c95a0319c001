#include "searcher/suggest.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"
#include "entities/name_key.hpp"
#include "searcher/query_resolution.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

namespace akin {
namespace {

using query::Kind;
using query::Node;
using query::Occur;

/// Words that are tried before some turn out to find nothing beside the others.
constexpr std::size_t tries_a_suggestion = 2;
/// Stems that the unfinished word may stand for in titles; the most frequent say enough.
constexpr std::size_t title_stems = 32;
/// Typing mistakes are only looked for in a beginning of so many letters: shorter ones are near to everything.
constexpr std::size_t letters_for_mistakes = 4;
/// Bytes of a beginning whose completions are kept.
constexpr std::size_t letters_kept = 3;
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

/// Words that the beginning may become; when there are none, words that begin nearly like it.
std::vector<Completion> completions_of(const std::string& beginning, const engine::Snapshot& snapshot,
                                       std::size_t limit) {
  auto words = snapshot.words_with_prefix(beginning, limit);
  if (words.empty() && beginning.size() >= letters_for_mistakes)
    words = snapshot.words_near(beginning, {.max_edits = 1, .limit = limit, .as_prefix = true});
  std::vector<Completion> completed;
  for (engine::IndexedWord& word : words) {
    Completion made{std::move(word.text), {}, {}};
    for (engine::WordForm& form : snapshot.forms_of(made.text)) {
      if (!form.stop)
        made.own_stems.push_back(form.stem);
      made.stems.push_back(std::move(form.stem));
    }
    completed.push_back(std::move(made));
  }
  return completed;
}

/// The finished words, resolved as they are beside another word: without stop words.
Node context_of(const Typed& typed, query::Field field, const engine::Snapshot& snapshot) {
  Node context = all_of(typed.context(), field);
  context.clauses.push_back({Occur::must, word_leaf("", field)}); // for the word that is to come
  resolve(context, snapshot);
  context.clauses.pop_back();
  return context;
}

/// The unfinished word completed, behind those before it; one inflection of each stem.
void add_words(const Typed& typed, std::span<const Completion> completed, const engine::Snapshot& snapshot,
               std::size_t limit, std::vector<Suggestion>& out) {
  std::set<std::string> stems;
  std::vector<Suggestion> found;
  Node query = context_of(typed, query::Field::text, snapshot);
  engine::RetrievalRequest request;
  request.query = &query;
  request.limit = 0; // only to be counted
  for (const Completion& word : completed.first(std::min((limit + 1) * tries_a_suggestion, completed.size()))) {
    if (found.size() == limit)
      break;
    if (word.own_stems.empty() || !stems.insert(word.own_stems.front()).second)
      continue;
    Node last = word_leaf(word.text);
    last.words.front().stems = word.own_stems;
    query.clauses.push_back({Occur::must, std::move(last)});
    const std::uint32_t count = snapshot.retrieve(request).stories;
    query.clauses.pop_back();
    if (count > 0)
      found.push_back({SuggestionKind::word, typed.with(word.text), {}, {}, count});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Suggestion& a, const Suggestion& b) { return a.count > b.count; });
  out.insert(out.end(), found.begin(), found.end());
}

/// Articles with all the words in their titles, the last one perhaps unfinished.
void add_titles(const Typed& typed, std::span<const Completion> completed, const engine::Snapshot& snapshot,
                std::size_t limit, std::vector<Suggestion>& out) {
  Node query;
  if (typed.beginning.empty()) {
    query = all_of(typed.context(), query::Field::title);
    resolve(query, snapshot);
  } else {
    query = context_of(typed, query::Field::title, snapshot);
    Node last = word_leaf(typed.beginning, query::Field::title);
    for (const Completion& word : completed.first(std::min(title_stems, completed.size())))
      last.words.front().stems.insert(last.words.front().stems.end(), word.stems.begin(), word.stems.end());
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
  for (const CountedEntity& entity : names.entity_table().most_used(entities::name_key(prefix), limit))
    out.push_back({suggestion_kind_of(entity.entry->kind), entity.entry->name, {}, {}, entity.articles});
}

} // namespace

std::shared_ptr<const std::vector<Completion>> Suggester::completions(const std::string& beginning,
                                                                      std::size_t limit) const {
  if (beginning.empty())
    return std::make_shared<const std::vector<Completion>>();
  const auto make = [&] { return completions_of(beginning, names_->snapshot(), limit); };
  if (beginning.size() > letters_kept)
    return std::make_shared<const std::vector<Completion>>(make());
  return completions_.get(beginning + " " + std::to_string(limit), make);
}

std::vector<Suggestion> Suggester::suggest(const SuggestRequest& request) const {
  const auto is_letter = [](char c) { return static_cast<unsigned char>(c) > ' '; };
  if (request.prefix.size() > letters_kept || !std::all_of(request.prefix.begin(), request.prefix.end(), is_letter))
    return made(request);
  return *suggestions_.get(request.prefix + " " + std::to_string(request.limit), [&] { return made(request); });
}

std::vector<Suggestion> Suggester::made(const SuggestRequest& request) const {
  std::vector<Suggestion> found;
  const engine::Snapshot& snapshot = names_->snapshot();
  const Typed typed(request.prefix);
  if (typed.words.empty() && typed.beginning.empty())
    return found;
  const auto completed = completions(typed.beginning, std::max(title_stems, (request.limit + 1) * tries_a_suggestion));
  add_words(typed, *completed, snapshot, request.limit, found);
  add_names(request.prefix, *names_, request.limit, found);
  add_titles(typed, *completed, snapshot, request.limit, found);
  return found;
}

} // namespace akin
