// The options of `akin similar`, `akin eval --similar` and `akin copies` that choose, compare and explain.
#include "tests/cli/workspace.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin::test;
using Json = nlohmann::json;
using Ids = std::vector<std::string>;

namespace {

Ids ids(const Json& result) {
  Ids found;
  for (const Json& hit : result["hits"])
    found.push_back(hit["id"]);
  return found;
}

bool contains(const Ids& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

Json similar(const Workspace& workspace, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "similar");
  arguments.insert(arguments.end(), {"--format", "json"});
  const Finished run = workspace.akin(arguments);
  CAPTURE(run.err);
  REQUIRE(run.status < 2);
  return Json::parse(run.out);
}

} // namespace

TEST_CASE("modes ask for what came before, what came after, and the same event") {
  const IndexedWorkspace workspace;
  CHECK(ids(similar(workspace, {"ferry-1", "--mode", "follow-up"})) == Ids{"ferry-2"});
  const Ids before = ids(similar(workspace, {"ferry-2", "--mode", "background"}));
  REQUIRE_FALSE(before.empty());
  CHECK(before.front() == "ferry-1");
  CHECK(ids(similar(workspace, {"ferry-1", "--mode", "background"})) == Ids{"harbour-x"});
  CHECK(contains(ids(similar(workspace, {"ferry-2", "--mode", "mixed"})), "ferry-1"));
  CHECK_FALSE(contains(ids(similar(workspace, {"ferry-2", "--mode", "same-event"})), "ferry-1")); // four days apart
  CHECK(similar(workspace, {"hostile", "--mode", "background"})["warnings"].dump().find("no date") !=
        std::string::npos);
  CHECK(workspace.akin({"similar", "ferry-1", "--mode", "sideways"}).status == 2);
}

TEST_CASE("a publication has no more hits than --per-source says") {
  const IndexedWorkspace workspace;
  workspace.write(
      "more.jsonl",
      R"({"id":"m1","title":"Maren Tide refloated","body":"The ferry Maren Tide was refloated off Skerrick.","source":"Coastal Wire"}
{"id":"m2","title":"Maren Tide sails","body":"The ferry Maren Tide sails from Skerrick harbour once more.","source":"Coastal Wire"}
)");
  REQUIRE(workspace.akin({"index", "-q", "more.jsonl"}).status == 0);
  const auto of_wire = [&](const Json& result) {
    return std::count_if(result["hits"].begin(), result["hits"].end(),
                         [](const Json& hit) { return hit["source"] == "Coastal Wire"; });
  };
  CHECK(of_wire(similar(workspace, {"ferry-1"})) == 3);
  CHECK(of_wire(similar(workspace, {"ferry-1", "--per-source", "2"})) == 2);
  CHECK(of_wire(similar(workspace, {"ferry-1", "--per-source", "1"})) == 1);
}

TEST_CASE("what hits are to be unlike is not listed, nor its copies, and others move") {
  const IndexedWorkspace workspace;
  const Json plain = similar(workspace, {"harbour-x"});
  REQUIRE(contains(ids(plain), "ferry-1"));
  const Json away = similar(workspace, {"harbour-x", "--unlike", "ferry-1"});
  CHECK_FALSE(contains(ids(away), "ferry-1"));
  CHECK_FALSE(contains(ids(away), "ferry-copy"));
  CHECK(workspace.akin({"similar", "harbour-x", "--unlike", "nobody"}).status == 2);
}

TEST_CASE("versus tells where an article stands, or what keeps it out") {
  const IndexedWorkspace workspace;
  const auto reason = [&](std::vector<std::string> arguments) {
    return similar(workspace, std::move(arguments))["versus"]["reason"].get<std::string>();
  };
  const Json listed = similar(workspace, {"ferry-2", "--versus", "ferry-1"})["versus"];
  CHECK(listed["rank"] == 1);
  CHECK(listed["reason"].get<std::string>().rfind("1 of ", 0) == 0);
  CHECK(listed["hit"]["id"] == "ferry-1");
  CHECK(reason({"ferry-2", "--versus", "ferry-2"}).find("the article itself") != std::string::npos);
  CHECK(reason({"ferry-1", "--versus", "ferry-copy"}).find("copy of the article") != std::string::npos);
  CHECK(reason({"ferry-2", "--versus", "ferry-copy"}).find("copy of \"ferry-1\"") != std::string::npos);
  CHECK(reason({"ferry-2", "--versus", "phare"}).find("share no word") != std::string::npos);
  CHECK(reason({"ferry-2", "--versus", "ferry-1", "--exclude", "ferry-1"}).find("excluded") != std::string::npos);
  CHECK(reason({"ferry-2", "--versus", "harbour-x", "--mode", "follow-up"}).find("not published in the time") !=
        std::string::npos);
  const Finished text = workspace.akin({"similar", "ferry-2", "--versus", "phare"});
  CHECK(text.out.find("share no word") != std::string::npos);
  CHECK(workspace.akin({"similar", "ferry-2", "--versus", "nobody"}).status == 2);
}

TEST_CASE("the parts of an explained score add up to it, whatever the method") {
  const IndexedWorkspace workspace;
  for (const char* method : {"vectors", "expanded", "latent"}) {
    CAPTURE(method);
    const Json hit = similar(workspace, {"ferry-2", "--explain", "--method", method})["hits"][0];
    REQUIRE_FALSE(hit["explain"].empty());
    double sum = 0;
    for (const Json& part : hit["explain"])
      sum += part["score"].get<double>();
    CHECK(sum == doctest::Approx(hit["score"].get<double>()).epsilon(0.01));
    CHECK(similar(workspace, {"ferry-2", "--method", method})["hits"][0].value("explain", Json::array()).empty());
  }
  CHECK(workspace.akin({"similar", "ferry-2", "--method", "guess"}).status == 2);
}

TEST_CASE("lists for all articles go on behind an article, and have snippets only when asked") {
  const IndexedWorkspace workspace;
  const Finished all = workspace.akin({"similar", "--all"});
  const auto lines = lines_of(all.out);
  REQUIRE(lines.size() == 7);
  const Finished rest = workspace.akin({"similar", "--all", "--after", Json::parse(lines[2])["id"]});
  REQUIRE(line_count(rest.out) == 4);
  CHECK(Json::parse(lines_of(rest.out)[0])["id"] == Json::parse(lines[3])["id"]);
  const auto snippet_of = [](const std::string& line) { return Json::parse(line)["hits"][0]["snippet"]; };
  CHECK(snippet_of(lines[0]).empty());
  CHECK_FALSE(snippet_of(lines_of(workspace.akin({"similar", "--all", "--snippets"}).out)[0]).empty());
  const Finished unknown = workspace.akin({"similar", "--all", "--after", "nobody"});
  CHECK(unknown.status == 2);
  CHECK(unknown.err.find("nobody") != std::string::npos);
  CHECK(workspace.akin({"similar", "ferry-1", "--after", "ferry-2"}).status == 2);
}

TEST_CASE("lists for all articles are the same on any number of threads") {
  const IndexedWorkspace workspace;
  const auto without_time = [&](const char* threads) {
    std::vector<std::pair<std::string, Ids>> lists;
    for (const std::string& line : lines_of(workspace.akin({"similar", "--all", "--threads", threads}).out))
      lists.emplace_back(Json::parse(line)["id"], ids(Json::parse(line)));
    return lists;
  };
  REQUIRE(without_time("1").size() == 7);
  CHECK(without_time("1") == without_time("4"));
}

TEST_CASE("a run compared with itself differs by nothing, with a worse one by something") {
  const IndexedWorkspace workspace;
  workspace.write("r.qrels", "ferry-2 0 ferry-1 1\nharbour-x 0 ferry-2 1\nferry-1 0 ferry-2 1\n");
  workspace.write("worse.run", "ferry-2 Q0 harbour-x 1 2 other\nferry-2 Q0 ferry-1 2 1 other\n"
                               "harbour-x Q0 phare 1 1 other\nferry-1 Q0 ferry-2 1 1 other\n");
  const auto compared = [&](const char* against) {
    const Finished run =
        workspace.akin({"eval", "--similar", "--qrels", "r.qrels", "--against", against, "--format", "json"});
    CAPTURE(run.err);
    REQUIRE(run.status == 0);
    return Json::parse(run.out)["against"];
  };
  const Json same = compared("latent");
  CHECK(same["name"] == "latent");
  CHECK(same["measures"]["map"]["run"] == same["measures"]["map"]["other"]);
  CHECK(same["measures"]["map"]["p"] == 1.0);
  const Json worse = compared("worse.run")["measures"]["map"];
  CHECK(worse["other"].get<double>() == doctest::Approx(0.5)); // (1/2 + 0 + 1) / 3
  CHECK(worse["run"].get<double>() > worse["other"].get<double>());
  CHECK(worse["p"].get<double>() > 0.2); // three judged articles say little
  const Finished text = workspace.akin({"eval", "--similar", "--qrels", "r.qrels", "--against", "worse.run"});
  CHECK(text.out.find("against worse.run") != std::string::npos);
  CHECK(workspace.akin({"eval", "--similar", "--qrels", "r.qrels", "--against", "no-such-run"}).status == 2);
}

TEST_CASE("groups of copies are lines of JSON; an index without any says so by its status") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"copies"});
  CHECK(run.status == 0);
  REQUIRE(line_count(run.out) == 1);
  CHECK(Json::parse(run.out) == Json{{"representative", "ferry-1"}, {"members", {"ferry-1", "ferry-copy"}}});
  REQUIRE(workspace.akin({"delete", "ferry-copy"}).status == 0);
  const Finished none = workspace.akin({"copies"});
  CHECK(none.status == 1);
  CHECK(none.out.empty());
}
