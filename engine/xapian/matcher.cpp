#include "engine/xapian/matcher.hpp"

#include "engine/xapian/accumulator.hpp"
#include "engine/xapian/gallop.hpp"
#include "engine/xapian/phrase.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace akin::engine {
namespace {

/// Candidates of a phrase whose streams are fetched ahead of the check.
constexpr std::size_t prefetch_distance = 6;

using query::Field;
using query::Kind;
using query::Node;
using query::Occur;
using query::QueryWord;

/// Calls visit(place in few, place in many) for what both lists have.
template <class Visit>
void for_each_common(const std::vector<LocalDoc>& few, const std::vector<LocalDoc>& many, const Visit& visit) {
  constexpr std::size_t worth_galloping = 8; // times as long
  std::size_t place = 0;
  if (many.size() < worth_galloping * few.size()) {
    for (std::size_t i = 0; i < few.size() && place < many.size();) {
      const LocalDoc a = few[i];
      const LocalDoc b = many[place];
      if (a == b)
        visit(i, place);
      i += a <= b ? 1 : 0; // no branch: which list goes on cannot be foreseen
      place += b <= a ? 1 : 0;
    }
    return;
  }
  for (std::size_t i = 0; i < few.size(); ++i) {
    place = gallop(many, place, few[i]);
    if (place == many.size())
      return;
    if (many[place] == few[i])
      visit(i, place);
  }
}

/// Keeps those that others has.
void keep_common(ScoredDocuments& documents, const std::vector<LocalDoc>& others) {
  std::size_t kept = 0;
  for_each_common(documents.documents, others, [&](std::size_t i, std::size_t) {
    documents.documents[kept] = documents.documents[i];
    documents.scores[kept++] = documents.scores[i];
  });
  documents.documents.resize(kept);
  documents.scores.resize(kept);
}

void keep_common(std::vector<LocalDoc>& documents, const std::vector<LocalDoc>& others) {
  std::size_t kept = 0;
  for_each_common(documents, others, [&](std::size_t i, std::size_t) { documents[kept++] = documents[i]; });
  documents.resize(kept);
}

ScoredDocuments intersection(const ScoredDocuments& a, const ScoredDocuments& b) {
  if (a.documents.size() > b.documents.size())
    return intersection(b, a);
  ScoredDocuments both;
  for_each_common(a.documents, b.documents, [&](std::size_t i, std::size_t place) {
    both.documents.push_back(a.documents[i]);
    both.scores.push_back(a.scores[i] + b.scores[place]);
  });
  return both;
}

/// Adds the scores of optional to those documents of all that it has.
void add_scores(ScoredDocuments& all, const ScoredDocuments& optional) {
  for_each_common(all.documents, optional.documents,
                  [&](std::size_t i, std::size_t place) { all.scores[i] += optional.scores[place]; });
}

ScoredDocuments difference(const ScoredDocuments& all, const ScoredDocuments& without) {
  ScoredDocuments rest;
  std::size_t place = 0;
  for (std::size_t i = 0; i < all.documents.size(); ++i) {
    place = gallop(without.documents, place, all.documents[i]);
    if (place < without.documents.size() && without.documents[place] == all.documents[i])
      continue;
    rest.documents.push_back(all.documents[i]);
    rest.scores.push_back(all.scores[i]);
  }
  return rest;
}

ScoredDocuments unscored(std::vector<LocalDoc> documents) {
  ScoredDocuments result{std::move(documents), {}};
  result.scores.resize(result.documents.size());
  return result;
}

bool is_plain_word(const Node& node) { return node.kind == Kind::word && !node.words.empty(); }

} // namespace

FacetField facet_of(Field field) {
  switch (field) {
  case Field::person:
    return FacetField::person;
  case Field::place:
    return FacetField::place;
  case Field::organisation:
    return FacetField::organisation;
  case Field::author:
    return FacetField::author;
  case Field::tag:
    return FacetField::tag;
  case Field::section:
    return FacetField::section;
  case Field::language:
    return FacetField::language;
  default:
    return FacetField::source;
  }
}

bool SegmentMatcher::out_of_time() {
  if (!timed_out_ && context_.deadline && std::chrono::steady_clock::now() > *context_.deadline)
    timed_out_ = true;
  return timed_out_;
}

float factor_of(const SearchContext& context, const QueryWord& word) {
  const WordWeight weight = weight_of(context, word);
  return static_cast<float>(weight.idf * weight.burst);
}

ScoredDocuments SegmentMatcher::match_word(const Node& node) {
  const QueryWord& word = node.words.front();
  const float factor = factor_of(context_, word);
  ScoredDocuments result;
  if (factor == 0 || out_of_time())
    return result;
  if (node.field == Field::title) {
    result.documents = lists_.postings(word, Tokens::title)->documents;
    result.scores.assign(result.documents.size(), factor * (1 + context_.ranking.title_weight));
    return result;
  }
  if (!context_.scored)
    return unscored(lists_.postings(word, counting_tokens(word))->documents);
  const auto impacts = lists_.impacts(word);
  result.documents = impacts->postings->documents;
  result.scores.resize(result.documents.size());
  std::transform(impacts->impact.begin(), impacts->impact.end(), result.scores.begin(),
                 [&](float impact) { return factor * impact; });
  return result;
}

/// Adds a word's score to those of the documents that have it.
void SegmentMatcher::add_word_scores(const QueryWord& word, bool title_only, ScoredDocuments& matches) const {
  if (!context_.scored)
    return;
  const float factor = factor_of(context_, word);
  if (title_only) {
    const float title_score = factor * (1 + context_.ranking.title_weight);
    for_each_common(matches.documents, lists_.postings(word, Tokens::title)->documents,
                    [&](std::size_t i, std::size_t) { matches.scores[i] += title_score; });
    return;
  }
  const auto impacts = lists_.impacts(word);
  for_each_common(matches.documents, impacts->postings->documents,
                  [&](std::size_t i, std::size_t place) { matches.scores[i] += factor * impacts->impact[place]; });
}

/// Of the words of a phrase, the documents that have them.
std::vector<std::shared_ptr<const PostingList>> SegmentMatcher::lists_of(const Node& phrase) const {
  std::vector<std::shared_ptr<const PostingList>> lists;
  for (const QueryWord& word : phrase.words)
    lists.push_back(lists_.postings(word, phrase.field == Field::title ? Tokens::title : Tokens::all));
  return lists;
}

ScoredDocuments SegmentMatcher::match_phrase(const Node& node) {
  const auto lists = lists_of(node);
  const auto rarest = std::min_element(lists.begin(), lists.end(), [](const auto& a, const auto& b) {
    return a->documents.size() < b->documents.size();
  });
  std::vector<LocalDoc> candidates = (*rarest)->documents;
  for (const auto& list : lists)
    if (list != *rarest)
      keep_common(candidates, list->documents);
  PhraseFilter(segment_, node).keep_possible(candidates);
  const PhraseCheck check(segment_, node, static_cast<unsigned>(rarest - lists.begin()));
  constexpr std::uint32_t unbounded = std::numeric_limits<std::uint32_t>::max();
  std::size_t found = 0;
  for_each_common(candidates, (*rarest)->documents, [&](std::size_t i, std::size_t place) {
    if (i % 1024 == 0 ? out_of_time() : timed_out_)
      return;
    if (i + prefetch_distance < candidates.size())
      segment_.forward().prefetch(candidates[i + prefetch_distance]);
    const std::uint16_t frequency = (*rarest)->frequency[place];
    if (check.matches(candidates[i], frequency < most_frequency ? frequency : unbounded))
      candidates[found++] = candidates[i];
  });
  candidates.resize(found);
  ScoredDocuments result = unscored(std::move(candidates));
  const bool only_stops = std::all_of(node.words.begin(), node.words.end(), [](const QueryWord& w) { return w.stop; });
  for (const QueryWord& word : node.words)
    if (only_stops || !word.stop)
      add_word_scores(word, node.field == Field::title, result);
  return result;
}

ScoredDocuments SegmentMatcher::match_any(std::span<const Node* const> nodes) {
  if (nodes.size() == 1)
    return match(*nodes.front());
  Accumulator<float> sums(segment_.document_count());
  for (const Node* node : nodes) {
    if (is_plain_word(*node) && node->field != Field::title) {
      const float factor = factor_of(context_, node->words.front());
      if (factor == 0 || out_of_time())
        continue;
      const auto impacts = lists_.impacts(node->words.front());
      const std::vector<LocalDoc>& documents = impacts->postings->documents;
      for (std::size_t i = 0; i < documents.size(); ++i)
        sums.add(documents[i], factor * impacts->impact[i]);
      continue;
    }
    const ScoredDocuments part = match(*node);
    for (std::size_t i = 0; i < part.documents.size(); ++i)
      sums.add(part.documents[i], part.scores[i]);
  }
  ScoredDocuments result;
  const std::size_t size = sums.size();
  result.documents.reserve(size);
  result.scores.reserve(size);
  sums.take([&](LocalDoc document, float score) {
    result.documents.push_back(document);
    result.scores.push_back(score);
  });
  return result;
}

/// Documents that match all of nodes. Those that have the words of it are found first, beginning with the rarest, and
/// only they are scored: lists of common words are long.
ScoredDocuments SegmentMatcher::match_all(std::span<const Node* const> nodes) {
  ScoredDocuments result;
  bool any = false;
  std::vector<std::shared_ptr<const PostingList>> lists;
  for (const Node* node : nodes) {
    if (is_plain_word(*node)) {
      const QueryWord& word = node->words.front();
      lists.push_back(lists_.postings(word, node->field == Field::title ? Tokens::title : counting_tokens(word)));
      continue;
    }
    ScoredDocuments part = match(*node);
    result = any ? intersection(result, part) : std::move(part);
    any = true;
    if (result.documents.empty())
      return result;
  }
  std::sort(lists.begin(), lists.end(),
            [](const auto& a, const auto& b) { return a->documents.size() < b->documents.size(); });
  for (const auto& list : lists) {
    if (!any)
      result = unscored(list->documents);
    else
      keep_common(result, list->documents);
    any = true;
  }
  for (const Node* node : nodes) // in their order, so that a sum does not depend on how the index is cut
    if (is_plain_word(*node) && !out_of_time())
      add_word_scores(node->words.front(), node->field == Field::title, result);
  return result;
}

ScoredDocuments SegmentMatcher::match_boolean(const Node& node) {
  std::vector<const Node*> should;
  std::vector<const Node*> must;
  for (const query::Clause& clause : node.clauses)
    if (clause.occur != Occur::must_not)
      (clause.occur == Occur::must ? must : should).push_back(&clause.node);
  ScoredDocuments result;
  if (must.empty())
    result = should.empty() ? everything() : match_any(should);
  else
    result = must.size() == 1 ? match(*must.front()) : match_all(must);
  if (must.empty() || result.documents.empty() || !context_.scored)
    should.clear();
  for (const Node* optional : should) {
    if (is_plain_word(*optional))
      add_word_scores(optional->words.front(), optional->field == Field::title, result);
    else
      add_scores(result, match(*optional));
  }
  for (const query::Clause& clause : node.clauses)
    if (clause.occur == Occur::must_not && !result.documents.empty())
      result = difference(result, match(clause.node));
  return result;
}

ScoredDocuments SegmentMatcher::everything() const {
  std::vector<LocalDoc> all(segment_.document_count());
  for (LocalDoc d = 0; d < all.size(); ++d)
    all[d] = d;
  return unscored(std::move(all));
}

ScoredDocuments SegmentMatcher::match(const Node& node) {
  if (out_of_time())
    return {};
  switch (node.kind) {
  case Kind::nothing:
    return {};
  case Kind::word:
  case Kind::prefix:
    return node.words.empty() ? ScoredDocuments{} : match_word(node);
  case Kind::phrase:
    return node.words.empty() ? ScoredDocuments{} : match_phrase(node);
  case Kind::value:
    return unscored(with_values(node.field, std::span(&node.text, node.names.empty() ? 1U : 0U), node.names));
  case Kind::date:
    return unscored(published_within(node.range));
  case Kind::boolean:
    return match_boolean(node);
  }
  return {};
}

/// Appends the documents of the values of a field that a test lets through.
template <class IsWanted>
void SegmentMatcher::add_documents(FacetField field, const IsWanted& is_wanted,
                                   std::vector<LocalDoc>& documents) const {
  const FacetIndex& index = segment_.facet_index(field);
  for (ValueId v = 0; v < index.folded.size(); ++v)
    if (is_wanted(v))
      documents.insert(documents.end(), index.documents.begin() + index.offsets[v],
                       index.documents.begin() + index.offsets[v + 1]);
}

std::vector<LocalDoc> SegmentMatcher::with_values(Field field, std::span<const std::string> values,
                                                  std::span<const query::FieldName> names) const {
  std::vector<LocalDoc> documents;
  if (!values.empty()) {
    const bool by_part =
        field == Field::person || field == Field::place || field == Field::organisation || field == Field::author;
    std::vector<std::string> wanted;
    for (const std::string& value : values) {
      const bool is_language = field == Field::language && language_from_tag(value) != Language::unknown;
      wanted.push_back(folded_value(is_language ? info(language_from_tag(value)).code : std::string_view(value)));
    }
    const FacetIndex& index = segment_.facet_index(facet_of(field));
    const auto is_wanted = [&](ValueId v) {
      return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& text) {
        return by_part ? text.size() > 1 && index.folded[v].find(text) != std::string::npos : index.folded[v] == text;
      });
    };
    add_documents(facet_of(field), is_wanted, documents);
  }
  std::map<Field, std::unordered_set<std::string_view>> wanted;
  for (const query::FieldName& name : names)
    wanted[name.field].insert(name.name);
  for (const auto& [of_names, texts] : wanted)
    add_documents(
        facet_of(of_names),
        [&, &texts = texts, name_field = facet_of(of_names)](ValueId v) {
          return texts.contains(segment_.columns().value(name_field, v));
        },
        documents);
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents;
}

std::vector<LocalDoc> SegmentMatcher::published_within(const TimeRange& range) const {
  const std::int64_t begin = range.begin ? range.begin->seconds : no_date + 1;
  const std::int64_t end = range.end ? range.end->seconds : std::numeric_limits<std::int64_t>::max();
  std::vector<LocalDoc> documents;
  const auto published = segment_.columns().published();
  for (LocalDoc d = 0; d < published.size(); ++d)
    if (published[d] >= begin && published[d] < end)
      documents.push_back(d);
  return documents;
}

} // namespace akin::engine
