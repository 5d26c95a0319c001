#include "engine/xapian/word_lists.hpp"

#include "engine/xapian/accumulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace akin::engine {
namespace {

/// Kinds of lists in the cache; the postings of Tokens come first.
enum Kind : unsigned { first_postings = 0, impacts_kind = 3, stop_impacts_kind, totals_kind };

/// The statistics of all stems of a word together.
struct Totals {
  std::uint64_t document_frequency = 0;
  std::uint64_t collection_frequency = 0;
  static std::size_t bytes() noexcept { return sizeof(Totals); }
};

Hash128 key_of_stems(const std::vector<std::string>& stems) {
  if (stems.size() == 1)
    return hash128(stems.front());
  std::vector<std::string_view> sorted(stems.begin(), stems.end());
  std::sort(sorted.begin(), sorted.end());
  std::string all;
  for (const std::string_view stem : sorted)
    all.append(stem).push_back('\n');
  return hash128(all);
}

Totals totals_of(const Segment& segment, const query::QueryWord& word) {
  Totals totals;
  for (const std::string& stem : word.stems)
    if (const auto term = segment.forward().find_stem(stem)) {
      const TermStatistics& statistics = segment.forward().stem_statistics()[*term];
      totals.document_frequency += statistics.document_frequency;
      totals.collection_frequency += statistics.collection_frequency;
    }
  return totals;
}

WeighedWord weighed(const SearchContext& context, const query::QueryWord& word) {
  constexpr std::size_t few_stems = 4; // of which looking up the statistics is as quick as looking up the totals
  WeighedWord result{key_of_stems(word.stems), {}};
  Totals totals;
  for (const auto& segment : context.segments) {
    const PostingKey key{segment->serial(), result.key, totals_kind};
    const Totals more = word.stems.size() <= few_stems
                            ? totals_of(*segment, word)
                            : *context.cache->get<Totals>(key, [&] { return totals_of(*segment, word); });
    totals.document_frequency += more.document_frequency;
    totals.collection_frequency += more.collection_frequency;
  }
  if (totals.document_frequency == 0)
    return result;
  const double documents = context.documents;
  // Stems of one word may share documents.
  const double document_frequency = std::min(static_cast<double>(totals.document_frequency), documents);
  const double frequency_within = static_cast<double>(totals.collection_frequency) / document_frequency;
  result.weight.idf = std::log(1 + (documents - document_frequency + 0.5) / (document_frequency + 0.5));
  result.weight.burst = std::pow(std::max(1.0, frequency_within), context.ranking.burst_exponent);
  return result;
}

const WeighedWord& word_in(const SearchContext& context, const query::QueryWord& word) {
  const auto known = context.words.find(&word);
  return known != context.words.end() ? known->second
                                      : context.words.emplace(&word, weighed(context, word)).first->second;
}

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
  const std::size_t size = sums.size();
  together.documents.reserve(size);
  together.frequency.reserve(size);
  sums.take([&](LocalDoc document, std::uint32_t frequency) {
    together.documents.push_back(document);
    together.frequency.push_back(static_cast<std::uint16_t>(std::min(frequency, std::uint32_t{most_frequency})));
  });
  return together;
}

bool is_same(const RankingSettings& a, const RankingSettings& b) {
  return a.k1 == b.k1 && a.b == b.b && a.title_weight == b.title_weight;
}

} // namespace

WordWeight weight_of(const SearchContext& context, const query::QueryWord& word) {
  return word_in(context, word).weight;
}

Tokens counting_tokens(const query::QueryWord& word) { return word.stop ? Tokens::all : Tokens::content; }

PostingKey WordLists::key_of(const query::QueryWord& word, unsigned kind) const {
  return {segment_.serial(), word_in(context_, word).key, static_cast<std::uint8_t>(kind)};
}

PostingList WordLists::all_postings(LocalTerm stem) const {
  PostingList stops;
  segment_.forward().for_each_stop_posting(stem, [&](LocalDoc document, std::uint32_t frequency) {
    stops.documents.push_back(document);
    stops.frequency.push_back(static_cast<std::uint16_t>(std::min(frequency, std::uint32_t{most_frequency})));
  });
  const auto content = stem_postings(segment_.forward().stem(stem), Tokens::content);
  return content->documents.empty() ? stops : sum_of(std::array{content.get(), &std::as_const(stops)});
}

std::shared_ptr<const PostingList> WordLists::stem_postings(std::string_view stem, Tokens tokens) const {
  const auto term = segment_.forward().find_stem(stem);
  if (!term)
    return nullptr;
  const auto stop_stems = segment_.forward().stop_stems();
  if (tokens == Tokens::all && !std::binary_search(stop_stems.begin(), stop_stems.end(), *term))
    tokens = Tokens::content;
  const PostingKey key{segment_.serial(), hash128(stem), static_cast<std::uint8_t>(tokens)};
  return context_.cache->get<PostingList>(key, [&] {
    return tokens == Tokens::all ? all_postings(*term)
                                 : segment_.postings((tokens == Tokens::title ? "S" : "") + std::string(stem));
  });
}

std::shared_ptr<const PostingList> WordLists::postings(const query::QueryWord& word, Tokens tokens) const {
  const auto of_stems = [&]() -> std::shared_ptr<const PostingList> {
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
  };
  if (word.stems.size() <= 1)
    return of_stems();
  const PostingKey key = key_of(word, first_postings + static_cast<unsigned>(tokens));
  if (auto known = context_.cache->find<PostingList>(key))
    return known;
  auto made = of_stems();
  context_.cache->keep(key, made);
  return made;
}

std::shared_ptr<const ImpactList> WordLists::impacts(const query::QueryWord& word) const {
  const PostingKey key = key_of(word, word.stop ? stop_impacts_kind : impacts_kind);
  auto known = context_.cache->find<ImpactList>(key);
  if (known && known->average_length == context_.average_length && is_same(known->ranking, context_.ranking))
    return known;
  ImpactList made{postings(word, counting_tokens(word)), {}, context_.ranking, context_.average_length};
  const PostingList& list = *made.postings;
  made.impact.resize(list.documents.size());
  const auto lengths = segment_.columns().lengths();
  const auto average = static_cast<float>(context_.average_length);
  for (std::size_t i = 0; i < made.impact.size(); ++i)
    made.impact[i] = saturated_frequency(context_.ranking, list.frequency[i],
                                         static_cast<float>(lengths[list.documents[i]]), average);
  if (context_.ranking.title_weight != 0) {
    const auto in_title = postings(word, Tokens::title);
    std::size_t place = 0;
    for (const LocalDoc document : in_title->documents) {
      const auto found =
          std::lower_bound(list.documents.begin() + static_cast<std::ptrdiff_t>(place), list.documents.end(), document);
      place = static_cast<std::size_t>(found - list.documents.begin());
      if (place < list.documents.size() && list.documents[place] == document)
        made.impact[place] += context_.ranking.title_weight;
    }
  }
  auto kept = std::make_shared<const ImpactList>(std::move(made));
  context_.cache->keep(key, kept);
  return kept;
}

} // namespace akin::engine
