#include "searcher/evaluation.hpp"

#include "common/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <random>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace akin {
namespace {

constexpr std::string_view blanks = " \t\r";

/// Calls take for every line that is not blank, without its line end, with its place ("queries.tsv:7").
void for_each_line(const std::filesystem::path& file,
                   const std::function<void(std::string_view line, const std::string& place)>& take) {
  std::ifstream stream(file);
  if (!stream)
    throw Error(ErrorCode::input_unreadable, "cannot be opened (check the name and the permissions)", file.string());
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    std::string_view text = line;
    text = text.substr(0, text.find_last_not_of(blanks) + 1); // npos + 1 is 0
    if (number == 1 && text.starts_with("\xEF\xBB\xBF"))
      text.remove_prefix(3);
    if (!text.empty())
      take(text, fmt::format("{}:{}", file.string(), number));
  }
  if (stream.bad())
    throw Error(ErrorCode::input_unreadable, "cannot be read to its end", file.string());
}

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t begin = line.find_first_not_of(blanks); begin != std::string_view::npos;
       begin = line.find_first_not_of(blanks)) {
    line.remove_prefix(begin);
    columns.push_back(line.substr(0, line.find_first_of(blanks)));
    line.remove_prefix(columns.back().size());
  }
  return columns;
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Undoes what `--format trec` does to ids with white space.
std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* const begin = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() && std::from_chars(begin, begin + 2, byte, 16).ptr == begin + 2) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

std::optional<int> grade_of(std::string_view text) {
  int grade = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), grade);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(grade) : std::nullopt;
}

/// Discounted cumulated gain of the first grades of a ranking.
double dcg(const std::vector<int>& grades, std::size_t depth) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(depth, grades.size()); ++i)
    sum += std::max(grades[i], 0) / std::log2(static_cast<double>(i) + 2);
  return sum;
}

/// Grades of the ranked documents, best first. A document that is ranked again counts the first time only.
std::vector<int> ranked_grades(const Ranking& ranking, const std::map<std::string, int>& judged) {
  std::vector<int> grades;
  std::unordered_set<std::string_view> seen;
  for (const std::string& document : ranking) {
    if (!seen.insert(document).second)
      continue;
    const auto found = judged.find(document);
    grades.push_back(found == judged.end() ? 0 : found->second);
  }
  return grades;
}

/// Grades in the best order possible: what DCG is divided by.
std::vector<int> ideal_grades(const std::map<std::string, int>& judged) {
  std::vector<int> grades;
  for (const auto& [document, grade] : judged)
    grades.push_back(grade);
  std::sort(grades.begin(), grades.end(), std::greater<>());
  return grades;
}

QueryMetrics evaluate_query(const std::vector<int>& grades, const std::vector<int>& ideal) {
  const auto relevant = static_cast<double>(std::count_if(ideal.begin(), ideal.end(), [](int g) { return g > 0; }));
  QueryMetrics metrics;
  double found = 0;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (grades[i] < 1)
      continue;
    ++found;
    const auto rank = static_cast<double>(i) + 1;
    metrics.average_precision += found / rank / relevant;
    metrics.r_precision += rank <= relevant ? 1 / relevant : 0;
    metrics.precision_at_1 += rank <= 1 ? 1 : 0;
    metrics.precision_at_5 += rank <= 5 ? 0.2 : 0;
    metrics.precision_at_10 += rank <= 10 ? 0.1 : 0;
    metrics.recall_at_10 += rank <= 10 ? 1 / relevant : 0;
    metrics.recall_at_100 += rank <= 100 ? 1 / relevant : 0;
    if (metrics.reciprocal_rank == 0)
      metrics.reciprocal_rank = 1 / rank;
  }
  metrics.ndcg_at_5 = dcg(grades, 5) / dcg(ideal, 5);
  metrics.ndcg_at_10 = dcg(grades, 10) / dcg(ideal, 10);
  return metrics;
}

} // namespace

Judgments read_judgments(const std::filesystem::path& file) {
  Judgments judgments;
  for_each_line(file, [&](std::string_view line, const std::string& place) {
    const auto columns = columns_of(line);
    const auto grade = columns.size() == 4 ? grade_of(columns[3]) : std::nullopt;
    if (!grade)
      throw Error(ErrorCode::input_unreadable, "is no judgment (write: query 0 document grade)", place);
    judgments[std::string(columns[0])][std::string(columns[2])] = *grade;
  });
  return judgments;
}

std::vector<std::pair<std::string, std::string>> read_queries(const std::filesystem::path& file) {
  std::vector<std::pair<std::string, std::string>> queries;
  std::unordered_set<std::string> ids;
  for_each_line(file, [&](std::string_view line, const std::string& place) {
    if (line.starts_with('#'))
      return;
    const std::size_t tab = line.find('\t');
    if (tab == 0 || tab == std::string_view::npos)
      throw Error(ErrorCode::input_unreadable, "is no query (write: id, a tab, text)", place);
    std::string id(line.substr(0, tab));
    if (!ids.insert(id).second)
      throw Error(ErrorCode::input_unreadable, fmt::format("the query id {} came before (give each its own)", id),
                  place);
    line.remove_prefix(line.find_first_not_of(blanks, tab));
    queries.emplace_back(std::move(id), line);
  });
  return queries;
}

std::map<std::string, Ranking> read_run(const std::filesystem::path& file) {
  std::map<std::string, std::vector<std::tuple<double, double, std::string>>> lines; // score descending, rank, id
  for_each_line(file, [&](std::string_view line, const std::string& place) {
    const auto columns = columns_of(line);
    const auto rank = columns.size() == 6 ? number_of(columns[3]) : std::nullopt;
    const auto score = columns.size() == 6 ? number_of(columns[4]) : std::nullopt;
    if (!rank || !score)
      throw Error(ErrorCode::input_unreadable, "is no run line (write: query Q0 document rank score name)", place);
    lines[percent_decoded(columns[0])].emplace_back(-*score, *rank, percent_decoded(columns[2]));
  });
  std::map<std::string, Ranking> run;
  for (auto& [query, documents] : lines) {
    std::sort(documents.begin(), documents.end());
    for (auto& [score, rank, id] : documents)
      run[query].push_back(std::move(id));
  }
  return run;
}

IdPairs read_id_pairs(const std::filesystem::path& file) {
  IdPairs pairs;
  for_each_line(file, [&](std::string_view line, const std::string& place) {
    const auto columns = columns_of(line);
    if (columns.size() != 2)
      throw Error(ErrorCode::input_unreadable, "is no pair of ids (write: id id)", place);
    pairs.emplace(std::min(columns[0], columns[1]), std::max(columns[0], columns[1]));
  });
  return pairs;
}

std::span<const Measure> measures() noexcept {
  static constexpr std::array<Measure, 10> all{
      {{"MAP", "map", &QueryMetrics::average_precision},
       {"R-precision", "r_precision", &QueryMetrics::r_precision},
       {"P@1", "precision_at_1", &QueryMetrics::precision_at_1},
       {"P@5", "precision_at_5", &QueryMetrics::precision_at_5},
       {"P@10", "precision_at_10", &QueryMetrics::precision_at_10},
       {"nDCG@5", "ndcg_at_5", &QueryMetrics::ndcg_at_5},
       {"nDCG@10", "ndcg_at_10", &QueryMetrics::ndcg_at_10},
       {"recall@10", "recall_at_10", &QueryMetrics::recall_at_10},
       {"recall@100", "recall_at_100", &QueryMetrics::recall_at_100},
       {"reciprocal rank", "reciprocal_rank", &QueryMetrics::reciprocal_rank}}};
  return all;
}

Metrics evaluate(const Judgments& judgments, const std::map<std::string, Ranking>& rankings) {
  Metrics metrics;
  for (const auto& [query, judged] : judgments) {
    const std::vector<int> ideal = ideal_grades(judged);
    if (ideal.empty() || ideal.front() < 1)
      continue;
    const auto ranking = rankings.find(query);
    const QueryMetrics of_query =
        evaluate_query(ranked_grades(ranking == rankings.end() ? Ranking{} : ranking->second, judged), ideal);
    ++metrics.queries;
    metrics.by_query[query] = of_query;
    for (const Measure& measure : measures())
      metrics.mean.*measure.value += of_query.*measure.value;
  }
  for (const Measure& measure : measures())
    metrics.mean.*measure.value /= std::max<double>(1, static_cast<double>(metrics.queries));
  return metrics;
}

double randomisation_p_value(std::span<const double> differences) {
  constexpr int samples = 10'000;
  constexpr double tolerance = 1e-12; // sums of the same numbers in another order
  double observed = 0;
  std::vector<double> nonzero;
  for (const double difference : differences) {
    observed += difference;
    if (difference != 0)
      nonzero.push_back(difference);
  }
  std::mt19937_64 random(20070611);
  int as_large = 1;
  for (int sample = 1; sample < samples; ++sample) {
    double sum = 0;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < nonzero.size(); ++i, bits >>= 1U) {
      if (i % 64 == 0)
        bits = random();
      sum += (bits & 1U) != 0 ? nonzero[i] : -nonzero[i];
    }
    as_large += std::abs(sum) >= std::abs(observed) - tolerance ? 1 : 0;
  }
  return static_cast<double>(as_large) / samples;
}

std::vector<Comparison> compare(const Metrics& run, const Metrics& against) {
  std::vector<Comparison> comparisons;
  for (const Measure& measure : measures()) {
    Comparison comparison{&measure, 0, 0, 1};
    std::vector<double> differences;
    for (const auto& [query, metrics] : run.by_query) {
      const auto other = against.by_query.find(query);
      if (other == against.by_query.end())
        continue;
      comparison.mean += metrics.*measure.value;
      comparison.against += other->second.*measure.value;
      differences.push_back(metrics.*measure.value - other->second.*measure.value);
    }
    const double queries = std::max<double>(1, static_cast<double>(differences.size()));
    comparison.mean /= queries;
    comparison.against /= queries;
    comparison.p_value = randomisation_p_value(differences);
    comparisons.push_back(comparison);
  }
  return comparisons;
}

double source_entropy(std::span<const std::string> sources) {
  std::map<std::string_view, double> counts;
  double entropy = 0;
  const auto all = static_cast<double>(sources.size());
  const auto add = [&](double count) { entropy -= count / all * std::log2(count / all); };
  for (const std::string& source : sources) {
    if (source.empty())
      add(1);
    else
      ++counts[source];
  }
  for (const auto& [source, count] : counts)
    add(count);
  return entropy;
}

PairAgreement agreement(const IdPairs& found, const IdPairs& truth) {
  PairAgreement result;
  std::set_difference(found.begin(), found.end(), truth.begin(), truth.end(), std::back_inserter(result.wrong_pairs));
  std::set_difference(truth.begin(), truth.end(), found.begin(), found.end(), std::back_inserter(result.missed_pairs));
  result.wrong = result.wrong_pairs.size();
  result.missed = result.missed_pairs.size();
  result.right = truth.size() - result.missed;
  return result;
}

double PairAgreement::precision() const noexcept {
  return right + wrong == 0 ? 1 : static_cast<double>(right) / static_cast<double>(right + wrong);
}

double PairAgreement::recall() const noexcept {
  return right + missed == 0 ? 1 : static_cast<double>(right) / static_cast<double>(right + missed);
}

double PairAgreement::f1() const noexcept {
  const double sum = precision() + recall();
  return sum == 0 ? 0 : 2 * precision() * recall() / sum;
}

} // namespace akin
