#include "engine/xapian/columns.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"

#include <algorithm>
#include <numeric>

namespace akin::engine {
namespace {

constexpr std::uint64_t magic = 0x314C4F43'4E494B41; // "AKINCOL1" in a hex dump
constexpr std::uint64_t version = 1;
namespace section {
enum Section : std::size_t { rows, lengths, published, id_offsets, id_blob, by_id_hash, first_facet };
} // namespace section
constexpr std::size_t sections_per_facet = 4;
constexpr std::size_t section_count = section::first_facet + facet_field_count * sections_per_facet;

std::string_view slice(std::span<const std::uint32_t> offsets, std::string_view blob, std::uint32_t index) {
  if (index + 1 >= offsets.size() || offsets[index] > offsets[index + 1] || offsets[index + 1] > blob.size())
    return {};
  return blob.substr(offsets[index], offsets[index + 1] - offsets[index]);
}

} // namespace

ColumnsFile::ColumnsFile(const std::filesystem::path& path) : file_(path, magic, version, section_count) {
  rows_ = file_.section<DocumentRow>(section::rows);
  lengths_ = file_.section<std::uint32_t>(section::lengths);
  published_ = file_.section<std::int64_t>(section::published);
  id_offsets_ = file_.section<std::uint32_t>(section::id_offsets);
  id_blob_ = file_.text(section::id_blob);
  by_id_hash_ = file_.section<std::uint32_t>(section::by_id_hash);
  bool fits = id_offsets_.size() == rows_.size() + 1 && by_id_hash_.size() == rows_.size() &&
              lengths_.size() == rows_.size() && published_.size() == rows_.size();
  for (std::size_t f = 0; f < facet_field_count; ++f) {
    const std::size_t base = section::first_facet + f * sections_per_facet;
    facets_[f] = {file_.section<std::uint32_t>(base), file_.text(base + 1), file_.section<std::uint32_t>(base + 2),
                  file_.section<ValueId>(base + 3)};
    fits = fits && facets_[f].document_offsets.size() == rows_.size() + 1 && !facets_[f].value_offsets.empty();
  }
  if (!fits)
    throw Error(ErrorCode::index_damaged, "columns file's sections do not fit together", path.string());
}

std::string_view ColumnsFile::id(LocalDoc document) const { return slice(id_offsets_, id_blob_, document); }

std::vector<LocalDoc> ColumnsFile::find_id(std::string_view wanted) const {
  const std::uint64_t hash = hash64(wanted);
  const auto begin = std::partition_point(by_id_hash_.begin(), by_id_hash_.end(),
                                          [&](LocalDoc d) { return d < rows_.size() && rows_[d].id_hash < hash; });
  std::vector<LocalDoc> found;
  for (auto place = begin; place != by_id_hash_.end() && *place < rows_.size() && rows_[*place].id_hash == hash;
       ++place)
    if (id(*place) == wanted)
      found.push_back(*place);
  return found;
}

std::uint32_t ColumnsFile::value_count(FacetField field) const {
  return static_cast<std::uint32_t>(facets_[static_cast<std::size_t>(field)].value_offsets.size() - 1);
}

std::string_view ColumnsFile::value(FacetField field, ValueId value) const {
  const Facet& facet = facets_[static_cast<std::size_t>(field)];
  return slice(facet.value_offsets, facet.value_blob, value);
}

std::span<const ValueId> ColumnsFile::values_of(FacetField field, LocalDoc document) const {
  const Facet& facet = facets_[static_cast<std::size_t>(field)];
  const std::uint32_t begin = facet.document_offsets[document];
  const std::uint32_t end = facet.document_offsets[document + 1];
  if (begin > end || end > facet.document_values.size())
    return {};
  return facet.document_values.subspan(begin, end - begin);
}

void ColumnsBuilder::add_id(std::string_view id) {
  id_blob_ += id;
  id_offsets_.push_back(static_cast<std::uint32_t>(id_blob_.size()));
}

ValueId ColumnsBuilder::value_id(Facet& facet, std::string_view value) {
  const auto [place, is_new] = facet.ids.try_emplace(std::string(value), static_cast<ValueId>(facet.values.size()));
  if (is_new)
    facet.values.push_back(&place->first);
  return place->second;
}

void ColumnsBuilder::add_values(FacetField field, std::span<const std::string> values) {
  Facet& facet = facets_[static_cast<std::size_t>(field)];
  const std::size_t begin = facet.document_values.size();
  for (const std::string& value : values) {
    if (value.empty())
      continue;
    const ValueId id = value_id(facet, value);
    const auto first = facet.document_values.begin() + static_cast<std::ptrdiff_t>(begin);
    if (std::find(first, facet.document_values.end(), id) == facet.document_values.end())
      facet.document_values.push_back(id);
  }
  facet.document_offsets.push_back(static_cast<std::uint32_t>(facet.document_values.size()));
}

void ColumnsBuilder::add(const AnalysedArticle& analysed) {
  const Article& article = analysed.article;
  rows_.push_back({hash64(article.id),
                   analysed.content_hash,
                   analysed.text_key,
                   analysed.url_key,
                   article.published ? article.published->seconds : no_date,
                   static_cast<std::uint32_t>(analysed.tokens.size()),
                   static_cast<std::uint8_t>(analysed.language),
                   0,
                   {}});
  add_id(article.id);
  add_values(FacetField::person, article.people);
  add_values(FacetField::place, article.places);
  add_values(FacetField::organisation, article.organisations);
  add_values(FacetField::source, std::span(&article.source, 1));
  add_values(FacetField::author, article.authors);
  add_values(FacetField::tag, article.tags);
  add_values(FacetField::section, std::span(&article.section, 1));
  const std::string language(info(analysed.language).code);
  add_values(FacetField::language, std::span(&language, analysed.language == Language::unknown ? 0U : 1U));
}

void ColumnsBuilder::add_tombstone(std::string_view id) {
  rows_.push_back({hash64(id), {}, 0, 0, no_date, 0, 0, 1, {}});
  add_id(id);
  for (std::size_t f = 0; f < facet_field_count; ++f)
    add_values(static_cast<FacetField>(f), {});
}

void ColumnsBuilder::add_all(const ColumnsFile& file) {
  rows_.insert(rows_.end(), file.rows().begin(), file.rows().end());
  for (LocalDoc d = 0; d < file.document_count(); ++d)
    add_id(file.id(d));
  for (std::size_t f = 0; f < facet_field_count; ++f) {
    const auto field = static_cast<FacetField>(f);
    Facet& facet = facets_[f];
    std::vector<ValueId> translated(file.value_count(field));
    for (ValueId v = 0; v < translated.size(); ++v)
      translated[v] = value_id(facet, file.value(field, v));
    for (LocalDoc d = 0; d < file.document_count(); ++d) {
      for (const ValueId v : file.values_of(field, d))
        if (v < translated.size())
          facet.document_values.push_back(translated[v]);
      facet.document_offsets.push_back(static_cast<std::uint32_t>(facet.document_values.size()));
    }
  }
}

void ColumnsBuilder::write(const std::filesystem::path& path, const Hash128& stamp) const {
  SectionWriter out(path, {magic, version, stamp});
  out.section(rows_);
  std::vector<std::uint32_t> column(rows_.size());
  std::transform(rows_.begin(), rows_.end(), column.begin(), [](const DocumentRow& row) { return row.length; });
  out.section(column);
  std::vector<std::int64_t> times(rows_.size());
  std::transform(rows_.begin(), rows_.end(), times.begin(), [](const DocumentRow& row) { return row.published; });
  out.section(times);
  out.section(id_offsets_);
  out.section(id_blob_);
  std::iota(column.begin(), column.end(), 0U);
  std::sort(column.begin(), column.end(),
            [&](LocalDoc a, LocalDoc b) { return std::pair(rows_[a].id_hash, a) < std::pair(rows_[b].id_hash, b); });
  out.section(column);
  for (const Facet& facet : facets_) {
    std::vector<std::uint32_t> offsets{0};
    std::string blob;
    for (const std::string* value : facet.values) {
      blob += *value;
      offsets.push_back(static_cast<std::uint32_t>(blob.size()));
    }
    out.section(offsets);
    out.section(blob);
    out.section(facet.document_offsets);
    out.section(facet.document_values);
  }
  out.finish();
}

} // namespace akin::engine
