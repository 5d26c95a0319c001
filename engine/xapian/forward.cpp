#include "engine/xapian/forward.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"
#include "engine/xapian/forward_format.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace akin::engine {

ForwardFile::ForwardFile(const std::filesystem::path& path)
    : file_(path, forward_format::magic, forward_format::version, forward_format::section_count) {
  stem_offsets_ = file_.section<std::uint32_t>(forward_format::stem_offsets);
  stem_blob_ = file_.text(forward_format::stem_blob);
  stem_statistics_ = file_.section<TermStatistics>(forward_format::stem_statistics);
  word_offsets_ = file_.section<std::uint32_t>(forward_format::word_offsets);
  word_blob_ = file_.text(forward_format::word_blob);
  word_rank_ = file_.section<std::uint32_t>(forward_format::word_rank);
  word_counts_ = file_.section<std::uint32_t>(forward_format::word_counts);
  rank_stem_ = file_.section<std::uint32_t>(forward_format::rank_stem);
  stop_stems_ = file_.section<LocalTerm>(forward_format::stop_stems);
  stop_offsets_ = file_.section<std::uint64_t>(forward_format::stop_offsets);
  stop_postings_ = file_.text(forward_format::stop_postings);
  stream_offsets_ = file_.section<std::uint64_t>(forward_format::stream_offsets);
  streams_ = file_.text(forward_format::streams);
  if (stream_offsets_.empty() || stem_offsets_.size() != stem_statistics_.size() + 1 ||
      stop_offsets_.size() != stop_stems_.size() + 1 || word_offsets_.size() != rank_stem_.size() + 1 ||
      word_rank_.size() != rank_stem_.size() || word_counts_.size() != rank_stem_.size())
    throw Error(ErrorCode::index_damaged, "forward file's sections do not fit together", path.string());
  document_count_ = static_cast<std::uint32_t>(stream_offsets_.size() - 1);
}

std::optional<LocalTerm> ForwardFile::find_stem(std::string_view wanted) const {
  std::uint32_t low = 0;
  std::uint32_t high = stem_count();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (stem(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < stem_count() && stem(low) == wanted)
    return low;
  return std::nullopt;
}

std::pair<std::uint32_t, std::uint32_t> ForwardFile::words_from(std::string_view prefix) const {
  const auto first_not = [&](auto before) {
    std::uint32_t low = 0;
    std::uint32_t high = word_count();
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (before(word_text(middle).substr(0, prefix.size())))
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  };
  return {first_not([&](std::string_view text) { return text < prefix; }),
          first_not([&](std::string_view text) { return text <= prefix; })};
}

std::string_view ForwardFile::stop_list(LocalTerm stem) const {
  const auto place = std::lower_bound(stop_stems_.begin(), stop_stems_.end(), stem);
  if (place == stop_stems_.end() || *place != stem)
    return {};
  const auto index = static_cast<std::size_t>(place - stop_stems_.begin());
  const std::uint64_t begin = stop_offsets_[index];
  const std::uint64_t end = stop_offsets_[index + 1];
  return begin > end || end > stop_postings_.size() ? std::string_view() : stop_postings_.substr(begin, end - begin);
}

std::uint32_t ForwardBuilder::word_of(WordId id, const Vocabulary& vocabulary) {
  if (id >= word_by_vocabulary_id_.size())
    word_by_vocabulary_id_.resize(vocabulary.size());
  std::uint32_t& known = word_by_vocabulary_id_[id];
  if (known == 0) {
    const akin::Word& word = vocabulary[id];
    const auto [place, is_new] = stem_by_text_.try_emplace(word.stem, static_cast<std::uint32_t>(stems_.size()));
    if (is_new) {
      stems_.push_back({word.stem, {}});
      slot_by_stem_.push_back(0);
    }
    words_.push_back({word.text, place->second, word.stop});
    known = static_cast<std::uint32_t>(words_.size());
  }
  return known - 1;
}

std::span<const ForwardBuilder::StemCount> ForwardBuilder::add(const AnalysedArticle& article,
                                                               const Vocabulary& vocabulary) {
  for (const StemCount& count : counts_)
    slot_by_stem_[count.stem] = 0;
  counts_.clear();
  documents_.push_back({tokens_.size(), article.title_tokens, article.summary_tokens});
  for (std::size_t i = 0; i < article.tokens.size(); ++i) {
    const Token& token = article.tokens[i];
    Word& word = words_[word_of(token.word, vocabulary)];
    ++word.count;
    tokens_.push_back(static_cast<std::uint32_t>(&word - words_.data()) << 1U |
                      static_cast<std::uint32_t>(token.capitalised_mid_sentence));
    std::uint32_t& slot = slot_by_stem_[word.stem];
    if (slot == 0) {
      counts_.push_back({word.stem, 0, 0, 0});
      slot = static_cast<std::uint32_t>(counts_.size());
      ++stems_[word.stem].statistics.document_frequency;
    }
    ++stems_[word.stem].statistics.collection_frequency;
    ++(word.stop ? counts_[slot - 1].stop : counts_[slot - 1].frequency);
    if (i < article.title_tokens)
      ++counts_[slot - 1].title;
  }
  for (const StemCount& count : counts_)
    if (count.stop > 0)
      stop_postings_.push_back({count.stem, static_cast<LocalDoc>(documents_.size() - 1), count.stop});
  return counts_;
}

void ForwardBuilder::add_empty() { documents_.push_back({tokens_.size(), 0, 0}); }

void ForwardBuilder::write_stop_postings(std::span<const LocalTerm> sorted_stem, SectionWriter& out) const {
  std::vector<StopPosting> sorted = stop_postings_;
  for (StopPosting& posting : sorted)
    posting.stem = sorted_stem[posting.stem];
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const StopPosting& a, const StopPosting& b) { return a.stem < b.stem; });
  StopPostingsTable table;
  for (const StopPosting& posting : sorted)
    table.add(posting.stem, posting.document, posting.frequency);
  table.write(out);
}

void ForwardBuilder::write(const std::filesystem::path& path, const Hash128& stamp) const {
  std::vector<std::uint32_t> stem_order(stems_.size());
  std::iota(stem_order.begin(), stem_order.end(), 0U);
  std::sort(stem_order.begin(), stem_order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return stems_[a].text < stems_[b].text; });
  std::vector<std::uint32_t> sorted_stem(stems_.size());
  DictionaryTables tables;
  for (std::uint32_t i = 0; i < stem_order.size(); ++i) {
    const Stem& stem = stems_[stem_order[i]];
    sorted_stem[stem_order[i]] = i;
    tables.add_stem(stem.text, stem.statistics);
  }
  std::vector<std::uint32_t> word_order(words_.size());
  std::iota(word_order.begin(), word_order.end(), 0U);
  std::sort(word_order.begin(), word_order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Word& left = words_[a];
    const Word& right = words_[b];
    if (left.text != right.text)
      return left.text < right.text;
    if (left.stem != right.stem)
      return sorted_stem[left.stem] < sorted_stem[right.stem];
    return left.stop < right.stop;
  });
  for (const std::uint32_t index : word_order) {
    const Word& word = words_[index];
    tables.add_word(word.text, sorted_stem[word.stem], word.stop, word.count);
  }
  const std::vector<WordRank> rank_of_sorted = tables.rank_words();
  std::vector<WordRank> rank_of(words_.size());
  for (std::uint32_t i = 0; i < word_order.size(); ++i)
    rank_of[word_order[i]] = rank_of_sorted[i];

  SectionWriter out(path, {forward_format::magic, forward_format::version, stamp});
  tables.write(out);
  write_stop_postings(sorted_stem, out);
  std::vector<std::uint64_t> stem_hash;
  for (const Stem& stem : stems_)
    stem_hash.push_back(hash64(stem.text));
  std::string pairs;
  StreamsWriter streams(out);
  for (std::size_t d = 0; d < documents_.size(); ++d) {
    const std::uint64_t end = d + 1 < documents_.size() ? documents_[d + 1].first_token : tokens_.size();
    const std::uint64_t size = end - documents_[d].first_token;
    pairs.assign(PairSketch::size_bytes(static_cast<std::uint32_t>(size)), '\0');
    const std::uint64_t body = documents_[d].title_tokens + documents_[d].summary_tokens;
    for (std::uint64_t i = 1; i < size; ++i)
      if (i != documents_[d].title_tokens && i != body) {
        const auto hash_at = [&](std::uint64_t place) {
          return stem_hash[words_[tokens_[documents_[d].first_token + place] >> 1U].stem];
        };
        PairSketch::add(pair_hash(hash_at(i - 1), hash_at(i)), pairs);
      }
    streams.begin_document(documents_[d].title_tokens, documents_[d].summary_tokens, static_cast<std::uint32_t>(size),
                           pairs);
    for (std::uint64_t t = documents_[d].first_token; t < end; ++t)
      streams.add_token(rank_of[tokens_[t] >> 1U], (tokens_[t] & 1U) != 0);
  }
  streams.finish();
  out.finish();
}

} // namespace akin::engine
