// Counts that commands end with: summary of a run, statistics of an index, metrics; for people and as JSON.
#pragma once

#include "cli/text/glyphs.hpp"
#include "engine/engine.hpp"
#include "indexer/index_run.hpp"
#include "searcher/evaluation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace akin::cli {

std::string render(const indexer::IndexSummary& summary, const TextStyle& style);
std::string to_json(const indexer::IndexSummary& summary);

std::string render(const engine::IndexStatistics& statistics, const TextStyle& style);
std::string to_json(const engine::IndexStatistics& statistics);

/// What eval has to tell; parts that were not asked for are missing.
struct EvaluationReport {
  std::optional<Metrics> metrics;
  std::optional<double> source_entropy; ///< bits, of the first ten hits, mean over the queries
  std::string against;                  ///< name of the other run
  std::vector<Comparison> comparisons;
  std::optional<PairAgreement> copies;
};
std::string render(const EvaluationReport& report, const TextStyle& style);
std::string to_json(const EvaluationReport& report);

} // namespace akin::cli
