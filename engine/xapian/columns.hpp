// columns.akin: what filters, facets, sorting, folding and updates need of every document of a segment, by document.
//
// Derived: everything in it can be made again from the stored articles. docs/index_format.md describes the bytes.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "common/analysis/string_arena.hpp"
#include "engine/engine.hpp"
#include "engine/xapian/forward.hpp"
#include "engine/xapian/section_file.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace akin::engine {

/// Number of a value within one facet field of one segment.
using ValueId = std::uint32_t;

/// One fixed-size row of the columns.
struct DocumentRow {
  std::uint64_t id_hash;  ///< hash64 of the id
  Hash128 content_hash;   ///< as AnalysedArticle
  std::uint64_t text_key; ///< as AnalysedArticle
  std::uint64_t url_key;  ///< as AnalysedArticle
  std::int64_t published; ///< Unix seconds; no_date when unknown
  std::uint32_t length;   ///< tokens
  std::uint8_t language;  ///< Language
  std::uint8_t tombstone; ///< 1: the record says that the id is deleted
  std::array<std::uint8_t, 2> unused;
};
inline constexpr std::int64_t no_date = std::numeric_limits<std::int64_t>::min();

/// The file, mapped. Immutable, thread-safe.
class ColumnsFile {
 public:
  ColumnsFile() = default;
  /// Errors: not_found, index_damaged.
  explicit ColumnsFile(const std::filesystem::path& path);

  Hash128 stamp() const noexcept { return file_.stamp(); }
  bool verify() const { return file_.verify(); }
  std::uint32_t document_count() const noexcept { return static_cast<std::uint32_t>(rows_.size()); }

  std::span<const DocumentRow> rows() const noexcept { return rows_; }
  std::span<const std::uint32_t> lengths() const noexcept { return lengths_; }    ///< apart, since scoring reads them
  std::span<const std::int64_t> published() const noexcept { return published_; } ///< apart, since ranges read them
  std::string_view id(LocalDoc document) const;
  /// Documents with this id, tombstones included, ascending.
  std::vector<LocalDoc> find_id(std::string_view id) const;

  std::uint32_t value_count(FacetField field) const;
  std::string_view value(FacetField field, ValueId value) const;
  std::span<const ValueId> values_of(FacetField field, LocalDoc document) const;

  /// Forms of names (NameForm) that texts use beside the name itself.
  std::uint32_t form_count() const;
  struct Form {
    EntityKind kind = EntityKind::person;
    std::string_view name;
    std::string_view form; ///< empty when the file is damaged there
  };
  Form form(ValueId value) const;
  std::span<const ValueId> forms_of(LocalDoc document) const;

 private:
  SectionFile file_;
  std::span<const DocumentRow> rows_;
  std::span<const std::uint32_t> lengths_;
  std::span<const std::int64_t> published_;
  std::span<const std::uint32_t> id_offsets_;
  std::string_view id_blob_;
  std::span<const std::uint32_t> by_id_hash_; ///< documents by (id_hash, number)
  struct Facet {
    std::span<const std::uint32_t> value_offsets;
    std::string_view value_blob;
    std::span<const std::uint32_t> document_offsets;
    std::span<const ValueId> document_values;
  };
  std::span<const ValueId> values_of(const Facet& facet, LocalDoc document) const;
  std::array<Facet, facet_field_count> facets_;
  Facet forms_;
  StringArena texts_;
  std::vector<std::string_view> document_values_; ///< scratch
};

/// Gathers columns row by row; used by batches and by merging.
class ColumnsBuilder {
 public:
  void add(const AnalysedArticle& article);
  void add_tombstone(std::string_view id);
  /// All rows of another file, behind those added so far.
  void add_all(const ColumnsFile& file);

  std::uint32_t document_count() const noexcept { return static_cast<std::uint32_t>(rows_.size()); }
  /// Errors: storage.
  void write(const std::filesystem::path& path, const Hash128& stamp) const;

 private:
  struct Facet {
    std::unordered_map<std::string_view, ValueId> ids;
    std::vector<std::string_view> values; ///< in texts_
    std::vector<std::uint32_t> document_offsets{0};
    std::vector<ValueId> document_values;
  };
  void add_id(std::string_view id);
  ValueId value_id(Facet& facet, std::string_view value);
  /// The values of the next document, each once.
  void add_values(Facet& facet, std::span<const std::string_view> values);
  void add_values(Facet& facet, std::span<const std::string> values);
  void add_names(const AnalysedArticle& article);
  void add_forms(const AnalysedArticle& article);
  static void append(Facet& facet, std::span<const ValueId> values, std::span<const ValueId> translated);
  Facet& facet(FacetField field) { return facets_[static_cast<std::size_t>(field)]; }

  std::vector<DocumentRow> rows_;
  std::vector<std::uint32_t> id_offsets_{0};
  std::string id_blob_;
  std::array<Facet, facet_field_count> facets_;
  Facet forms_;
  StringArena texts_;
  std::vector<std::string_view> document_values_; ///< scratch
};

} // namespace akin::engine
