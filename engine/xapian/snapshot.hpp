// One committed state of an index on disk.
#pragma once

#include "engine/engine.hpp"
#include "engine/xapian/derived_store.hpp"
#include "engine/xapian/live_state.hpp"
#include "engine/xapian/manifest.hpp"
#include "engine/xapian/matcher.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <vector>

namespace akin::engine {

class XapianSnapshot final : public Snapshot {
 public:
  XapianSnapshot(const Manifest& manifest, std::vector<std::shared_ptr<const Segment>> segments,
                 std::shared_ptr<PostingCache> cache, DerivedStore derived, unsigned threads);

  std::uint32_t document_slots() const override { return bases_.back(); }
  std::uint64_t numbering() const override { return numbering_; }
  std::uint32_t document_count() const override { return state_.live_count; }
  TermId term_slots() const override;
  double average_length() const override { return average_length_; }
  IndexStatistics statistics() const override;

  Retrieval retrieve(const RetrievalRequest& request) const override;
  std::vector<TermContribution> explain(const RetrievalRequest& request, DocNumber document) const override;

  std::vector<WordForm> forms_of(std::string_view folded_word) const override;
  std::vector<std::string> stems_with_prefix(std::string_view prefix, std::size_t limit) const override;
  std::vector<IndexedWord> words_with_prefix(std::string_view prefix, std::size_t limit) const override;
  std::vector<IndexedWord> words_near(std::string_view folded_word, const Nearness& nearness) const override;
  std::vector<Language> languages() const override;

  std::optional<TermId> find_term(std::string_view stem) const override;
  std::string_view term_text(TermId term) const override;
  std::span<const TermStatistics> term_statistics() const override;
  std::vector<TermVector> term_vectors(std::span<const DocNumber> documents) const override;

  std::vector<std::string> words_for(DocNumber document, std::span<const TermId> stems) const override;

  std::optional<DocNumber> find_id(std::string_view id) const override;
  std::optional<DocNumber> find_url(std::string_view canonical_url) const override;
  DocumentInfo document(DocNumber document) const override;
  bool is_live(DocNumber document) const override;
  std::vector<DocNumber> copies_of(DocNumber document) const override;
  DocNumber representative_of(DocNumber document) const override;
  std::uint32_t copy_group(DocNumber document) const override {
    return state_.has_copies(document) ? state_.group_of(document) : 0; // its bits are a small part of its groups
  }
  std::vector<DocNumber> copies_of(std::uint64_t text_key, std::uint64_t url_key) const override;
  std::vector<Article> stored(std::span<const DocNumber> documents) const override;
  std::vector<Record> records(std::span<const DocNumber> documents) const override;
  NameStatistics name_statistics() const override;
  const std::string& aliases() const override { return aliases_; }
  void for_each_document(const std::function<bool(DocNumber)>& visit) const override;
  std::vector<std::string_view> values_of(DocNumber document, FacetField field) const override;
  void append_value_numbers(DocNumber document, FacetField field, std::vector<ValueNumber>& numbers) const override;
  ValueNumber value_slots(FacetField field) const override { return first_value(field, segments_.size()); }
  std::string_view value(FacetField field, ValueNumber number) const override;
  std::optional<std::string> derived(std::string_view name) const override { return derived_.get(name); }
  bool keep_derived(std::string_view name, std::string_view bytes) const override { return derived_.put(name, bytes); }
  SharedBytes map_derived(std::string_view name) const override { return derived_.map(name); }
  bool stream_derived(std::string_view name, const std::function<void(const ByteSink&)>& write) const override {
    return derived_.put(name, write);
  }

  /// Newest live document with this id that is no tombstone, and its content hash.
  std::optional<Hash128> content_hash(std::string_view id) const;
  const LiveState& state() const noexcept { return state_; }
  const std::vector<std::shared_ptr<const Segment>>& segments() const noexcept { return segments_; }

 private:
  struct Place {
    std::size_t segment;
    LocalDoc local;
  };
  /// Errors: invalid_argument for a number that the snapshot does not have.
  Place place_of(DocNumber document) const;
  SearchContext context_for(const RetrievalRequest& request) const;
  ScoredDocuments matches_in(std::size_t segment, SegmentMatcher& matcher, const RetrievalRequest& request) const;
  /// Leaves out what is not live or has a number below first.
  void keep_live(std::size_t segment, DocNumber first, ScoredDocuments& matches) const;

  /// Stems of all segments under common numbers; with one segment its own numbers are used and this stays empty.
  struct CommonTerms {
    std::vector<std::pair<std::uint32_t, LocalTerm>> first; ///< by TermId: a segment that has it, and its number there
    std::vector<TermStatistics> statistics;
    std::vector<std::vector<TermId>> by_segment; ///< by segment and LocalTerm
  };
  const CommonTerms& common_terms() const;
  ValueNumber first_value(FacetField field, std::size_t segment) const {
    return value_bases_[segment][static_cast<std::size_t>(field)];
  }
  TermId common_term(std::size_t segment, LocalTerm stem) const {
    return segments_.size() == 1 ? stem : common_terms().by_segment[segment][stem];
  }
  /// The number of a stem in one segment; the greatest number when it lacks the stem.
  LocalTerm local_term(std::size_t segment, TermId term) const;

  std::uint64_t revision_;
  std::uint64_t numbering_;
  std::string aliases_;
  std::uint64_t bytes_ = 0;
  DerivedStore derived_;
  std::vector<std::shared_ptr<const Segment>> segments_;
  std::vector<DocNumber> bases_; ///< first number of each segment, then the number of all
  std::vector<std::array<ValueNumber, facet_field_count>> value_bases_; ///< by segment, then the number of all
  LiveState state_;
  double average_length_ = 1;
  std::vector<std::pair<Language, std::uint32_t>> language_counts_; ///< most articles first
  std::shared_ptr<PostingCache> cache_;
  mutable std::once_flag common_once_;
  mutable CommonTerms common_;
  mutable std::once_flag url_once_;
  mutable std::vector<std::pair<std::uint64_t, DocNumber>> by_key_; ///< url_key and text_key of live documents, sorted
};

} // namespace akin::engine
