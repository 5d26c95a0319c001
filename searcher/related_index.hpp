// The related index: what comparing articles needs of each of them, kept ready beside the index in two mapped files.
//
// Derived: made from a snapshot, safe to delete. It stays good for later snapshots with the same numbering, whose newer
// articles it lacks; those come from the snapshot itself. docs/index_format.md has the bytes, docs/related_articles.md
// what is left out and what that is worth.
#pragma once

#include "searcher/kept_lists.hpp"
#include "searcher/packed_strings.hpp"
#include "searcher/packed_vector.hpp"
#include "searcher/similar_settings.hpp"
#include "searcher/stem_numbers.hpp"
#include "searcher/text_compression.hpp"
#include "searcher/vector_space.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace akin {

/// What is kept of each article; each number is a trade of size for likeness to the whole vectors.
struct RelatedIndexSettings {
  std::size_t vector_terms = 160;   ///< stems of an article's vector, those with the greatest weights; at most 255
  std::size_t candidate_terms = 25; ///< stems under which candidates are looked up
  std::size_t longest_list = 2000;  ///< documents of one stem, those where it weighs most: bounds the time of a
                                    ///< look-up; at most 8,000
  unsigned threads = 0;             ///< to build with; 0: one a core
  std::stop_token stop = {};        ///< breaks building off
};

/// Opened related index of one snapshot. Immutable, thread-safe; keeps its files open.
class RelatedIndex {
 public:
  /// Null when the snapshot has none that fits it: none was built, it is cut short or of another version, or documents
  /// were numbered anew since.
  static std::shared_ptr<const RelatedIndex> open(const engine::Snapshot& snapshot);

  /// It has the documents below this number.
  engine::DocNumber documents() const noexcept { return documents_; }
  /// Live articles when it was built.
  std::uint32_t articles() const noexcept { return articles_; }
  /// LatentSpace::fingerprint() of the themes in which its articles have their places; 0 without themes.
  std::uint64_t themes() const noexcept { return themes_; }

  /// What is kept of a document below documents(), for the functions behind. Valid as long as this.
  std::string_view record_of(engine::DocNumber document) const { return records_.at(document); }
  /// The vector of a record, in the index's own numbers of stems (stems()). Its length is near one: small weights are
  /// left out, and weights are rounded.
  UnitVector vector_of(std::string_view record) const;
  LatentCode code_of(std::string_view record) const;

  /// The vectors of many records at once, as vector_of() gives them: they are laid at the beginning of room, one behind
  /// the other, which is made larger where it has to be. Appends where each ends. Numbers are at most stems().size():
  /// that is of no stem, and of damaged records alone.
  void unpack(std::span<const std::string_view> records, std::vector<WeightedTerm>& room,
              std::vector<std::size_t>& ends) const;
  const StemNumbers& stems() const noexcept { return stems_; }
  /// Cosine of a place among themes with that of a record; 0 without themes.
  double latent_cosine(const PackedDirection& direction, std::string_view record) const;

  /// What a list shows of an article and no other derived file has; empty where the file is damaged.
  struct Shown {
    std::string title;
    std::string url;
  };
  Shown shown(engine::DocNumber document) const;

  /// The documents that share most with a vector, by the best terms of both, greatest likeness first.
  /// Likeness is added up in small steps. Numbers of the vector from stems().size() on are of stems that no document
  /// has.
  /// Documents that were replaced or deleted since are among them. Of the lists of its best terms those postings are
  /// read that add most, a part of a list after the other, until there are enough for limit (Lin and Trotman, "Anytime
  /// ranking for impact-ordered indexes", ICTIR 2015, section 3): time does not grow with the index.
  std::vector<std::pair<float, engine::DocNumber>> nearest(VectorView vector, const SimilarSettings& settings,
                                                           std::size_t limit) const;

 private:
  RelatedIndex() = default;
  friend class RelatedIndexBuilder;
  bool open_vectors(const engine::Snapshot& snapshot);
  bool open_postings(const engine::Snapshot& snapshot);
  std::string_view vector_in(std::string_view record) const;

  engine::SharedBytes vectors_;
  engine::SharedBytes postings_;
  std::uint64_t themes_ = 0;
  std::uint64_t build_ = 0; ///< what the two files of one build have in common
  engine::DocNumber documents_ = 0;
  std::uint32_t articles_ = 0;
  std::size_t code_bytes_ = 0; ///< of a place among themes
  StemNumbers stems_;
  PackedStrings records_;                    ///< by document
  PackedStrings lists_;                      ///< by number of the stem
  std::optional<KeptLists> kept_lists_;      ///< the same, unpacked
  std::optional<TextDictionary> dictionary_; ///< of titles and addresses
};

/// Makes the related index of a snapshot and keeps it beside the index; latent is null without themes. False when it
/// cannot be kept there (no right to write, no room). Memory: 5 bytes an article, 8 bytes a stem and some 50 MB; time:
/// half a minute a million articles and core. Errors: index_damaged; unavailable when broken off.
bool build_related_index(const VectorSpace& space, const LatentSpace* latent,
                         const RelatedIndexSettings& settings = {});

} // namespace akin
