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

/// Documents without their data, which finish() adds when the dictionary is known.
struct SegmentBuilder::Database {
  std::vector<Xapian::Document> documents;
};

SegmentBuilder::SegmentBuilder(std::filesystem::path folder, SharedDictionary& dictionary, Language fallback_language)
    : folder_(std::move(folder)), dictionary_(dictionary), fallback_language_(fallback_language),
      database_(new Database) {}

SegmentBuilder::~SegmentBuilder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void SegmentBuilder::add(const AnalysedArticle& article, const Vocabulary& vocabulary) {
  Xapian::Document document;
  std::string term;
  for (const ForwardBuilder::StemCount& count : forward_.add(article, vocabulary)) {
    const std::string_view stem = forward_.stem_text(count.stem);
    if (stem.empty())
      continue;
    if (count.frequency > 0)
      document.add_term(term.assign(stem), count.frequency);
    if (count.title > 0)
      document.add_term(term.assign("S").append(stem), count.title);
  }
  database_->documents.push_back(std::move(document));
  columns_.add(article);
  records_.push_back(encode_record(article.article, article.entities, article.mentions));
  text_bytes_ += records_.back().size();
}

void SegmentBuilder::remove(std::string_view id) {
  forward_.add_empty();
  columns_.add_tombstone(id);
  Xapian::Document document;
  document.add_value(tombstone_slot, std::string(id));
  database_->documents.push_back(std::move(document));
  records_.emplace_back();
}

void SegmentBuilder::finish() {
  finished_ = true;
  if (size() == 0)
    return;
  const auto dictionary = dictionary_.for_records(records_);
  Compressor compressor;
  std::filesystem::create_directories(folder_);
  const SegmentFiles files(folder_);
  const Hash128 stamp = guarded(folder_, [&] {
    Xapian::WritableDatabase database(files.postings.string(),
                                      Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (!records_[i].empty())
        database_->documents[i].add_value(article_slot, compressor.compress(records_[i], dictionary.get()));
      database.add_document(database_->documents[i]);
      database_->documents[i] = Xapian::Document();
      records_[i] = std::string();
    }
    if (dictionary)
      database.set_metadata("dictionary." + std::to_string(dictionary->id()), dictionary->bytes());
    database.set_metadata("fallback_language", std::string(info(fallback_language_).code));
    database.commit();
    return stamp_of(database);
  });
  forward_.write(files.forward, stamp);
  columns_.write(files.columns, stamp);
  write_signatures(signatures_of(ForwardFile(files.forward)), files.signatures, stamp);
  database_.reset();
}

} // namespace akin::engine
