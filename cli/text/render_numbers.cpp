#include "cli/text/render_numbers.hpp"

#include "cli/text/layout.hpp"
#include "cli/text/numbers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace akin::cli {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::pair<std::string, std::string>>;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json time_or_null(const std::optional<Timestamp>& time) { return time ? Json(format_rfc3339(*time)) : Json(nullptr); }

double megabytes_per_second(const indexer::IndexSummary& summary) {
  return summary.seconds > 0 ? static_cast<double>(summary.input_bytes) / 1e6 / summary.seconds : 0;
}

} // namespace

std::string render(const indexer::IndexSummary& summary, const TextStyle& style) {
  Rows rows{{"read", grouped(summary.read)},
            {"added", grouped(summary.added)},
            {"replaced", grouped(summary.replaced)},
            {"unchanged", grouped(summary.unchanged)},
            {"deleted", grouped(summary.deleted)},
            {"rejected", grouped(summary.rejected)},
            {"skipped files", grouped(summary.skipped_files)},
            {"copies found", grouped(summary.copies)}};
  if (summary.relabelled > 0)
    rows.emplace_back("labelled anew", grouped(summary.relabelled));
  return fmt::format("{}{} in {:.1f} s, {}\n", render_table(rows, style), amount_of_bytes(summary.input_bytes),
                     summary.seconds, rate(summary.input_bytes, summary.seconds));
}

std::string to_json(const indexer::IndexSummary& summary) {
  return dump({{"read", summary.read},
               {"added", summary.added},
               {"replaced", summary.replaced},
               {"unchanged", summary.unchanged},
               {"deleted", summary.deleted},
               {"rejected", summary.rejected},
               {"skipped_files", summary.skipped_files},
               {"warnings", summary.warnings},
               {"copies", summary.copies},
               {"relabelled", summary.relabelled},
               {"input_bytes", summary.input_bytes},
               {"seconds", summary.seconds},
               {"mb_per_second", megabytes_per_second(summary)},
               {"stopped", summary.stopped}});
}

std::string render(const engine::IndexStatistics& statistics, const TextStyle& style) {
  Rows rows{{"articles", grouped(statistics.articles)},
            {"stories", grouped(statistics.stories)},
            {"copies", grouped(statistics.articles - statistics.stories)},
            {"deleted, not yet purged", grouped(statistics.deleted)},
            {"terms", grouped(statistics.terms)},
            {"words", grouped(statistics.tokens)},
            {"segments", grouped(statistics.segments)},
            {"revision", std::to_string(statistics.revision)},
            {"size on disk", amount_of_bytes(statistics.bytes)}};
  if (statistics.oldest)
    rows.emplace_back("oldest article", format_day(*statistics.oldest));
  if (statistics.newest)
    rows.emplace_back("newest article", format_day(*statistics.newest));
  for (const auto& [language, articles] : statistics.languages)
    rows.emplace_back(fmt::format("in language {}", language.empty() ? "unknown" : language), grouped(articles));
  return render_table(rows, style);
}

std::string to_json(const engine::IndexStatistics& statistics) {
  Json languages = Json::object();
  for (const auto& [language, articles] : statistics.languages)
    languages[language] = articles;
  return dump({{"articles", statistics.articles},
               {"stories", statistics.stories},
               {"deleted", statistics.deleted},
               {"terms", statistics.terms},
               {"tokens", statistics.tokens},
               {"segments", statistics.segments},
               {"revision", statistics.revision},
               {"bytes", statistics.bytes},
               {"oldest", time_or_null(statistics.oldest)},
               {"newest", time_or_null(statistics.newest)},
               {"languages", languages}});
}

std::string render(const Metrics& metrics, const TextStyle& style) {
  const auto number = [](double value) { return fmt::format("{:.4f}", value); };
  return render_table({{"queries", grouped(metrics.queries)},
                       {"MAP", number(metrics.map)},
                       {"R-precision", number(metrics.r_precision)},
                       {"P@10", number(metrics.precision_at_10)},
                       {"nDCG@5", number(metrics.ndcg_at_5)},
                       {"nDCG@10", number(metrics.ndcg_at_10)},
                       {"recall@100", number(metrics.recall_at_100)},
                       {"reciprocal rank", number(metrics.reciprocal_rank)}},
                      style);
}

std::string to_json(const Metrics& metrics) {
  return dump({{"queries", metrics.queries},
               {"map", metrics.map},
               {"r_precision", metrics.r_precision},
               {"precision_at_10", metrics.precision_at_10},
               {"ndcg_at_5", metrics.ndcg_at_5},
               {"ndcg_at_10", metrics.ndcg_at_10},
               {"recall_at_100", metrics.recall_at_100},
               {"reciprocal_rank", metrics.reciprocal_rank},
               {"average_precision", metrics.average_precision}});
}

} // namespace akin::cli
