#include "engine/xapian/segment.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/error.hpp"
#include "engine/xapian/xapian_guard.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sstream>
#include <unistd.h>
#include <xapian.h>

namespace akin::engine {
namespace {

/// Reads stored articles out of one database.
class RecordSource {
 public:
  explicit RecordSource(const Xapian::Database& database) : database_(database) {
    for (auto key = database.metadata_keys_begin("dictionary."); key != database.metadata_keys_end("dictionary.");
         ++key) {
      const auto dictionary = std::make_shared<const CompressionDictionary>(database.get_metadata(*key));
      dictionaries_.emplace(dictionary->id(), dictionary);
    }
  }
  const auto& dictionaries() const { return dictionaries_; }

  /// Calls article or tombstone for every document in order.
  template <class OnArticle, class OnTombstone>
  void for_each(const OnArticle& on_article, const OnTombstone& on_tombstone) {
    const Xapian::docid last = database_.get_lastdocid();
    for (Xapian::docid id = 1; id <= last; ++id) {
      const Xapian::Document document = database_.get_document(id);
      const std::string deleted_id = document.get_value(tombstone_slot);
      if (deleted_id.empty())
        on_article(decode_record(decompressor_.decompress(document.get_value(article_slot), dictionaries_)));
      else
        on_tombstone(deleted_id);
    }
  }

 private:
  const Xapian::Database& database_;
  std::map<std::uint32_t, std::shared_ptr<const CompressionDictionary>> dictionaries_;
  Decompressor decompressor_;
};

/// Opens the database behind a descriptor once more. Not dup(): copies share one file position, and Xapian reads from
/// it.
Xapian::Database open_database(int descriptor) {
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor); // there even when the file was unlinked
  const int again = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (again < 0)
    throw Error(ErrorCode::storage, std::string("cannot open the index: ") + std::strerror(errno));
  return Xapian::Database(again, Xapian::DB_OPEN);
}

/// A name beside path that no other process or thread uses.
std::filesystem::path temporary_name(const std::filesystem::path& path) {
  static std::atomic<unsigned> counter{0};
  return path.string() + "." + std::to_string(::getpid()) + "." + std::to_string(counter++) + ".tmp";
}

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

bool is_writable(const std::filesystem::path& folder) { return ::access(folder.c_str(), W_OK) == 0; }

} // namespace

SegmentFiles::SegmentFiles(const std::filesystem::path& folder)
    : postings(folder / "postings.glass"), forward(folder / "forward.akin"), columns(folder / "columns.akin"),
      signatures(folder / "signatures.akin") {}

/// A Database of the pool, given back on destruction.
struct Segment::Lease {
  const Segment& segment;
  std::unique_ptr<Xapian::Database> database;
  Lease(const Segment& owner, std::unique_ptr<Xapian::Database> held) : segment(owner), database(std::move(held)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    const std::lock_guard lock(segment.pool_mutex_);
    segment.pool_.push_back(std::move(database));
  }
};

Segment::Segment(const std::filesystem::path& folder) : folder_(folder), serial_(next_serial()) {
  const SegmentFiles files(folder);
  descriptor_ = ::open(files.postings.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::storage;
    throw Error(code, std::string("cannot open file: ") + std::strerror(errno), files.postings.string());
  }
  try {
    open_derived();
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

Segment::~Segment() { ::close(descriptor_); }

void Segment::open_derived() {
  const SegmentFiles files(folder_);
  guarded(files.postings, [&] {
    auto database = std::make_unique<Xapian::Database>(open_database(descriptor_));
    dictionaries_ = RecordSource(*database).dictionaries();
    const Hash128 stamp = stamp_of(*database);
    const auto usable = [&] {
      try {
        forward_ = ForwardFile(files.forward);
        columns_ = ColumnsFile(files.columns);
        signatures_ = SignaturesFile(files.signatures);
        return forward_.stamp() == stamp && columns_.stamp() == stamp && signatures_.stamp() == stamp &&
               forward_.document_count() == columns_.document_count() &&
               signatures_.document_count() == columns_.document_count() &&
               columns_.document_count() == database->get_lastdocid();
      } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found && error.code() != ErrorCode::index_damaged)
          throw;
        return false;
      }
    };
    if (!usable()) {
      SegmentFiles made = files;
      if (!is_writable(folder_)) {
        const auto base = std::filesystem::temp_directory_path() / folder_.filename();
        made.forward = temporary_name(base.string() + "-forward.akin");
        made.columns = temporary_name(base.string() + "-columns.akin");
        made.signatures = temporary_name(base.string() + "-signatures.akin");
      }
      rebuild_derived(made);
      forward_ = ForwardFile(made.forward);
      columns_ = ColumnsFile(made.columns);
      signatures_ = SignaturesFile(made.signatures);
      if (made.forward != files.forward) {
        std::filesystem::remove(made.forward);
        std::filesystem::remove(made.columns);
        std::filesystem::remove(made.signatures);
      }
    }
    pool_.push_back(std::move(database));
  });
}

Segment::Lease Segment::lease() const {
  {
    const std::lock_guard lock(pool_mutex_);
    if (!pool_.empty()) {
      auto database = std::move(pool_.back());
      pool_.pop_back();
      return {*this, std::move(database)};
    }
  }
  return {*this, std::make_unique<Xapian::Database>(open_database(descriptor_))};
}

PostingList Segment::postings(const std::string& term) const {
  return guarded(folder_, [&] {
    const Lease held = lease();
    PostingList list;
    const std::size_t size = held.database->get_termfreq(term);
    list.documents.reserve(size);
    list.frequency.reserve(size);
    const auto end = held.database->postlist_end(term);
    for (auto posting = held.database->postlist_begin(term); posting != end; ++posting) {
      list.documents.push_back(*posting - 1);
      list.frequency.push_back(
          static_cast<std::uint16_t>(std::min<Xapian::termcount>(posting.get_wdf(), most_frequency)));
    }
    if (!list.documents.empty() && list.documents.back() >= document_count())
      throw Error(ErrorCode::index_damaged, "a posting names a document that does not exist", folder_.string());
    return list;
  });
}

Record Segment::stored(LocalDoc document) const {
  const std::string data = guarded(folder_, [&] {
    const Lease held = lease();
    return held.database->get_document(document + 1, Xapian::DOC_ASSUME_VALID).get_value(article_slot);
  });
  static thread_local Decompressor decompressor;
  return decode_record(decompressor.decompress(data, dictionaries_));
}

const FacetIndex& Segment::facet_index(FacetField field) const {
  const auto f = static_cast<std::size_t>(field);
  std::call_once(facet_once_[f], [&] {
    FacetIndex& index = facet_indexes_[f];
    const std::uint32_t values = columns_.value_count(field);
    for (ValueId v = 0; v < values; ++v)
      index.folded.push_back(folded_value(columns_.value(field, v)));
    std::vector<std::uint32_t> next(values + 1);
    for (LocalDoc d = 0; d < document_count(); ++d)
      for (const ValueId v : columns_.values_of(field, d))
        if (v < values)
          ++next[v + 1];
    for (ValueId v = 0; v < values; ++v)
      next[v + 1] += next[v];
    index.offsets = next;
    index.documents.resize(next[values]);
    for (LocalDoc d = 0; d < document_count(); ++d)
      for (const ValueId v : columns_.values_of(field, d))
        if (v < values)
          index.documents[next[v]++] = d;
  });
  return facet_indexes_[f];
}

std::span<const WordRank> Segment::words_of(LocalTerm stem) const {
  std::call_once(words_once_, [&] {
    std::vector<std::uint32_t> next(forward_.stem_count() + 1);
    const auto stem_of = [&](WordRank word) { return forward_.stem_of(word); };
    for (WordRank word = 0; word < forward_.word_count(); ++word)
      if (stem_of(word) < forward_.stem_count())
        ++next[stem_of(word) + 1];
    for (LocalTerm term = 0; term < forward_.stem_count(); ++term)
      next[term + 1] += next[term];
    stem_word_offsets_ = next;
    stem_words_.resize(next.back());
    for (WordRank word = 0; word < forward_.word_count(); ++word)
      if (stem_of(word) < forward_.stem_count())
        stem_words_[next[stem_of(word)]++] = word;
  });
  if (stem >= forward_.stem_count())
    return {};
  return std::span(stem_words_)
      .subspan(stem_word_offsets_[stem], stem_word_offsets_[stem + 1] - stem_word_offsets_[stem]);
}

std::string_view Segment::word_text(WordRank word) const {
  std::call_once(word_places_once_, [&] {
    word_places_.resize(forward_.word_count());
    for (std::uint32_t i = 0; i < forward_.word_count(); ++i)
      if (forward_.rank_of(i) < word_places_.size())
        word_places_[forward_.rank_of(i)] = i;
  });
  return word < word_places_.size() ? forward_.word_text(word_places_[word]) : std::string_view();
}

std::string folded_value(std::string_view value) {
  std::vector<TokenSpan> spans;
  tokenize(value, spans);
  std::string folded = " ";
  for (const TokenSpan& span : spans)
    folded.append(fold(value.substr(span.begin, span.end - span.begin))).append(" ");
  return folded;
}

std::string Segment::check_postings() const {
  std::ostringstream log;
  try {
    const std::size_t errors = Xapian::Database::check(SegmentFiles(folder_).postings.string(), 0, &log);
    return errors == 0 ? std::string() : log.str();
  } catch (const Xapian::Error& error) {
    return error.get_description();
  }
}

Hash128 stamp_of(const Xapian::Database& database) {
  return hash128(database.get_uuid() + "/" + std::to_string(database.get_revision()));
}

void rebuild_derived(const SegmentFiles& files) {
  guarded(files.postings, [&] {
    const Xapian::Database database(files.postings.string());
    Analyser analyser(language_from_tag(database.get_metadata("fallback_language")));
    ForwardBuilder forward_builder;
    ColumnsBuilder columns_builder;
    AnalysedArticle analysed;
    RecordSource(database).for_each(
        [&](Record record) {
          analyser.analyse(std::move(record.article), analysed);
          analysed.entities = std::move(record.entities);
          analysed.mentions = std::move(record.mentions);
          forward_builder.add(analysed, analyser.vocabulary());
          columns_builder.add(analysed);
        },
        [&](const std::string& deleted_id) {
          forward_builder.add_empty();
          columns_builder.add_tombstone(deleted_id);
        });
    const Hash128 stamp = stamp_of(database);
    const auto install = [&](const std::filesystem::path& path, const auto& write) {
      const auto temporary = temporary_name(path);
      write(temporary);
      std::filesystem::rename(temporary, path);
    };
    install(files.forward, [&](const auto& path) { forward_builder.write(path, stamp); });
    install(files.columns, [&](const auto& path) { columns_builder.write(path, stamp); });
    install(files.signatures,
            [&](const auto& path) { write_signatures(signatures_of(ForwardFile(files.forward)), path, stamp); });
  });
}

void merge_segments(const std::vector<std::filesystem::path>& inputs, const std::filesystem::path& output) {
  std::filesystem::create_directories(output);
  const SegmentFiles made(output);
  const Hash128 stamp = guarded(made.postings, [&] {
    {
      Xapian::Database all;
      for (const auto& input : inputs)
        all.add_database(Xapian::Database(SegmentFiles(input).postings.string()));
      all.compact(made.postings.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
    }
    return stamp_of(Xapian::Database(made.postings.string()));
  });
  std::vector<ForwardFile> forward;
  ColumnsBuilder columns;
  std::vector<TextSignature> signatures;
  for (const auto& input : inputs) {
    forward.emplace_back(SegmentFiles(input).forward);
    columns.add_all(ColumnsFile(SegmentFiles(input).columns));
    const SignaturesFile more(SegmentFiles(input).signatures);
    signatures.insert(signatures.end(), more.signatures().begin(), more.signatures().end());
  }
  std::vector<const ForwardFile*> pointers;
  for (const ForwardFile& file : forward)
    pointers.push_back(&file);
  merge_forward(pointers, made.forward, stamp);
  columns.write(made.columns, stamp);
  write_signatures(signatures, made.signatures, stamp);
}

void sync_segment(const std::filesystem::path& folder) {
  const SegmentFiles files(folder);
  for (const auto& path :
       {files.postings, files.forward, files.columns, files.signatures, folder, folder.parent_path()}) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool good = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0)
      ::close(descriptor);
    if (!good)
      throw Error(ErrorCode::storage, std::string("cannot write to disk: ") + std::strerror(reason), path.string());
  }
}

} // namespace akin::engine
