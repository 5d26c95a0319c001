#include "engine/xapian/forward_format.hpp"

#include <algorithm>
#include <numeric>

namespace akin::engine {

void DictionaryTables::add_stem(std::string_view text, const TermStatistics& statistics) {
  stem_blob_ += text;
  stem_offsets_.push_back(static_cast<std::uint32_t>(stem_blob_.size()));
  stem_statistics_.push_back(statistics);
}

void DictionaryTables::add_word(std::string_view text, LocalTerm stem, bool stop, std::uint32_t count) {
  word_blob_ += text;
  word_offsets_.push_back(static_cast<std::uint32_t>(word_blob_.size()));
  word_counts_.push_back(count);
  word_stem_.push_back(stem << 1U | static_cast<std::uint32_t>(stop));
}

std::vector<WordRank> DictionaryTables::rank_words() {
  std::vector<std::uint32_t> by_count(word_counts_.size());
  std::iota(by_count.begin(), by_count.end(), 0U);
  std::stable_sort(by_count.begin(), by_count.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return word_counts_[a] > word_counts_[b]; });
  word_rank_.resize(by_count.size());
  for (WordRank rank = 0; rank < by_count.size(); ++rank)
    word_rank_[by_count[rank]] = rank;
  return word_rank_;
}

void DictionaryTables::write(SectionWriter& out) const {
  std::vector<std::uint32_t> rank_stem(word_stem_.size());
  for (std::size_t i = 0; i < word_stem_.size(); ++i)
    rank_stem[word_rank_[i]] = word_stem_[i];
  out.section(stem_offsets_);
  out.section(stem_blob_);
  out.section(stem_statistics_);
  out.section(word_offsets_);
  out.section(word_blob_);
  out.section(word_rank_);
  out.section(word_counts_);
  out.section(rank_stem);
}

void StopPostingsTable::add(LocalTerm stem, LocalDoc document, std::uint32_t frequency) {
  if (stems_.empty() || stems_.back() != stem) {
    stems_.push_back(stem);
    offsets_.push_back(postings_.size());
    next_ = 0;
  }
  put_stop_posting(postings_, document - next_, frequency);
  next_ = document + 1;
}

void StopPostingsTable::write(SectionWriter& out) {
  offsets_.push_back(postings_.size());
  out.section(stems_);
  out.section(offsets_);
  out.section(postings_);
}

void StreamsWriter::begin_document(std::uint32_t title_tokens, std::uint32_t summary_tokens, std::uint32_t total_tokens,
                                   std::string_view pairs) {
  if (buffer_.size() > (1U << 20U))
    flush();
  offsets_.push_back(flushed_bytes_ + buffer_.size());
  put_varint(buffer_, title_tokens);
  put_varint(buffer_, summary_tokens);
  put_varint(buffer_, total_tokens);
  buffer_ += pairs;
}

void StreamsWriter::flush() {
  out_.append(buffer_.data(), buffer_.size());
  flushed_bytes_ += buffer_.size();
  buffer_.clear();
}

void StreamsWriter::finish() {
  flush();
  offsets_.push_back(flushed_bytes_);
  out_.section(offsets_);
}

} // namespace akin::engine
