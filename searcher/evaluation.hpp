// Retrieval metrics over judged queries, as TREC defines them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace akin {

/// query id -> document id -> grade; grades below 1 are "judged, not relevant".
using Judgments = std::map<std::string, std::map<std::string, int>>;

/// Ranked document ids of one query, best first.
using Ranking = std::vector<std::string>;

/// Averages over the queries that have at least one relevant document.
struct Metrics {
  std::size_t queries = 0;
  double map = 0; ///< mean average precision, over the whole ranking
  double r_precision = 0;
  double precision_at_10 = 0;
  double ndcg_at_5 = 0; ///< gain = grade, discount log2(rank + 1) (Järvelin and Kekäläinen 2002)
  double ndcg_at_10 = 0;
  double recall_at_100 = 0;
  double reciprocal_rank = 0;
  std::map<std::string, double> average_precision; ///< by query id
};

/// Lines "qid 0 docid grade"; errors: input_unreadable with file and line.
Judgments read_judgments(const std::filesystem::path& file);

/// Lines "qid<TAB>text", in order; errors: input_unreadable with file and line.
std::vector<std::pair<std::string, std::string>> read_queries(const std::filesystem::path& file);

/// A query without a ranking counts as one that found nothing.
Metrics evaluate(const Judgments& judgments, const std::map<std::string, Ranking>& rankings);

} // namespace akin
