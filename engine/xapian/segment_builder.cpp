#include "engine/xapian/segment_builder.hpp"

#include "common/error.hpp"
#include "engine/xapian/xapian_guard.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>
#include <xapian.h>

namespace akin::engine {
namespace {

/// Below this many records a dictionary costs more bytes than it saves.
constexpr std::size_t records_worth_a_dictionary = 200;

} // namespace

std::shared_ptr<const CompressionDictionary> SharedDictionary::for_records(const std::vector<std::string>& records) {
  if (records.size() < records_worth_a_dictionary)
    return nullptr;
  const std::lock_guard lock(mutex_);
  if (dictionary_ == nullptr)
    dictionary_ = CompressionDictionary::train(records);
  return dictionary_;
}

/// Xapian's documents are made only when they are written: each is a tree of hundreds of nodes, which would be out of
/// the processor's caches by then.
struct SegmentBuilder::Contents {
  ForwardBuilder forward;
  ColumnsBuilder columns;
  std::vector<ForwardBuilder::StemCount> counts; ///< of all documents, one after the other
  std::vector<std::size_t> ends;                 ///< of each document's counts
  std::vector<std::string> records;              ///< by document; the id for a tombstone
  std::vector<bool> is_tombstone;                ///< by document
};

namespace {

/// Errors: storage when the disk has no room for so many bytes. Asked before Xapian writes them: it ends the process
/// when some of the writes of a commit fail.
void require_room(const std::filesystem::path& folder, std::size_t bytes) {
  const std::filesystem::path path = folder / "room";
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const bool failed = descriptor < 0 || ::fallocate(descriptor, 0, 0, static_cast<off_t>(bytes)) != 0;
  const int reason = failed ? errno : 0;
  if (descriptor >= 0)
    ::close(descriptor);
  ::unlink(path.c_str());
  if (reason != 0 && reason != EOPNOTSUPP && reason != ENOSYS && reason != EINTR)
    throw Error(ErrorCode::storage, std::string("cannot write to disk: ") + std::strerror(reason), path.string());
}

/// More than Xapian writes for so much text and so many postings.
std::size_t most_bytes_written(std::size_t record_bytes, std::size_t postings) {
  constexpr std::size_t posting_bytes = 32; // short lists in pages that are half empty
  constexpr std::size_t least = 256U << 10U;
  return least + record_bytes + postings * posting_bytes;
}

void add_terms(std::span<const ForwardBuilder::StemCount> counts, const ForwardBuilder& forward,
               Xapian::Document& document) {
  std::string term;
  for (const ForwardBuilder::StemCount& count : counts) {
    const std::string_view stem = forward.stem_text(count.stem);
    if (stem.empty())
      continue;
    if (count.frequency > 0)
      document.add_term(term.assign(stem), count.frequency);
    if (count.title > 0)
      document.add_term(term.assign("S").append(stem), count.title);
  }
}

} // namespace

SegmentBuilder::SegmentBuilder(std::filesystem::path folder, SharedDictionary& dictionary, Language fallback_language)
    : folder_(std::move(folder)), dictionary_(dictionary), fallback_language_(fallback_language),
      contents_(new Contents) {}

SegmentBuilder::~SegmentBuilder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void SegmentBuilder::add(const AnalysedArticle& article, const Vocabulary& vocabulary) {
  const auto counts = contents_->forward.add(article, vocabulary);
  contents_->counts.insert(contents_->counts.end(), counts.begin(), counts.end());
  ++size_;
  contents_->columns.add(article);
  append(encode_record(article.article, article.entities, article.mentions), false);
  text_bytes_ += contents_->records.back().size();
}

void SegmentBuilder::remove(std::string_view id) {
  ++size_;
  contents_->forward.add_empty();
  contents_->columns.add_tombstone(id);
  append(std::string(id), true);
}

void SegmentBuilder::append(std::string record, bool is_tombstone) {
  contents_->ends.push_back(contents_->counts.size());
  contents_->records.push_back(std::move(record));
  contents_->is_tombstone.push_back(is_tombstone);
}

void SegmentBuilder::finish() {
  finished_ = true;
  if (size() == 0)
    return;
  const auto dictionary = dictionary_.for_records(contents_->records);
  Compressor compressor;
  std::filesystem::create_directories(folder_);
  require_room(folder_, most_bytes_written(text_bytes_, contents_->counts.size()));
  const SegmentFiles files(folder_);
  const Hash128 stamp = guarded(folder_, [&] {
    Xapian::WritableDatabase database(files.postings.string(),
                                      Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < contents_->records.size(); ++i) {
      const std::string record = std::exchange(contents_->records[i], {});
      Xapian::Document document;
      if (contents_->is_tombstone[i])
        document.add_value(tombstone_slot, record);
      else
        document.add_value(article_slot, compressor.compress(record, dictionary.get()));
      add_terms(std::span(contents_->counts).subspan(begin, contents_->ends[i] - begin), contents_->forward, document);
      database.add_document(document);
      begin = contents_->ends[i];
    }
    if (dictionary)
      database.set_metadata("dictionary." + std::to_string(dictionary->id()), dictionary->bytes());
    database.set_metadata("fallback_language", std::string(info(fallback_language_).code));
    database.commit();
    return stamp_of(database);
  });
  contents_->forward.write(files.forward, stamp);
  contents_->columns.write(files.columns, stamp);
  write_signatures(signatures_of(ForwardFile(files.forward)), files.signatures, stamp);
  contents_.reset();
}

} // namespace akin::engine
