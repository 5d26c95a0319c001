// From words as typed to stems as indexed.
#pragma once

#include "common/query/query.hpp"
#include "engine/engine.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// Fills in the stems of every word of a query for one snapshot, makes optional words of a compound ("multi-stage")
/// that stands beside other words, and leaves out stop words where other words say more: they stay in phrases and in
/// queries that are made of nothing else.
void resolve(query::Node& node, const engine::Snapshot& snapshot);

/// Lets the last word of a query that is still being typed stand for the words that begin with it as well; the word
/// itself counts more. Without effect when the query does not end within a word of three letters or more. text is what
/// root was parsed from.
void add_last_word_as_prefix(std::string_view text, query::Node& root);

/// The words of a phrase, each an optional clause.
std::vector<query::Clause> each_word(const query::Node& phrase);

/// Every stem that a resolved query looks for and that is worth marking in a snippet; conditions that must not match
/// are left out.
std::vector<std::string> stems_of(const query::Node& node);

} // namespace akin
