// The weights of the chain.
#pragma once

#include "entities/gazetteer.hpp"
#include "entities/labels.hpp"
#include "entities/weight_table.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// transitions[joined][from * label_count + to], in the unit of the rows; the entries that may_follow() forbids mean
/// nothing. joined as in may_follow().
using Transitions = std::array<std::array<std::int16_t, label_count * label_count>, 2>;

/// A trained chain with the gazetteer that its features ask. Immutable: many taggers of many threads may share one.
class Model {
 public:
  /// What a trainer hands over.
  struct Parts {
    std::vector<std::uint32_t> keys; ///< of features, different ones, the most frequent first
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
  const Transitions& transitions() const noexcept { return transitions_; }
  const WeightTable& weights() const noexcept { return weights_; }

  /// How many features have a row.
  std::size_t size() const noexcept { return size_; }

 private:
  Model(const Parts& parts, std::shared_ptr<const Gazetteer> gazetteer);

  Transitions transitions_;
  WeightTable weights_;
  std::size_t size_;
  std::shared_ptr<const Gazetteer> gazetteer_;
};

} // namespace akin::entities
