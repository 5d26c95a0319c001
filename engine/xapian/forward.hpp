// forward.akin: a segment's dictionary of words and stems, and the token stream of every document.
//
// Derived: everything in it can be made again by analysing the stored articles. It serves what postings are bad at:
// term vectors, phrases, words by prefix, statistics. docs/index_format.md describes the bytes.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "engine/engine.hpp"
#include "engine/xapian/pair_sketch.hpp"
#include "engine/xapian/section_file.hpp"
#include "engine/xapian/stop_posting_code.hpp"
#include "engine/xapian/varint.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace akin::engine {

/// Number of a document within one segment; Xapian's document id less one.
using LocalDoc = std::uint32_t;
/// Number of a stem within one segment, in byte order of the stems.
using LocalTerm = std::uint32_t;
/// Number of a word (text, stem, stop mark) within one segment, most frequent first: small numbers are short codes.
using WordRank = std::uint32_t;

/// One token of a stream.
struct StreamToken {
  WordRank word;
  bool capitalised_mid_sentence;
};

/// Walks over one document's tokens.
class TokenStream {
 public:
  explicit TokenStream(std::string_view bytes)
      : position_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(position_ + bytes.size()) {
    title_tokens_ = static_cast<std::uint32_t>(get_varint(position_, end_));
    summary_tokens_ = static_cast<std::uint32_t>(get_varint(position_, end_));
    total_tokens_ = static_cast<std::uint32_t>(get_varint(position_, end_));
    pairs_ = {position_, std::min(PairSketch::size_bytes(total_tokens_), static_cast<std::size_t>(end_ - position_))};
    position_ += pairs_.size();
  }
  std::uint32_t title_tokens() const noexcept { return title_tokens_; }
  std::uint32_t summary_tokens() const noexcept { return summary_tokens_; }
  std::uint32_t total_tokens() const noexcept { return total_tokens_; }
  /// The pairs of neighbours of the whole document: within title, summary and body.
  PairSketch pairs() const noexcept { return PairSketch(pairs_); }
  std::span<const unsigned char> pair_bytes() const noexcept { return pairs_; }
  bool at_end() const noexcept { return position_ == end_; }
  /// The codes of the tokens not read yet: a varint each, word rank << 1 | capitalised.
  std::span<const unsigned char> codes() const noexcept { return {position_, end_}; }
  StreamToken next() {
    const std::uint64_t code = get_varint(position_, end_);
    return {static_cast<WordRank>(code >> 1U), (code & 1U) != 0};
  }

 private:
  const unsigned char* position_;
  const unsigned char* end_;
  std::span<const unsigned char> pairs_;
  std::uint32_t title_tokens_;
  std::uint32_t summary_tokens_;
  std::uint32_t total_tokens_;
};

/// The file, mapped. Immutable, thread-safe.
class ForwardFile {
 public:
  ForwardFile() = default;
  /// Errors: not_found, index_damaged.
  explicit ForwardFile(const std::filesystem::path& path);

  Hash128 stamp() const noexcept { return file_.stamp(); }
  bool verify() const { return file_.verify(); }
  std::uint32_t document_count() const noexcept { return document_count_; }

  std::uint32_t stem_count() const noexcept { return static_cast<std::uint32_t>(stem_statistics_.size()); }
  std::string_view stem(LocalTerm term) const { return slice(stem_offsets_, stem_blob_, term); }
  std::optional<LocalTerm> find_stem(std::string_view stem) const;
  std::span<const TermStatistics> stem_statistics() const noexcept { return stem_statistics_; }
  /// Calls visit(document, frequency) for the documents with tokens that are stop words of this stem, ascending: those
  /// that have no postings in Xapian. Stops early in a damaged list.
  template <class Visit> void for_each_stop_posting(LocalTerm stem, const Visit& visit) const {
    std::string_view list = stop_list(stem);
    for (LocalDoc next = 0; !list.empty();) {
      const auto [gap, frequency] = take_stop_posting(list);
      if (gap >= document_count_ - next)
        return;
      next += static_cast<LocalDoc>(gap);
      visit(next++, frequency);
    }
  }
  /// Stems that have such postings, ascending.
  std::span<const LocalTerm> stop_stems() const noexcept { return stop_stems_; }

  std::uint32_t word_count() const noexcept { return static_cast<std::uint32_t>(rank_stem_.size()); }
  /// Stem of a word, and whether it is a stop word; ranks out of range (damage) give stem 0.
  LocalTerm stem_of(WordRank word) const { return word < rank_stem_.size() ? rank_stem_[word] >> 1U : 0; }
  bool is_stop(WordRank word) const { return word >= rank_stem_.size() || (rank_stem_[word] & 1U) != 0; }

  /// Words in byte order of their text: [first, last) of those that start with prefix.
  std::pair<std::uint32_t, std::uint32_t> words_from(std::string_view prefix) const;
  std::string_view word_text(std::uint32_t sorted) const { return slice(word_offsets_, word_blob_, sorted); }
  WordRank rank_of(std::uint32_t sorted) const { return word_rank_[sorted]; }
  std::uint32_t word_occurrences(std::uint32_t sorted) const { return word_counts_[sorted]; }

  /// Tells the processor that a document's stream will be read soon: streams of candidates lie far apart.
  void prefetch(LocalDoc document) const {
    if (document >= document_count_ || stream_offsets_[document] >= streams_.size())
      return;
    constexpr std::size_t line_bytes = 64;
    for (std::size_t line = 0; line < 4; ++line)
      __builtin_prefetch(streams_.data() + stream_offsets_[document] + line * line_bytes);
  }

  TokenStream stream(LocalDoc document) const {
    if (document >= document_count_)
      return TokenStream({});
    return TokenStream(slice64(document));
  }

 private:
  friend class ForwardMerge;
  static std::string_view slice(std::span<const std::uint32_t> offsets, std::string_view blob, std::uint32_t index) {
    if (index + 1 >= offsets.size() || offsets[index] > offsets[index + 1] || offsets[index + 1] > blob.size())
      return {};
    return blob.substr(offsets[index], offsets[index + 1] - offsets[index]);
  }
  std::string_view stop_list(LocalTerm stem) const;
  std::string_view slice64(LocalDoc document) const {
    const std::uint64_t begin = stream_offsets_[document];
    const std::uint64_t end = stream_offsets_[document + 1];
    if (begin > end || end > streams_.size())
      return {};
    return streams_.substr(begin, end - begin);
  }

  SectionFile file_;
  std::uint32_t document_count_ = 0;
  std::span<const std::uint32_t> stem_offsets_;
  std::string_view stem_blob_;
  std::span<const TermStatistics> stem_statistics_;
  std::span<const std::uint32_t> word_offsets_;
  std::string_view word_blob_;
  std::span<const std::uint32_t> word_rank_;
  std::span<const std::uint32_t> word_counts_;
  std::span<const std::uint32_t> rank_stem_; ///< stem << 1 | stop, by rank
  std::span<const LocalTerm> stop_stems_;
  std::span<const std::uint64_t> stop_offsets_;
  std::string_view stop_postings_;
  std::span<const std::uint64_t> stream_offsets_;
  std::string_view streams_;
};

/// Gathers the words and token streams of one batch.
class ForwardBuilder {
 public:
  /// What the postings of a document are made of: its stems with their frequencies.
  struct StemCount {
    std::uint32_t stem;      ///< index for stem_text()
    std::uint32_t frequency; ///< tokens that are no stop words, title included
    std::uint32_t stop;      ///< tokens that are stop words
    std::uint32_t title;     ///< tokens in the title, stop words included
  };

  /// Adds the next document; returns its stems in order of first appearance, valid until the next call.
  std::span<const StemCount> add(const AnalysedArticle& article, const Vocabulary& vocabulary);
  /// Adds a document without text (a tombstone).
  void add_empty();

  std::string_view stem_text(std::uint32_t stem) const { return stems_[stem].text; }
  std::uint32_t document_count() const noexcept { return static_cast<std::uint32_t>(documents_.size()); }

  /// Errors: storage.
  void write(const std::filesystem::path& path, const Hash128& stamp) const;

 private:
  struct Word {
    std::string_view text; ///< in the vocabulary
    std::uint32_t stem;
    bool stop;
    std::uint32_t count = 0;
  };
  struct Stem {
    std::string_view text;
    TermStatistics statistics;
  };
  struct StopPosting {
    std::uint32_t stem; ///< index into stems_
    LocalDoc document;
    std::uint32_t frequency;
  };
  struct Document {
    std::uint64_t first_token;
    std::uint32_t title_tokens, summary_tokens;
  };
  std::uint32_t word_of(WordId id, const Vocabulary& vocabulary);
  void write_stop_postings(std::span<const LocalTerm> sorted_stem, SectionWriter& out) const;

  std::vector<std::uint32_t> word_by_vocabulary_id_; ///< WordId -> index into words_, plus one
  std::vector<Word> words_;
  std::vector<Stem> stems_;
  std::unordered_map<std::string_view, std::uint32_t> stem_by_text_;
  std::vector<Document> documents_;
  std::vector<std::uint32_t> tokens_;       ///< word << 1 | capitalised, all documents one after the other
  std::vector<std::uint32_t> slot_by_stem_; ///< position in counts_ of the current document, plus one
  std::vector<StemCount> counts_;
  std::vector<StopPosting> stop_postings_; ///< by document
};

/// Writes the forward file of several segments put one behind the other. Memory: the dictionary, not the streams.
/// Errors: storage.
void merge_forward(std::span<const ForwardFile* const> inputs, const std::filesystem::path& path, const Hash128& stamp);

} // namespace akin::engine
