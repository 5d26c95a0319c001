// The sections of forward.akin and the two writers that fill them, shared by building and merging.
#pragma once

#include "engine/xapian/forward.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace akin::engine {

namespace forward_format {
inline constexpr std::uint64_t magic = 0x31445746'4E494B41; ///< "AKINFWD1" in a hex dump
inline constexpr std::uint64_t version = 3;
enum Section : std::size_t {
  stem_offsets,
  stem_blob,
  stem_statistics,
  word_offsets,
  word_blob,
  word_rank,
  word_counts,
  rank_stem,
  stop_stems,
  stop_offsets,
  stop_postings,
  streams,
  stream_offsets, ///< last, since it is known only when the streams are written
  section_count
};
} // namespace forward_format

/// The dictionary, filled in byte order.
class DictionaryTables {
 public:
  void add_stem(std::string_view text, const TermStatistics& statistics);
  void add_word(std::string_view text, LocalTerm stem, bool stop, std::uint32_t count);
  /// Gives every word its rank, most frequent first, ties in byte order; call when all words are in.
  /// Returns the rank by byte order.
  std::vector<WordRank> rank_words();
  void write(SectionWriter& out) const;

 private:
  std::vector<std::uint32_t> stem_offsets_{0};
  std::string stem_blob_;
  std::vector<TermStatistics> stem_statistics_;
  std::vector<std::uint32_t> word_offsets_{0};
  std::string word_blob_;
  std::vector<std::uint32_t> word_counts_;
  std::vector<std::uint32_t> word_stem_; ///< stem << 1 | stop
  std::vector<WordRank> word_rank_;
};

/// The postings of stop words, stem after stem in ascending order and within a stem document after document.
class StopPostingsTable {
 public:
  void add(LocalTerm stem, LocalDoc document, std::uint32_t frequency);
  void write(SectionWriter& out);

 private:
  std::vector<LocalTerm> stems_;
  std::vector<std::uint64_t> offsets_;
  std::string postings_;
  LocalDoc next_ = 0; ///< least document that may come now
};

/// The token streams, document after document.
class StreamsWriter {
 public:
  explicit StreamsWriter(SectionWriter& out) : out_(out) { out_.begin_section(); }
  /// The bytes of the document's PairSketch, of the size that belongs to its tokens.
  void begin_document(std::uint32_t title_tokens, std::uint32_t summary_tokens, std::uint32_t total_tokens,
                      std::string_view pairs);
  void add_token(WordRank word, bool capitalised) {
    put_varint(buffer_, static_cast<std::uint64_t>(word) << 1U | static_cast<std::uint64_t>(capitalised));
  }
  void finish();

 private:
  void flush();

  SectionWriter& out_;
  std::string buffer_;
  std::uint64_t flushed_bytes_ = 0;
  std::vector<std::uint64_t> offsets_;
};

} // namespace akin::engine
