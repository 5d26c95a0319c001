// From words as typed to stems as indexed.
#pragma once

#include "common/query/query.hpp"
#include "engine/engine.hpp"

#include <string>
#include <vector>

namespace akin {

/// Fills in the stems of every word of a query for one snapshot, makes optional words of a compound ("multi-stage") that
/// stands beside other words, and leaves out stop words where other words say more: they stay in phrases and in queries
/// that are made of nothing else.
void resolve(query::Node& node, const engine::Snapshot& snapshot);

/// The words of a phrase, each an optional clause.
std::vector<query::Clause> each_word(const query::Node& phrase);

/// Every stem that a resolved query looks for and that is worth marking in a snippet; conditions that must not match
/// are left out.
std::vector<std::string> stems_of(const query::Node& node);

} // namespace akin
