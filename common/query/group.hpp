// How the operands of one group (a bracket or the whole query) combine.
#pragma once

#include "common/query/query.hpp"

#include <vector>

namespace akin::query {

/// An operand of a group and how it stood there.
struct Operand {
  Clause clause;
  bool has_sign = false;      ///< +, - or NOT applied to it
  bool joined_by_and = false; ///< to the operand before it
  bool beside_or = false;     ///< OR stood before or after it
};

/// Whether a node looks at metadata and dates only.
bool is_condition(const Node& node);

/// The node of a group:
/// - operands joined by AND make one clause in which each must match;
/// - a condition without sign or operator restricts: it must match, several on one field meaning any of them; the words
///   beside it are then one clause of which something must match, unless some other operand must match anyway;
/// - everything else keeps its sign, or is optional.
/// Kind::nothing when there are no operands; a single operand that is not excluded stands for itself.
Node combine(std::vector<Operand> operands);

} // namespace akin::query
