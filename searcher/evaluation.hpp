// Retrieval metrics over judged queries, as TREC defines them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace akin {

/// query id -> document id -> grade; grades below 1 are "judged, not relevant".
using Judgments = std::map<std::string, std::map<std::string, int>>;

/// Ranked document ids of one query, best first.
using Ranking = std::vector<std::string>;

/// What one ranking is worth against the judgments of its query. Relevant means grade 1 or more, ideal the best order
/// of all judged documents.
struct QueryMetrics {
  double average_precision = 0; ///< over the whole ranking
  double r_precision = 0;       ///< precision at R, the number of relevant documents
  double precision_at_1 = 0;
  double precision_at_5 = 0;
  double precision_at_10 = 0;
  double ndcg_at_5 = 0; ///< gain = grade, discount log2(rank + 1) (Järvelin and Kekäläinen 2002)
  double ndcg_at_10 = 0;
  double recall_at_10 = 0;
  double recall_at_100 = 0;
  double reciprocal_rank = 0;
};

/// A measure by the name that is printed, and where it is kept.
struct Measure {
  const char* name; ///< "MAP"
  const char* key;  ///< "map", in JSON
  double QueryMetrics::*value;
};
/// Every measure, in the order in which they are shown.
std::span<const Measure> measures() noexcept;

/// Averages over the queries that have at least one relevant document.
struct Metrics {
  std::size_t queries = 0;
  QueryMetrics mean;
  std::map<std::string, QueryMetrics> by_query; ///< by query id
};

/// Two runs on the same queries, compared by one measure.
struct Comparison {
  const Measure* measure = nullptr;
  double mean = 0;    ///< of the first run
  double against = 0; ///< of the second
  double p_value = 1; ///< of a difference at least as large, either way, if the runs were alike
};

/// Paired two-sided randomisation test: signs of the differences flipped at random, 10,000 times with a fixed seed
/// (Smucker, Allan and Carterette, "A comparison of statistical significance tests for information retrieval
/// evaluation", CIKM 2007). Counts the observed signs as one of the samples, so that the result is above 0.
/// 1 when there are no differences.
double randomisation_p_value(std::span<const double> differences);

/// Compares two runs by every measure, over the queries of the first that the second has too.
std::vector<Comparison> compare(const Metrics& run, const Metrics& against);

/// Shannon entropy in bits of how often each source occurs: 0 when all are of one, log2(n) when n are of n. Articles
/// without a source ("") count as one source each.
double source_entropy(std::span<const std::string> sources);

/// How pairs of copies that were found agree with those that are true.
struct PairAgreement {
  std::size_t right = 0;
  std::size_t wrong = 0;  ///< found, not true
  std::size_t missed = 0; ///< true, not found
  std::vector<std::pair<std::string, std::string>> wrong_pairs;
  std::vector<std::pair<std::string, std::string>> missed_pairs;
  double precision() const noexcept;
  double recall() const noexcept;
  double f1() const noexcept;
};

/// Unordered pairs of ids, the smaller id first.
using IdPairs = std::set<std::pair<std::string, std::string>>;

PairAgreement agreement(const IdPairs& found, const IdPairs& truth);

/// Lines of two ids, separated by white space; errors: input_unreadable with file and line.
IdPairs read_id_pairs(const std::filesystem::path& file);

/// Lines "qid Q0 docid rank score name" in any order: the documents of each query by score, equal scores by rank.
/// Percent-encodings in ids are decoded. Errors: input_unreadable with file and line.
std::map<std::string, Ranking> read_run(const std::filesystem::path& file);

/// Lines "qid 0 docid grade"; errors: input_unreadable with file and line.
Judgments read_judgments(const std::filesystem::path& file);

/// Lines "qid<TAB>text", in order; errors: input_unreadable with file and line.
std::vector<std::pair<std::string, std::string>> read_queries(const std::filesystem::path& file);

/// A query without a ranking counts as one that found nothing.
Metrics evaluate(const Judgments& judgments, const std::map<std::string, Ranking>& rankings);

} // namespace akin
