#include "server/group_writer.hpp"

#include "common/analysis/article_hash.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <utility>

namespace akin::server {
namespace {

/// English for an index that has no commit yet, as open_writer() says.
Language language_of(const std::filesystem::path& directory) {
  try {
    return engine::fallback_language(directory);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::index_missing)
      return Language::english;
    throw;
  }
}

} // namespace

GroupWriter::GroupWriter(const std::filesystem::path& directory)
    : writer_(engine::open_writer(directory)), analyser_(language_of(directory)),
      recogniser_(std::make_shared<const entities::AliasTable>(
          entities::AliasTable::parse(writer_->aliases(), "the aliases of the index"))) {}

ChangeOutcome GroupWriter::add(Change&& change) {
  if (!batch_)
    batch_ = writer_->new_batch();
  if (auto* const article = std::get_if<Article>(&change))
    return put(std::move(*article));
  return remove(std::get<Removal>(change).id);
}

void GroupWriter::commit() {
  if (batch_ && batch_->size() > 0) {
    batch_->finish();
    writer_->append(std::move(batch_));
    writer_->commit();
  }
  batch_.reset();
  pending_.clear();
}

std::optional<Hash128> GroupWriter::hash_before(const std::string& id) const {
  const auto found = pending_.find(id);
  return found != pending_.end() ? found->second : writer_->content_hash(id);
}

ChangeOutcome GroupWriter::put(Article&& article) {
  const std::string id = article.id;
  const auto before = hash_before(id);
  if (before && *before == content_hash_of(article))
    return ChangeOutcome::unchanged;
  analyser_.analyse(std::move(article), analysed_);
  recogniser_.recognise(analysed_, analyser_.vocabulary());
  batch_->add(analysed_, analyser_.vocabulary());
  pending_[id] = analysed_.content_hash;
  return before ? ChangeOutcome::replaced : ChangeOutcome::added;
}

ChangeOutcome GroupWriter::remove(const std::string& id) {
  if (!hash_before(id))
    return ChangeOutcome::unknown;
  batch_->remove(id);
  pending_[id] = std::nullopt;
  return ChangeOutcome::deleted;
}

} // namespace akin::server
