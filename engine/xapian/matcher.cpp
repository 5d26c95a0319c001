#include "engine/xapian/matcher.hpp"

#include "engine/xapian/phrase.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
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

/// Adds up numbers by document; cheap to collect in order however many lists went in.
template <class Number> class Accumulator {
 public:
  explicit Accumulator(std::uint32_t documents) : values_(documents), bits_(documents / 64 + 1) {}
  void add(LocalDoc document, Number value) {
    values_[document] += value;
    bits_[document / 64] |= std::uint64_t{1} << (document % 64);
  }
  template <class Visit> void for_each(const Visit& visit) const {
    for (std::size_t word = 0; word < bits_.size(); ++word)
      for (std::uint64_t bits = bits_[word]; bits != 0; bits &= bits - 1) {
        const auto document = static_cast<LocalDoc>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
        visit(document, values_[document]);
      }
  }

 private:
  std::vector<Number> values_;
  std::vector<std::uint64_t> bits_;
};

/// The documents of several lists with their frequencies added up.
PostingList sum_of(std::span<const PostingList* const> lists) {
  LocalDoc last = 0;
  for (const PostingList* list : lists)
    if (!list->documents.empty())
      last = std::max(last, list->documents.back());
  Accumulator<std::uint32_t> sums(last + 1);
  for (const PostingList* list : lists)
    for (std::size_t i = 0; i < list->documents.size(); ++i)
      sums.add(list->documents[i], list->frequency[i]);
  PostingList together;
  sums.for_each([&](LocalDoc document, std::uint32_t frequency) {
    together.documents.push_back(document);
    together.frequency.push_back(static_cast<std::uint16_t>(std::min(frequency, std::uint32_t{most_frequency})));
  });
  return together;
}

/// Position of the first element >= wanted at or behind from, by galloping: cheap when lists differ much in length.
std::size_t gallop(const std::vector<LocalDoc>& list, std::size_t from, LocalDoc wanted) {
  std::size_t step = 1;
  std::size_t high = from;
  while (high < list.size() && list[high] < wanted) {
    from = high + 1;
    high += step;
    step *= 2;
  }
  const auto begin = list.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = list.begin() + static_cast<std::ptrdiff_t>(std::min(high, list.size()));
  return static_cast<std::size_t>(std::lower_bound(begin, end, wanted) - list.begin());
}

/// Calls visit(place in few, place in many) for what both lists have.
template <class Visit>
void for_each_common(const std::vector<LocalDoc>& few, const std::vector<LocalDoc>& many, const Visit& visit) {
  std::size_t place = 0;
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

WordWeight weighed(const SearchContext& context, const QueryWord& word) {
  double document_frequency = 0;
  double collection_frequency = 0;
  for (const auto& segment : context.segments)
    for (const std::string& stem : word.stems)
      if (const auto term = segment->forward().find_stem(stem)) {
        const TermStatistics& statistics = segment->forward().stem_statistics()[*term];
        document_frequency += statistics.document_frequency;
        collection_frequency += statistics.collection_frequency;
      }
  const double documents = context.documents;
  document_frequency = std::min(document_frequency, documents); // stems of one word may share documents
  if (document_frequency == 0)
    return {};
  const double idf = std::log(1 + (documents - document_frequency + 0.5) / (document_frequency + 0.5));
  const double burst =
      std::pow(std::max(1.0, collection_frequency / document_frequency), context.ranking.burst_exponent);
  return {idf, burst};
}

bool is_plain_word(const Node& node) { return node.kind == Kind::word && !node.words.empty(); }

} // namespace

SegmentMatcher::Tokens counting_tokens(const QueryWord& word) {
  return word.stop ? SegmentMatcher::Tokens::all : SegmentMatcher::Tokens::content;
}

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

WordWeight weight_of(const SearchContext& context, const QueryWord& word) {
  const auto [place, is_new] = context.weights.try_emplace(&word);
  if (is_new)
    place->second = weighed(context, word);
  return place->second;
}

bool SegmentMatcher::out_of_time() {
  if (!timed_out_ && context_.deadline && std::chrono::steady_clock::now() > *context_.deadline)
    timed_out_ = true;
  return timed_out_;
}

PostingList SegmentMatcher::all_postings(LocalTerm stem) const {
  PostingList stops;
  segment_.forward().for_each_stop_posting(stem, [&](LocalDoc document, std::uint32_t frequency) {
    stops.documents.push_back(document);
    stops.frequency.push_back(static_cast<std::uint16_t>(std::min(frequency, std::uint32_t{most_frequency})));
  });
  const auto content = stem_postings(std::string(segment_.forward().stem(stem)), Tokens::content);
  return content->documents.empty() ? stops : sum_of(std::array{content.get(), &std::as_const(stops)});
}

std::shared_ptr<const PostingList> SegmentMatcher::stem_postings(const std::string& stem, Tokens tokens) const {
  const auto term = segment_.forward().find_stem(stem);
  if (!term)
    return nullptr;
  const std::string folder = segment_.folder().filename().string() + "/";
  const auto stop_stems = segment_.forward().stop_stems();
  if (tokens == Tokens::all && std::binary_search(stop_stems.begin(), stop_stems.end(), *term))
    return context_.cache->get(folder + "A" + stem, [&] { return all_postings(*term); });
  const std::string name = tokens == Tokens::title ? "S" + stem : stem;
  return context_.cache->get(folder + name, [&] { return segment_.postings(name); });
}

std::shared_ptr<const PostingList> SegmentMatcher::postings(const QueryWord& word, Tokens tokens) const {
  std::vector<std::shared_ptr<const PostingList>> lists;
  for (const std::string& stem : word.stems)
    if (auto list = stem_postings(stem, tokens); list && !list->documents.empty())
      lists.push_back(std::move(list));
  if (lists.empty())
    return std::make_shared<const PostingList>();
  if (lists.size() == 1)
    return lists.front();
  std::vector<const PostingList*> parts;
  for (const auto& list : lists)
    parts.push_back(list.get());
  return std::make_shared<const PostingList>(sum_of(parts));
}

ScoredDocuments SegmentMatcher::match_word(const Node& node) {
  const WordWeight weight = weight_of(context_, node.words.front());
  const auto factor = static_cast<float>(weight.idf * weight.burst);
  const float title_score = factor * context_.ranking.title_weight;
  ScoredDocuments result;
  if (factor == 0 || out_of_time())
    return result;
  const auto in_title = postings(node.words.front(), Tokens::title);
  if (node.field == Field::title) {
    result.documents = in_title->documents;
    result.scores.assign(result.documents.size(), factor + title_score);
    return result;
  }
  const auto anywhere = postings(node.words.front(), counting_tokens(node.words.front()));
  result.documents = anywhere->documents;
  result.scores.resize(result.documents.size());
  const auto lengths = segment_.columns().lengths();
  const auto average = static_cast<float>(context_.average_length);
  for (std::size_t i = 0; i < result.documents.size(); ++i)
    result.scores[i] = factor * saturated_frequency(context_.ranking, anywhere->frequency[i],
                                                    static_cast<float>(lengths[result.documents[i]]), average);
  if (title_score != 0) {
    ScoredDocuments titles{in_title->documents, std::vector<float>(in_title->documents.size(), title_score)};
    add_scores(result, titles);
  }
  return result;
}

/// Documents with every word of a phrase, wherever.
struct SegmentMatcher::PhraseCandidates {
  std::vector<LocalDoc> documents;
  unsigned rarest = 0;                     ///< the word of the phrase that is in fewest documents
  std::shared_ptr<const PostingList> list; ///< its postings: all of documents are among them
  static constexpr std::uint32_t unbounded = std::numeric_limits<std::uint32_t>::max();
};

SegmentMatcher::PhraseCandidates SegmentMatcher::with_all_words(const Node& phrase) const {
  std::vector<std::shared_ptr<const PostingList>> lists;
  for (const QueryWord& word : phrase.words)
    lists.push_back(postings(word, phrase.field == Field::title ? Tokens::title : Tokens::all));
  const auto rarest = std::min_element(lists.begin(), lists.end(), [](const auto& a, const auto& b) {
    return a->documents.size() < b->documents.size();
  });
  PhraseCandidates candidates{(*rarest)->documents, static_cast<unsigned>(rarest - lists.begin()), *rarest};
  for (const auto& list : lists)
    if (list != candidates.list)
      keep_common(candidates.documents, list->documents);
  return candidates;
}

/// Adds a word's score to those of the documents that have it.
void SegmentMatcher::add_word_scores(const QueryWord& word, bool title_only, ScoredDocuments& matches) const {
  const WordWeight weight = weight_of(context_, word);
  const auto factor = static_cast<float>(weight.idf * weight.burst);
  const float title_score = factor * context_.ranking.title_weight + (title_only ? factor : 0);
  const auto average = static_cast<float>(context_.average_length);
  const auto lengths = segment_.columns().lengths();
  for_each_common(matches.documents, postings(word, Tokens::title)->documents,
                  [&](std::size_t i, std::size_t) { matches.scores[i] += title_score; });
  if (title_only)
    return;
  const auto anywhere = postings(word, counting_tokens(word));
  for_each_common(matches.documents, anywhere->documents, [&](std::size_t i, std::size_t place) {
    const auto length = static_cast<float>(lengths[matches.documents[i]]);
    matches.scores[i] += factor * saturated_frequency(context_.ranking, anywhere->frequency[place], length, average);
  });
}

ScoredDocuments SegmentMatcher::match_phrase(const Node& node) {
  const PhraseCandidates candidates = with_all_words(node);
  const PhraseCheck check(segment_, node, candidates.rarest);
  std::vector<LocalDoc> found;
  for_each_common(candidates.documents, candidates.list->documents, [&](std::size_t i, std::size_t place) {
    if (i % 1024 == 0 ? out_of_time() : timed_out_)
      return;
    if (i + prefetch_distance < candidates.documents.size())
      segment_.forward().prefetch(candidates.documents[i + prefetch_distance]);
    const std::uint16_t frequency = candidates.list->frequency[place];
    if (check.matches(candidates.documents[i], frequency < most_frequency ? frequency : candidates.unbounded))
      found.push_back(candidates.documents[i]);
  });
  ScoredDocuments result = unscored(std::move(found));
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
    const ScoredDocuments part = match(*node);
    for (std::size_t i = 0; i < part.documents.size(); ++i)
      sums.add(part.documents[i], part.scores[i]);
  }
  ScoredDocuments result;
  sums.for_each([&](LocalDoc document, float score) {
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
      lists.push_back(postings(word, node->field == Field::title ? Tokens::title : counting_tokens(word)));
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
  if (must.empty() || result.documents.empty())
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

std::vector<LocalDoc> SegmentMatcher::with_values(Field field, std::span<const std::string> values,
                                                  std::span<const std::string> names) const {
  const FacetIndex& index = segment_.facet_index(facet_of(field));
  const bool by_part =
      field == Field::person || field == Field::place || field == Field::organisation || field == Field::author;
  std::vector<std::string> wanted;
  for (const std::string& value : values) {
    std::string_view text = value;
    if (field == Field::language && language_from_tag(value) != Language::unknown)
      text = info(language_from_tag(value)).code;
    wanted.push_back(folded_value(text));
  }
  const std::unordered_set<std::string_view> wanted_names(names.begin(), names.end());
  std::vector<LocalDoc> documents;
  int lists = 0;
  for (ValueId v = 0; v < index.folded.size(); ++v) {
    const bool matches = std::any_of(wanted.begin(), wanted.end(),
                                     [&](const std::string& text) {
                                       return by_part
                                                  ? text.size() > 1 && index.folded[v].find(text) != std::string::npos
                                                  : index.folded[v] == text;
                                     }) ||
                         (!wanted_names.empty() && wanted_names.contains(segment_.columns().value(facet_of(field), v)));
    if (!matches)
      continue;
    documents.insert(documents.end(), index.documents.begin() + index.offsets[v],
                     index.documents.begin() + index.offsets[v + 1]);
    ++lists;
  }
  if (lists > 1) {
    std::sort(documents.begin(), documents.end());
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  }
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
