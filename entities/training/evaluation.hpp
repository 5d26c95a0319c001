// How well a tagger finds the names of annotated files.
#pragma once

#include "entities/model.hpp"
#include "entities/training/tag_file.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace akin::entities {

/// Counts of spans as CoNLL counts them: right when first token, last token and kind are right.
struct SpanScore {
  std::size_t right = 0;
  std::size_t found = 0;
  std::size_t gold = 0;

  double precision() const { return found == 0 ? 0 : static_cast<double>(right) / static_cast<double>(found); }
  double recall() const { return gold == 0 ? 0 : static_cast<double>(right) / static_cast<double>(gold); }
  /// Harmonic mean of the two: 0 to 1.
  double f1() const {
    return found + gold == 0 ? 0 : 2 * static_cast<double>(right) / static_cast<double>(found + gold);
  }
};

struct Evaluation {
  std::array<SpanScore, 3> kinds; ///< in the order of EntityKind
  SpanScore all() const;
  void add(const Evaluation& other);
};

/// A name that was missed, or found and not there: for people who look for what goes wrong.
struct Mistake {
  bool missed = false;
  NameKind kind = NameKind::person;
  std::string name;
  std::string around; ///< a few tokens before and behind
};

/// What the tagger is measured against: the names as the file has them, or brought to the scheme of training
/// (in_scheme()), which leaves out what annotators only name differently.
enum class Scheme : std::uint8_t { file, training };

/// Tags the documents of a file as production would and compares spans over the file's own tokens. on_mistake may be
/// empty.
Evaluation evaluate(const TagFile& file, const std::shared_ptr<const Model>& model,
                    const std::function<void(const Mistake&)>& on_mistake = {}, Scheme scheme = Scheme::file);

} // namespace akin::entities
