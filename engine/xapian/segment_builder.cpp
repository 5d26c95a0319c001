#include "engine/xapian/segment_builder.hpp"

#include "engine/xapian/xapian_guard.hpp"

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

struct SegmentBuilder::Contents {
  ForwardBuilder forward;
  ColumnsBuilder columns;
  std::vector<Xapian::Document> documents; ///< without their records, which finish() adds when the dictionary is known
  std::vector<std::string> records;        ///< by document; empty for a tombstone
};

SegmentBuilder::SegmentBuilder(std::filesystem::path folder, SharedDictionary& dictionary, Language fallback_language)
    : folder_(std::move(folder)), dictionary_(dictionary), fallback_language_(fallback_language),
      contents_(new Contents) {}

SegmentBuilder::~SegmentBuilder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void SegmentBuilder::add(const AnalysedArticle& article, const Vocabulary& vocabulary) {
  Xapian::Document document;
  std::string term;
  for (const ForwardBuilder::StemCount& count : contents_->forward.add(article, vocabulary)) {
    const std::string_view stem = contents_->forward.stem_text(count.stem);
    if (stem.empty())
      continue;
    if (count.frequency > 0)
      document.add_term(term.assign(stem), count.frequency);
    if (count.title > 0)
      document.add_term(term.assign("S").append(stem), count.title);
  }
  ++size_;
  contents_->documents.push_back(std::move(document));
  contents_->columns.add(article);
  contents_->records.push_back(encode_record(article.article, article.entities, article.mentions));
  text_bytes_ += contents_->records.back().size();
}

void SegmentBuilder::remove(std::string_view id) {
  ++size_;
  contents_->forward.add_empty();
  contents_->columns.add_tombstone(id);
  Xapian::Document document;
  document.add_value(tombstone_slot, std::string(id));
  contents_->documents.push_back(std::move(document));
  contents_->records.emplace_back();
}

void SegmentBuilder::finish() {
  finished_ = true;
  if (size() == 0)
    return;
  const auto dictionary = dictionary_.for_records(contents_->records);
  Compressor compressor;
  std::filesystem::create_directories(folder_);
  const SegmentFiles files(folder_);
  const Hash128 stamp = guarded(folder_, [&] {
    Xapian::WritableDatabase database(files.postings.string(),
                                      Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
    for (std::size_t i = 0; i < contents_->records.size(); ++i) {
      if (!contents_->records[i].empty())
        contents_->documents[i].add_value(article_slot, compressor.compress(contents_->records[i], dictionary.get()));
      database.add_document(contents_->documents[i]);
      contents_->documents[i] = Xapian::Document();
      contents_->records[i] = std::string();
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
