#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin::test;
using Json = nlohmann::json;

TEST_CASE("eval of searches tells the metrics of their rankings") {
  const IndexedWorkspace workspace;
  workspace.write("q.tsv", "q1\tcomet\nq2\tcrane\nq3\txylophone\n");
  workspace.write("q.qrels", "q1 0 observatory 1\nq2 0 harbour-x 2\nq3 0 phare 1\n");
  const Finished run = workspace.akin({"eval", "--queries", "q.tsv", "--qrels", "q.qrels", "--format", "json"});
  CHECK(run.status == 0);
  const Json metrics = Json::parse(run.out);
  CHECK(metrics["queries"] == 3);
  CHECK(metrics["map"].get<double>() == doctest::Approx(2.0 / 3));
  CHECK(metrics["average_precision"]["q1"] == 1.0);
  CHECK(metrics["average_precision"]["q3"] == 0.0);
  const Finished text = workspace.akin({"eval", "--queries", "q.tsv", "--qrels", "q.qrels"});
  CHECK(text.out.find("  MAP              0.6667\n") != std::string::npos);
}

TEST_CASE("eval lists copies instead of folding them") {
  const IndexedWorkspace workspace;
  workspace.write("q.tsv", "q1\tpassengers breakfast\n");
  workspace.write("q.qrels", "q1 0 ferry-1 1\nq1 0 ferry-copy 1\n");
  const Finished run = workspace.akin({"eval", "--queries", "q.tsv", "--qrels", "q.qrels", "--format", "json"});
  CHECK(Json::parse(run.out)["map"].get<double>() == doctest::Approx(1.0));
}

TEST_CASE("eval of related articles starts from the judged articles and never counts them themselves") {
  const IndexedWorkspace workspace;
  workspace.write("r.qrels", "ferry-2 0 ferry-1 1\nferry-2 0 ferry-copy 1\nferry-2 0 observatory 0\n");
  for (const char* method : {"vectors", "terms"}) {
    CAPTURE(method);
    const Finished run =
        workspace.akin({"eval", "--similar", "--qrels", "r.qrels", "--method", method, "--format", "json"});
    CHECK(run.status == 0);
    CHECK(run.err.empty());
    CHECK(Json::parse(run.out)["map"].get<double>() == doctest::Approx(1.0));
  }
}

TEST_CASE("judged articles that the index lacks are told and count as having found nothing") {
  const IndexedWorkspace workspace;
  workspace.write("r.qrels", "ferry-2 0 ferry-1 1\nnobody 0 ferry-1 1\n");
  const Finished run = workspace.akin({"eval", "--similar", "--qrels", "r.qrels", "--format", "json"});
  CHECK(run.status == 0);
  CHECK(Json::parse(run.out)["queries"] == 2);
  CHECK(Json::parse(run.out)["average_precision"]["nobody"] == 0.0);
  CHECK(run.err.find("1 judged article is not in the index") != std::string::npos);
}

TEST_CASE("eval without queries, or with files that cannot be read, is one line") {
  const IndexedWorkspace workspace;
  workspace.write("q.qrels", "q1 0 observatory 1\n");
  workspace.write("bad.qrels", "q1 observatory\n");
  workspace.write("q.tsv", "q1\tcomet\n");
  const Finished none = workspace.akin({"eval", "--qrels", "q.qrels"});
  CHECK(none.status == 2);
  CHECK(none.err.find("--queries FILE") != std::string::npos);
  const Finished bad = workspace.akin({"eval", "--queries", "q.tsv", "--qrels", "bad.qrels"});
  CHECK(bad.status == 2);
  CHECK(line_count(bad.err) == 1);
  CHECK(bad.err.find("bad.qrels") != std::string::npos);
  CHECK(workspace.akin({"eval", "--queries", "q.tsv", "--qrels", "missing"}).status == 2);
}
