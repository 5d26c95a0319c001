// The weights of the chain.
#pragma once

#include "entities/gazetteer.hpp"
#include "entities/key_index.hpp"
#include "entities/labels.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// What one feature adds to the score of each label but outside.
using WeightRow = std::array<std::int8_t, weighted_labels>;

/// transitions[joined][from * label_count + to], in the unit of the rows; the entries that may_follow() forbids mean
/// nothing. joined as in may_follow().
using Transitions = std::array<std::array<std::int16_t, label_count * label_count>, 2>;

/// A trained chain with the gazetteer that its features ask. Immutable: many taggers of many threads may share one.
class Model {
 public:
  /// What a trainer hands over.
  struct Parts {
    std::vector<std::uint32_t> keys; ///< of features, strictly ascending
    std::vector<WeightRow> rows;     ///< beside keys
    Transitions transitions{};
  };

  /// The English model that is built into the library, with the built-in gazetteer. Made on first use.
  static std::shared_ptr<const Model> built_in();

  /// From the bytes of a model file, which it copies. Throws Error input_unreadable when they are none, of another
  /// format version, trained with other feature templates or another gazetteer, or damaged; name is what the error
  /// calls them.
  static std::shared_ptr<const Model> parse(std::string_view bytes, std::shared_ptr<const Gazetteer> gazetteer,
                                            std::string_view name);

  /// The bytes of a model file: magic, format version, version of the feature templates, hash of the gazetteer, number
  /// of rows, transitions, keys, rows, checksum.
  static std::string serialise(const Parts& parts, const Gazetteer& gazetteer);

  /// A model without any weight, which finds nothing; for training.
  static std::shared_ptr<const Model> empty(std::shared_ptr<const Gazetteer> gazetteer);

  const Gazetteer& gazetteer() const noexcept { return *gazetteer_; }
  const Transitions& transitions() const noexcept { return parts_.transitions; }

  /// The row of a feature; nullptr if it has none.
  const WeightRow* row(std::uint32_t key) const noexcept {
    const std::uint32_t at = index_.find(key);
    return at == KeyIndex::none ? nullptr : &parts_.rows[at];
  }
  /// False for most features without a row, at less cost than row().
  bool may_have_row(std::uint32_t key) const noexcept { return index_.may_hold(key); }
  void prefetch(std::uint32_t key) const noexcept { index_.prefetch(key); }

  std::size_t size() const noexcept { return parts_.keys.size(); }

 private:
  Model(Parts parts, std::shared_ptr<const Gazetteer> gazetteer);

  Parts parts_;
  std::shared_ptr<const Gazetteer> gazetteer_;
  KeyIndex index_;
};

} // namespace akin::entities
