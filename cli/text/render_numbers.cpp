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

namespace {

std::string number(double value) { return fmt::format("{:.4f}", value); }

std::string comparison_table(const EvaluationReport& report) {
  std::string text =
      fmt::format("\n{:<17} {:>8} {:>8} {:>8} {:>8}   against {}\n", "", "run", "other", "change", "p", report.against);
  for (const Comparison& each : report.comparisons)
    text += fmt::format("{:<17} {:>8.4f} {:>8.4f} {:>+8.4f} {:>8.4f}\n", each.measure->name, each.mean, each.against,
                        each.mean - each.against, each.p_value);
  return text;
}

Json pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Json list = Json::array();
  for (const auto& [a, b] : pairs)
    list.push_back({a, b});
  return list;
}

Json copies_json(const PairAgreement& copies) {
  return {{"precision", copies.precision()},
          {"recall", copies.recall()},
          {"f1", copies.f1()},
          {"right", copies.right},
          {"wrong", copies.wrong},
          {"missed", copies.missed},
          {"wrong_pairs", pairs_json(copies.wrong_pairs)},
          {"missed_pairs", pairs_json(copies.missed_pairs)}};
}

} // namespace

std::string render(const EvaluationReport& report, const TextStyle& style) {
  Rows rows;
  if (report.metrics) {
    rows.emplace_back("queries", grouped(report.metrics->queries));
    for (const Measure& measure : measures())
      rows.emplace_back(measure.name, number(report.metrics->mean.*measure.value));
  }
  if (report.source_entropy)
    rows.emplace_back("sources of the first ten, bits", number(*report.source_entropy));
  if (report.copies) {
    rows.emplace_back("pairs of copies found rightly", grouped(report.copies->right));
    rows.emplace_back("folded wrongly", grouped(report.copies->wrong));
    rows.emplace_back("missed", grouped(report.copies->missed));
    rows.emplace_back("precision of copies", number(report.copies->precision()));
    rows.emplace_back("recall of copies", number(report.copies->recall()));
    rows.emplace_back("F1 of copies", number(report.copies->f1()));
  }
  return render_table(rows, style) + (report.comparisons.empty() ? "" : comparison_table(report));
}

std::string to_json(const EvaluationReport& report) {
  Json json = Json::object();
  if (report.metrics) {
    json["queries"] = report.metrics->queries;
    for (const Measure& measure : measures())
      json[measure.key] = report.metrics->mean.*measure.value;
    Json precisions = Json::object();
    for (const auto& [query, metrics] : report.metrics->by_query)
      precisions[query] = metrics.average_precision;
    json["average_precision"] = precisions;
  }
  if (report.source_entropy)
    json["source_entropy"] = *report.source_entropy;
  if (!report.comparisons.empty()) {
    Json rows = Json::object();
    for (const Comparison& each : report.comparisons)
      rows[each.measure->key] = {{"run", each.mean}, {"other", each.against}, {"p", each.p_value}};
    json["against"] = {{"name", report.against}, {"measures", rows}};
  }
  if (report.copies)
    json["copies"] = copies_json(*report.copies);
  return dump(json);
}

} // namespace akin::cli
