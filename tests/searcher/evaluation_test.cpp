#include "common/error.hpp"
#include "searcher/evaluation.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using akin::evaluate;
using akin::Judgments;
using akin::Metrics;
using akin::Ranking;

namespace {

/// A file that goes when the test ends.
class TextFile {
 public:
  explicit TextFile(const std::string& content) {
    std::string name = (std::filesystem::temp_directory_path() / "akin-evaluation-XXXXXX").string();
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0)
      throw std::runtime_error("no temporary file");
    ::close(descriptor);
    path_ = name;
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TextFile() { std::filesystem::remove(path_); }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

template <class Read> std::string refusal(const std::filesystem::path& file, Read read) {
  try {
    read(file);
  } catch (const akin::Error& error) {
    CHECK(error.code() == akin::ErrorCode::input_unreadable);
    return error.what();
  }
  return "read";
}

} // namespace

TEST_CASE("metrics of a ranking agree with their hand-made values") {
  // Relevant: a, b, c (never found) and e; found at ranks 1, 3 and 4.
  const Judgments judgments{{"q", {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 0}, {"e", 1}}}};
  const Metrics metrics = evaluate(judgments, {{"q", {"a", "d", "b", "e", "x"}}});
  CHECK(metrics.queries == 1);
  CHECK(metrics.mean.average_precision == doctest::Approx((1.0 + 2.0 / 3 + 3.0 / 4) / 4));
  CHECK(metrics.by_query.at("q").average_precision == metrics.mean.average_precision);
  CHECK(metrics.mean.r_precision == doctest::Approx(0.75));
  CHECK(metrics.mean.precision_at_10 == doctest::Approx(0.3));
  CHECK(metrics.mean.recall_at_100 == doctest::Approx(0.75));
  CHECK(metrics.mean.reciprocal_rank == doctest::Approx(1));
  const double ideal = 1 + 1 / std::log2(3) + 1 / std::log2(4) + 1 / std::log2(5);
  CHECK(metrics.mean.ndcg_at_5 == doctest::Approx((1 + 1 / std::log2(4) + 1 / std::log2(5)) / ideal));
  CHECK(metrics.mean.ndcg_at_10 == doctest::Approx(metrics.mean.ndcg_at_5));
}

TEST_CASE("gain is the grade") {
  // DCG of 1, 3, 2: 1 + 3/log2(3) + 2/2; of 3, 2, 1: 3 + 2/log2(3) + 1/2.
  const Judgments judgments{{"q", {{"a", 3}, {"b", 2}, {"c", 1}, {"d", -1}}}};
  const Metrics metrics = evaluate(judgments, {{"q", {"c", "a", "b"}}});
  CHECK(metrics.mean.ndcg_at_5 == doctest::Approx((1 + 3 / std::log2(3) + 1) / (3 + 2 / std::log2(3) + 0.5)));
  CHECK(metrics.mean.average_precision == doctest::Approx(1));
  CHECK(evaluate(judgments, {{"q", {"d"}}}).mean.ndcg_at_5 == 0);
}

TEST_CASE("each metric looks as deep as its name says") {
  Judgments judgments;
  Ranking ranking;
  for (int i = 1; i <= 120; ++i) {
    ranking.push_back(std::to_string(i));
    if (i == 6 || i == 10 || i == 11 || i == 100 || i == 101)
      judgments["q"][std::to_string(i)] = 1;
  }
  const Metrics metrics = evaluate(judgments, {{"q", ranking}});
  CHECK(metrics.mean.precision_at_10 == doctest::Approx(0.2));
  CHECK(metrics.mean.recall_at_100 == doctest::Approx(0.8));
  CHECK(metrics.mean.r_precision == 0);
  CHECK(metrics.mean.ndcg_at_5 == 0);
  CHECK(metrics.mean.ndcg_at_10 > 0);
  CHECK(metrics.mean.reciprocal_rank == doctest::Approx(1.0 / 6));
  CHECK(metrics.mean.average_precision == doctest::Approx((1.0 / 6 + 2.0 / 10 + 3.0 / 11 + 4.0 / 100 + 5.0 / 101) / 5));
}

TEST_CASE("averages go over the queries that have a relevant document, found or not") {
  const Judgments judgments{{"found", {{"a", 1}}}, {"lost", {{"a", 2}}}, {"hopeless", {{"a", 0}}}};
  const Metrics metrics = evaluate(judgments, {{"found", {"a"}}, {"hopeless", {"a"}}, {"unjudged", {"a"}}});
  CHECK(metrics.queries == 2);
  CHECK(metrics.mean.average_precision == doctest::Approx(0.5));
  CHECK(metrics.mean.reciprocal_rank == doctest::Approx(0.5));
  CHECK(metrics.by_query.at("found").average_precision == 1);
  CHECK(metrics.by_query.at("lost").average_precision == 0);
}

TEST_CASE("a document that is ranked twice counts once") {
  const Judgments judgments{{"q", {{"a", 1}, {"b", 1}}}};
  const Metrics metrics = evaluate(judgments, {{"q", {"a", "a", "b"}}});
  CHECK(metrics.mean.average_precision == doctest::Approx(1));
  CHECK(metrics.mean.recall_at_100 == doctest::Approx(1));
}

TEST_CASE("nothing judged gives zeros") {
  const Metrics metrics = evaluate({}, {{"q", {"a"}}});
  CHECK(metrics.queries == 0);
  CHECK(metrics.mean.average_precision == 0);
}

TEST_CASE("judgments are read with blanks or tabs, with any line ends") {
  const TextFile file("q1 0 a 1\r\nq1\t0\tb\t2\n\n  q2  Q0  c  -1\nq2 0 d 0");
  CHECK(akin::read_judgments(file.path()) == Judgments{{"q1", {{"a", 1}, {"b", 2}}}, {"q2", {{"c", -1}, {"d", 0}}}});
}

TEST_CASE("a bad judgment is refused with file and line") {
  for (const std::string line : {"q1 0 a", "q1 0 a x", "q1 0 a 1x", "q1 0 a 1 b", "q1 0 a 99999999999"}) {
    CAPTURE(line);
    const TextFile file("q1 0 a 1\n" + line + "\n");
    CHECK(refusal(file.path(), akin::read_judgments) ==
          "is no judgment (write: query 0 document grade) (" + file.path().string() + ":2)");
  }
}

TEST_CASE("queries are read in order; comments, blank lines and line ends do not matter") {
  const TextFile file("\xEF\xBB\xBF# queries\n\nq2\tbig # rockets\tand more \r\nq1\t\"a b\"\n#q3\tno\n");
  CHECK(akin::read_queries(file.path()) ==
        std::vector<std::pair<std::string, std::string>>{{"q2", "big # rockets\tand more"}, {"q1", "\"a b\""}});
}

TEST_CASE("a bad query is refused with file and line") {
  for (const std::string line : {"q1 no tab", "\tno id", "q1\t"}) {
    CAPTURE(line);
    const TextFile file("q0\tfine\n" + line + "\n");
    CHECK(refusal(file.path(), akin::read_queries) ==
          "is no query (write: id, a tab, text) (" + file.path().string() + ":2)");
  }
  const TextFile doubled("q\ta\nq\tb\n");
  CHECK(refusal(doubled.path(), akin::read_queries) ==
        "the query id q came before (give each its own) (" + doubled.path().string() + ":2)");
}

TEST_CASE("a missing file is refused with its name") {
  const std::filesystem::path missing = "/nonexistent/queries.tsv";
  CHECK(refusal(missing, akin::read_queries).ends_with("(/nonexistent/queries.tsv)"));
  CHECK(refusal(missing, akin::read_judgments).ends_with("(/nonexistent/queries.tsv)"));
  CHECK(refusal(std::filesystem::temp_directory_path(), akin::read_judgments) != "read");
}

TEST_CASE("runs that do not differ have p 1, runs that always differ the smallest p") {
  CHECK(akin::randomisation_p_value(std::vector<double>(20, 0.0)) == doctest::Approx(1));
  CHECK(akin::randomisation_p_value(std::vector<double>{}) == doctest::Approx(1));
  CHECK(akin::randomisation_p_value(std::vector<double>(40, 0.1)) == doctest::Approx(0.0001));
  CHECK(akin::randomisation_p_value(std::vector<double>(3, 0.1)) == doctest::Approx(0.25).epsilon(0.1));
  std::vector<double> balanced;
  for (int i = 0; i < 30; ++i)
    balanced.push_back(i % 2 == 0 ? 0.1 : -0.1);
  CHECK(akin::randomisation_p_value(balanced) > 0.9);
}

TEST_CASE("two runs are compared query by query") {
  const Judgments judgments{{"a", {{"x", 1}}}, {"b", {{"y", 1}}}};
  const Metrics good = evaluate(judgments, {{"a", {"x"}}, {"b", {"y"}}});
  const Metrics poor = evaluate(judgments, {{"a", {"z", "x"}}, {"b", {"y"}}});
  const auto comparisons = akin::compare(good, poor);
  REQUIRE(comparisons.size() == akin::measures().size());
  CHECK(comparisons.front().mean == doctest::Approx(1));
  CHECK(comparisons.front().against == doctest::Approx(0.75));
}

TEST_CASE("entropy tells how many sources a list has") {
  const auto entropy = [](const std::vector<std::string>& sources) { return akin::source_entropy(sources); };
  CHECK(entropy({}) == 0);
  CHECK(entropy({"a", "a", "a"}) == doctest::Approx(0));
  CHECK(entropy({"a", "b", "c", "d"}) == doctest::Approx(2));
  CHECK(entropy({"", ""}) == doctest::Approx(1));
}

TEST_CASE("pairs of copies are right, wrong or missed") {
  const auto result = akin::agreement({{"a", "b"}, {"a", "c"}}, {{"a", "b"}, {"d", "e"}, {"d", "f"}});
  CHECK(result.right == 1);
  CHECK(result.wrong == 1);
  CHECK(result.missed == 2);
  CHECK(result.precision() == doctest::Approx(0.5));
  CHECK(result.recall() == doctest::Approx(1.0 / 3));
  CHECK(result.f1() == doctest::Approx(0.4));
  CHECK(akin::agreement({}, {}).f1() == doctest::Approx(1));
}

TEST_CASE("a run is read by score, and its ids are decoded") {
  const TextFile file("q Q0 second 1 0.5 x\nq Q0 a%20b 2 0.9 x\nq Q0 third 3 0.5 x\n");
  const auto run = akin::read_run(file.path());
  CHECK(run.at("q") == Ranking{"a b", "second", "third"});
  const TextFile pairs("b a\nc\td\n");
  CHECK(akin::read_id_pairs(pairs.path()) == akin::IdPairs{{"a", "b"}, {"c", "d"}});
  const TextFile bad("q Q0 doc first 0.5 x\n");
  CHECK_THROWS(akin::read_run(bad.path()));
}
