// Counts that commands end with: summary of a run, statistics of an index, metrics; for people and as JSON.
#pragma once

#include "cli/text/glyphs.hpp"
#include "engine/engine.hpp"
#include "indexer/index_run.hpp"
#include "searcher/evaluation.hpp"

#include <string>

namespace akin::cli {

std::string render(const indexer::IndexSummary& summary, const TextStyle& style);
std::string to_json(const indexer::IndexSummary& summary);

std::string render(const engine::IndexStatistics& statistics, const TextStyle& style);
std::string to_json(const engine::IndexStatistics& statistics);

std::string render(const Metrics& metrics, const TextStyle& style);
std::string to_json(const Metrics& metrics);

} // namespace akin::cli
