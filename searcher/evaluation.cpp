#include "searcher/evaluation.hpp"

#include "common/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <optional>
#include <string_view>
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

std::optional<int> grade_of(std::string_view text) {
  int grade = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), grade);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(grade) : std::nullopt;
}

/// What one ranking is worth against the judgments of its query.
struct QueryMetrics {
  double average_precision = 0;
  double r_precision = 0;
  double precision_at_10 = 0;
  double ndcg_at_5 = 0;
  double ndcg_at_10 = 0;
  double recall_at_100 = 0;
  double reciprocal_rank = 0;
};

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
    metrics.precision_at_10 += rank <= 10 ? 0.1 : 0;
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
    metrics.average_precision[query] = of_query.average_precision;
    metrics.map += of_query.average_precision;
    metrics.r_precision += of_query.r_precision;
    metrics.precision_at_10 += of_query.precision_at_10;
    metrics.ndcg_at_5 += of_query.ndcg_at_5;
    metrics.ndcg_at_10 += of_query.ndcg_at_10;
    metrics.recall_at_100 += of_query.recall_at_100;
    metrics.reciprocal_rank += of_query.reciprocal_rank;
  }
  const double queries = std::max<double>(1, static_cast<double>(metrics.queries));
  for (double* const sum : {&metrics.map, &metrics.r_precision, &metrics.precision_at_10, &metrics.ndcg_at_5,
                            &metrics.ndcg_at_10, &metrics.recall_at_100, &metrics.reciprocal_rank})
    *sum /= queries;
  return metrics;
}

} // namespace akin
