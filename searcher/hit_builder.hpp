// From document numbers to hits: stored articles, copies, snippets.
#pragma once

#include "common/analysis/analyser.hpp"
#include "engine/engine.hpp"
#include "searcher/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace akin {

/// An analyser of this thread, for reading stored articles again. Its vocabulary starts anew now and then, so that
/// memory stays bounded: what was analysed with it is good until the next call.
Analyser& thread_analyser();

/// Fields of a hit that come from the article itself and its entities.
Hit hit_of(const engine::Record& record, double score);

/// The copies as hits show them, earliest first.
std::vector<Copy> copies_as_shown(const engine::Snapshot& snapshot, std::span<const engine::DocNumber> copies);

/// Earliest first, those without a date last.
void sort_by_age(std::vector<Copy>& copies);

/// Counts one analysed article as unsaved text is counted: its stems as the snapshot numbers them, others left out.
engine::TermVector term_vector_of(const engine::Snapshot& snapshot, const AnalysedArticle& article,
                                  const Vocabulary& vocabulary);

} // namespace akin
