// A segment: a run of articles that never changes once it is written.
//
// Schema of its Xapian database, one compacted single-file database without termlists:
//   document id   LocalDoc + 1
//   term STEM     a folded stem of title, summary or body; wdf is its frequency there; stop words are left out
//   term "S"STEM  the same in the title only, stop words included (stems are lower case: no clash)
//   value 0       the article: record_codec, zstd. Not the document data, which Xapian would deflate once more in vain
//                 (a fifth of the time of indexing); empty for a tombstone
//   value 1       id of a tombstone
//   metadata "dictionary.N"  zstd dictionary with id N that articles may refer to
//   metadata "fallback_language"  what analysis took for articles that name no language
//
// An index is a list of segments. Its documents form a log: of all documents with one id the last one counts, and when
// that is a tombstone the id is deleted. Everything else about an index can be derived from that log.
#pragma once

#include "engine/xapian/columns.hpp"
#include "engine/xapian/forward.hpp"
#include "engine/xapian/record_codec.hpp"
#include "engine/xapian/signatures.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace Xapian {
class Database;
} // namespace Xapian

namespace akin::engine {

/// The files of a segment within its folder.
struct SegmentFiles {
  explicit SegmentFiles(const std::filesystem::path& folder);
  std::filesystem::path postings; ///< single-file Xapian database
  std::filesystem::path forward;
  std::filesystem::path columns;
  std::filesystem::path signatures;
};

/// Higher frequencies count as this one.
inline constexpr std::uint16_t most_frequency = 65535;

/// Decoded postings of one term in one segment.
struct PostingList {
  std::vector<LocalDoc> documents;      ///< ascending
  std::vector<std::uint16_t> frequency; ///< within each, at most most_frequency
  std::size_t bytes() const noexcept { return documents.capacity() * 4 + frequency.capacity() * 2 + sizeof *this; }
};

/// A facet field the other way round: the documents of each value. Made on first use from the columns.
struct FacetIndex {
  std::vector<std::string> folded;    ///< by ValueId: the value's folded words with a space before, between, after
  std::vector<std::uint32_t> offsets; ///< by ValueId, into documents; one more at the end
  std::vector<LocalDoc> documents;    ///< ascending within a value
};

/// A metadata value as filters compare it: its folded words with a space before, between and after.
std::string folded_value(std::string_view value);

/// Value slots of a document.
inline constexpr unsigned article_slot = 0;
inline constexpr unsigned tombstone_slot = 1;

/// An open segment. Immutable, thread-safe.
class Segment {
 public:
  /// Opens a segment; derived files that are missing, damaged or made from another state are made again. A reader that
  /// may not write into the folder makes them in the system's folder for temporary files.
  /// Errors: not_found (the segment was merged away), index_damaged, index_incompatible.
  explicit Segment(const std::filesystem::path& folder);
  ~Segment();
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  const std::filesystem::path& folder() const noexcept { return folder_; }
  /// No other segment that this process has opened or will open has the same.
  std::uint64_t serial() const noexcept { return serial_; }
  const ForwardFile& forward() const noexcept { return forward_; }
  const ColumnsFile& columns() const noexcept { return columns_; }
  const SignaturesFile& signatures() const noexcept { return signatures_; }
  std::uint32_t document_count() const noexcept { return columns_.document_count(); }

  const FacetIndex& facet_index(FacetField field) const;

  /// The words that have a stem, ascending.
  std::span<const WordRank> words_of(LocalTerm stem) const;

  /// The text of a word, folded; empty for a rank that there is not.
  std::string_view word_text(WordRank word) const;

  /// Postings of a term as Xapian has them. Errors: index_damaged.
  PostingList postings(const std::string& term) const;
  /// The article of a document that is no tombstone, with its entities. Errors: index_damaged.
  Record stored(LocalDoc document) const;
  /// Dictionaries by id.
  const std::map<std::uint32_t, std::shared_ptr<const CompressionDictionary>>& dictionaries() const noexcept {
    return dictionaries_;
  }
  /// Xapian's own consistency check; empty when sound.
  std::string check_postings() const;

 private:
  struct Lease; ///< a Database of the pool, given back when destroyed
  Lease lease() const;
  void open_derived();

  std::filesystem::path folder_;
  std::uint64_t serial_;
  int descriptor_ = -1; ///< keeps the database reachable when the folder is merged away meanwhile
  ForwardFile forward_;
  ColumnsFile columns_;
  SignaturesFile signatures_;
  std::map<std::uint32_t, std::shared_ptr<const CompressionDictionary>> dictionaries_;
  mutable std::array<std::once_flag, facet_field_count> facet_once_;
  mutable std::array<FacetIndex, facet_field_count> facet_indexes_;
  mutable std::once_flag words_once_;
  mutable std::vector<std::uint32_t> stem_word_offsets_; ///< by stem, into stem_words_; one more at the end
  mutable std::vector<WordRank> stem_words_;
  mutable std::once_flag word_places_once_;
  mutable std::vector<std::uint32_t> word_places_; ///< by WordRank: its place among the words in byte order
  mutable std::mutex pool_mutex_;
  mutable std::vector<std::unique_ptr<Xapian::Database>> pool_; ///< one Database a thread: they are not thread-safe
};

/// What ties derived files to the state of the database that they were made from.
Hash128 stamp_of(const Xapian::Database& database);

/// Makes the derived files again from the stored articles of a database. Errors: index_damaged, storage.
void rebuild_derived(const SegmentFiles& files);

/// Puts segments one behind the other into a new folder, in order; documents keep their order, dead ones included.
/// Errors: storage, index_damaged.
void merge_segments(const std::vector<std::filesystem::path>& inputs, const std::filesystem::path& output);

/// Flushes a segment's files and folder to the disk. Errors: storage.
void sync_segment(const std::filesystem::path& folder);

} // namespace akin::engine
