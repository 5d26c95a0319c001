// The part of a snapshot that numbers stems and makes term vectors.
#include "engine/xapian/snapshot.hpp"

#include <algorithm>
#include <bitset>
#include <limits>
#include <queue>

namespace akin::engine {

const XapianSnapshot::CommonTerms& XapianSnapshot::common_terms() const {
  std::call_once(common_once_, [&] {
    using Head = std::tuple<std::string_view, std::uint32_t, LocalTerm>;
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    for (std::uint32_t s = 0; s < segments_.size(); ++s) {
      const ForwardFile& forward = segments_[s]->forward();
      common_.by_segment.emplace_back(forward.stem_count());
      if (forward.stem_count() > 0)
        heads.push({forward.stem(0), s, 0});
    }
    std::string_view current;
    while (!heads.empty()) {
      const auto [text, s, local] = heads.top();
      heads.pop();
      if (common_.first.empty() || text != current) {
        current = text;
        common_.first.emplace_back(s, local);
        common_.statistics.emplace_back();
      }
      const ForwardFile& forward = segments_[s]->forward();
      common_.statistics.back().document_frequency += forward.stem_statistics()[local].document_frequency;
      common_.statistics.back().collection_frequency += forward.stem_statistics()[local].collection_frequency;
      common_.by_segment[s][local] = static_cast<TermId>(common_.first.size() - 1);
      if (local + 1 < forward.stem_count())
        heads.push({forward.stem(local + 1), s, local + 1});
    }
  });
  return common_;
}

TermId XapianSnapshot::term_slots() const {
  if (segments_.size() == 1)
    return segments_.front()->forward().stem_count();
  return static_cast<TermId>(common_terms().first.size());
}

std::span<const TermStatistics> XapianSnapshot::term_statistics() const {
  if (segments_.size() == 1)
    return segments_.front()->forward().stem_statistics();
  return common_terms().statistics;
}

std::optional<TermId> XapianSnapshot::find_term(std::string_view stem) const {
  if (segments_.size() == 1)
    return segments_.front()->forward().find_stem(stem);
  for (std::size_t s = 0; s < segments_.size(); ++s)
    if (const auto local = segments_[s]->forward().find_stem(stem))
      return common_terms().by_segment[s][*local];
  return std::nullopt;
}

std::string_view XapianSnapshot::term_text(TermId term) const {
  if (segments_.size() == 1)
    return segments_.front()->forward().stem(term);
  const CommonTerms& common = common_terms();
  if (term >= common.first.size())
    return {};
  const auto [segment, local] = common.first[term];
  return segments_[segment]->forward().stem(local);
}

namespace {

/// Counts of the stems of one stream, stop words left out, numbered as in the segment.
std::vector<TermVectorEntry> count_stems(const ForwardFile& forward, TokenStream stream) {
  static thread_local std::vector<std::uint32_t> slot_by_stem; // zero between calls; grows to the largest dictionary
  if (slot_by_stem.size() < forward.stem_count())
    slot_by_stem.resize(forward.stem_count());
  std::vector<TermVectorEntry> entries;
  for (std::uint32_t position = 0; !stream.at_end(); ++position) {
    const StreamToken token = stream.next();
    if (forward.is_stop(token.word))
      continue;
    const LocalTerm stem = forward.stem_of(token.word);
    if (stem >= slot_by_stem.size())
      continue;
    if (slot_by_stem[stem] == 0) {
      entries.push_back({stem, 0, 0, 0, 0});
      slot_by_stem[stem] = static_cast<std::uint32_t>(entries.size());
    }
    TermVectorEntry& entry = entries[slot_by_stem[stem] - 1];
    ++entry.frequency;
    entry.title += position < stream.title_tokens() ? 1 : 0;
    entry.lead += position < lead_tokens ? 1 : 0;
    entry.capitalised += token.capitalised_mid_sentence ? 1 : 0;
  }
  for (const TermVectorEntry& entry : entries)
    slot_by_stem[entry.term] = 0;
  return entries;
}

} // namespace

std::vector<TermVector> XapianSnapshot::term_vectors(std::span<const DocNumber> documents) const {
  std::vector<TermVector> vectors(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Place place = place_of(documents[i]);
    const ForwardFile& forward = segments_[place.segment]->forward();
    const TokenStream stream = forward.stream(place.local);
    vectors[i].length = stream.total_tokens();
    vectors[i].entries = count_stems(forward, stream);
    for (TermVectorEntry& entry : vectors[i].entries)
      entry.term = common_term(place.segment, entry.term);
    std::sort(vectors[i].entries.begin(), vectors[i].entries.end(),
              [](const TermVectorEntry& a, const TermVectorEntry& b) { return a.term < b.term; });
  }
  return vectors;
}

std::vector<std::string> XapianSnapshot::words_for(DocNumber document, std::span<const TermId> stems) const {
  const Place place = place_of(document);
  const Segment& segment = *segments_[place.segment];
  const ForwardFile& forward = segment.forward();
  struct Wanted {
    LocalTerm stem;
    std::optional<WordRank> word;
    std::uint32_t tokens = 0;
    std::uint32_t capitals = 0;
  };
  std::vector<Wanted> wanted;
  wanted.reserve(stems.size());
  std::bitset<4096> maybe; // few tokens pass it, and it is small: the words of an article lie all over the dictionary
  for (const TermId term : stems) {
    const LocalTerm stem = wanted.emplace_back(Wanted{local_term(place.segment, term), {}}).stem;
    maybe.set(stem % maybe.size());
  }
  for (TokenStream stream = forward.stream(place.local); !stream.at_end();) {
    const StreamToken token = stream.next();
    const LocalTerm stem = forward.stem_of(token.word);
    if (!maybe.test(stem % maybe.size()))
      continue;
    for (Wanted& each : wanted) {
      if (each.stem != stem)
        continue;
      each.word = each.word.value_or(token.word);
      ++each.tokens;
      each.capitals += token.capitalised_mid_sentence ? 1 : 0;
    }
  }
  std::vector<std::string> words;
  words.reserve(wanted.size());
  for (const Wanted& each : wanted) {
    std::string& word = words.emplace_back(each.word ? segment.word_text(*each.word) : std::string_view());
    if (!word.empty() && 2 * each.capitals >= each.tokens && word.front() >= 'a' && word.front() <= 'z')
      word.front() = static_cast<char>(word.front() - 'a' + 'A');
  }
  return words;
}

LocalTerm XapianSnapshot::local_term(std::size_t segment, TermId term) const {
  if (segments_.size() == 1)
    return term;
  const auto& terms = common_terms().by_segment[segment]; // ascending: both have stems in byte order
  const auto place = std::lower_bound(terms.begin(), terms.end(), term);
  return place != terms.end() && *place == term ? static_cast<LocalTerm>(place - terms.begin())
                                                : std::numeric_limits<LocalTerm>::max();
}

} // namespace akin::engine
