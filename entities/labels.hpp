// The labels of the chain: where a token stands in a name, and of what kind the name is.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <cstdint>

namespace akin::entities {

/// The kinds of EntityKind in its order, and one that is learned so that it is not taken for the others: demonyms,
/// products, events, works. Spans of it are never given out.
enum class NameKind : std::uint8_t { person, place, organisation, other };

/// Where in a name a token stands (BILOU without the O).
enum class NamePart : std::uint8_t { begin, inside, last, unit };

/// kind * 4 + part, or outside.
using Label = std::uint8_t;

/// Labels with weights of their own. Outside has none: scores are relative to it, so that the weights of one feature
/// are 16 numbers.
inline constexpr std::size_t weighted_labels = 16;
inline constexpr Label outside = 16;
inline constexpr std::size_t label_count = 17;

constexpr Label label_of(NameKind kind, NamePart part) {
  return static_cast<Label>(static_cast<unsigned>(kind) * 4 + static_cast<unsigned>(part));
}
constexpr NameKind kind_of(Label label) { return static_cast<NameKind>(label / 4); }
constexpr NamePart part_of(Label label) { return static_cast<NamePart>(label % 4); }

/// Whether a name goes on after this label.
constexpr bool is_open(Label label) {
  return label != outside && (part_of(label) == NamePart::begin || part_of(label) == NamePart::inside);
}

/// Whether a name has begun before this label.
constexpr bool continues(Label label) {
  return label != outside && (part_of(label) == NamePart::inside || part_of(label) == NamePart::last);
}

/// Whether next may follow label. joined: what stands between the two tokens may stand inside a name.
constexpr bool may_follow(Label label, Label next, bool joined) {
  if (is_open(label) != continues(next))
    return false;
  return !is_open(label) || (joined && kind_of(label) == kind_of(next));
}

} // namespace akin::entities
