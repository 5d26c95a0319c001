#include "engine/xapian/columns.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"
#include "common/text_lines.hpp"
#include "engine/xapian/varint.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>
#include <utility>

namespace akin::engine {
namespace {

constexpr std::uint64_t magic = 0x314C4F43'4E494B41; // "AKINCOL1" in a hex dump
constexpr std::uint64_t version = 2;
namespace section {
enum Section : std::size_t { rows, lengths, published, id_offsets, id_blob, by_id_hash, first_facet };
} // namespace section
constexpr std::size_t sections_per_facet = 4;
constexpr std::size_t first_form_section = section::first_facet + facet_field_count * sections_per_facet;
constexpr std::size_t section_count = first_form_section + sections_per_facet;

std::string_view slice(std::span<const std::uint32_t> offsets, std::string_view blob, std::uint32_t index) {
  if (index + 1 >= offsets.size() || offsets[index] > offsets[index + 1] || offsets[index + 1] > blob.size())
    return {};
  return blob.substr(offsets[index], offsets[index + 1] - offsets[index]);
}

/// A form of a name as one value: kind, length of the name, name, form.
std::string packed_form(EntityKind kind, std::string_view name, std::string_view form) {
  std::string packed(1, static_cast<char>(kind));
  put_varint(packed, name.size());
  packed.append(name).append(form);
  return packed;
}

const std::string& text_of(const Article& article, ArticleField field) {
  return field == ArticleField::title ? article.title : field == ArticleField::summary ? article.summary : article.body;
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
  const auto read_facet = [&](std::size_t base) {
    const Facet facet{file_.section<std::uint32_t>(base), file_.text(base + 1), file_.section<std::uint32_t>(base + 2),
                      file_.section<ValueId>(base + 3)};
    fits = fits && facet.document_offsets.size() == rows_.size() + 1 && !facet.value_offsets.empty();
    return facet;
  };
  for (std::size_t f = 0; f < facet_field_count; ++f)
    facets_[f] = read_facet(section::first_facet + f * sections_per_facet);
  forms_ = read_facet(first_form_section);
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
  return values_of(facets_[static_cast<std::size_t>(field)], document);
}

std::uint32_t ColumnsFile::form_count() const { return static_cast<std::uint32_t>(forms_.value_offsets.size() - 1); }

ColumnsFile::Form ColumnsFile::form(ValueId value) const {
  const std::string_view packed = slice(forms_.value_offsets, forms_.value_blob, value);
  if (packed.empty() ||
      static_cast<unsigned char>(packed.front()) > static_cast<unsigned char>(EntityKind::organisation))
    return {};
  const auto* position = reinterpret_cast<const unsigned char*>(packed.data()) + 1;
  const auto* const end = reinterpret_cast<const unsigned char*>(packed.data()) + packed.size();
  const std::uint64_t size = get_varint(position, end);
  if (size > static_cast<std::uint64_t>(end - position))
    return {};
  const auto begin = packed.size() - static_cast<std::size_t>(end - position);
  return {static_cast<EntityKind>(packed.front()), packed.substr(begin, size), packed.substr(begin + size)};
}

std::span<const ValueId> ColumnsFile::forms_of(LocalDoc document) const { return values_of(forms_, document); }

std::span<const ValueId> ColumnsFile::values_of(const Facet& facet, LocalDoc document) const {
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
  if (const auto known = facet.ids.find(value); known != facet.ids.end())
    return known->second;
  const auto id = static_cast<ValueId>(facet.values.size());
  facet.values.push_back(texts_.store(value));
  facet.ids.emplace(facet.values.back(), id);
  return id;
}

void ColumnsBuilder::add_values(Facet& facet, std::span<const std::string_view> values) {
  constexpr std::size_t few = 16; // so many are compared faster than hashed
  const std::size_t first = facet.document_values.size();
  std::unordered_set<ValueId> known;
  const auto is_new = [&](ValueId id) {
    if (values.size() > few)
      return known.insert(id).second;
    const auto begin = facet.document_values.begin() + static_cast<std::ptrdiff_t>(first);
    return std::find(begin, facet.document_values.end(), id) == facet.document_values.end();
  };
  for (const std::string_view value : values) {
    if (value.empty())
      continue;
    if (const ValueId id = value_id(facet, value); is_new(id))
      facet.document_values.push_back(id);
  }
  facet.document_offsets.push_back(static_cast<std::uint32_t>(facet.document_values.size()));
}

void ColumnsBuilder::add_values(Facet& facet, std::span<const std::string> values) {
  document_values_.assign(values.begin(), values.end());
  add_values(facet, std::span<const std::string_view>(document_values_));
}

void ColumnsBuilder::add_names(const AnalysedArticle& article) {
  constexpr std::array fields{FacetField::person, FacetField::place, FacetField::organisation};
  for (std::size_t kind = 0; kind < fields.size(); ++kind) {
    document_values_.clear();
    for (const Entity& entity : article.entities)
      if (entity.kind == static_cast<EntityKind>(kind))
        document_values_.push_back(entity.name);
    add_values(facet(fields[kind]), std::span<const std::string_view>(document_values_));
  }
}

void ColumnsBuilder::add_forms(const AnalysedArticle& article) {
  std::vector<std::pair<std::uint32_t, std::string>> forms;
  std::string form;
  for (const Mention& mention : article.mentions) {
    const std::string_view written =
        std::string_view(text_of(article.article, mention.field)).substr(mention.begin, mention.end - mention.begin);
    const std::string& name = article.entities[mention.entity].name;
    if (written == name) // most are
      continue;
    write_single_spaced(written, form);
    if (form != name)
      forms.emplace_back(mention.entity, form);
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  std::vector<std::string> packed;
  for (const auto& [entity, text] : forms)
    packed.push_back(packed_form(article.entities[entity].kind, article.entities[entity].name, text));
  add_values(forms_, packed);
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
  add_names(analysed);
  add_forms(analysed);
  add_values(facet(FacetField::source), std::span(&article.source, 1));
  add_values(facet(FacetField::author), article.authors);
  add_values(facet(FacetField::tag), article.tags);
  add_values(facet(FacetField::section), std::span(&article.section, 1));
  const std::string language(info(analysed.language).code);
  add_values(facet(FacetField::language), std::span(&language, analysed.language == Language::unknown ? 0U : 1U));
}

void ColumnsBuilder::add_tombstone(std::string_view id) {
  rows_.push_back({hash64(id), {}, 0, 0, no_date, 0, 0, 1, {}});
  add_id(id);
  for (Facet& facet : facets_)
    add_values(facet, std::span<const std::string_view>());
  add_values(forms_, std::span<const std::string_view>());
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
    for (LocalDoc d = 0; d < file.document_count(); ++d)
      append(facet, file.values_of(field, d), translated);
  }
  std::vector<ValueId> translated(file.form_count());
  for (ValueId v = 0; v < translated.size(); ++v) {
    const ColumnsFile::Form form = file.form(v);
    translated[v] = value_id(forms_, packed_form(form.kind, form.name, form.form));
  }
  for (LocalDoc d = 0; d < file.document_count(); ++d)
    append(forms_, file.forms_of(d), translated);
}

void ColumnsBuilder::append(Facet& facet, std::span<const ValueId> values, std::span<const ValueId> translated) {
  for (const ValueId v : values)
    if (v < translated.size())
      facet.document_values.push_back(translated[v]);
  facet.document_offsets.push_back(static_cast<std::uint32_t>(facet.document_values.size()));
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
  const auto write_facet = [&](const Facet& facet) {
    std::vector<std::uint32_t> offsets{0};
    std::string blob;
    for (const std::string_view value : facet.values) {
      blob += value;
      offsets.push_back(static_cast<std::uint32_t>(blob.size()));
    }
    out.section(offsets);
    out.section(blob);
    out.section(facet.document_offsets);
    out.section(facet.document_values);
  };
  for (const Facet& facet : facets_)
    write_facet(facet);
  write_facet(forms_);
  out.finish();
}

} // namespace akin::engine
