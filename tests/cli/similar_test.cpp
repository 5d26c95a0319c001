#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

std::vector<std::string> ids(const Json& result) {
  std::vector<std::string> found;
  for (const Json& hit : result["hits"])
    found.push_back(hit["id"]);
  return found;
}

bool contains(const std::vector<std::string>& values, const std::string& value) {
  for (const std::string& each : values)
    if (each == value)
      return true;
  return false;
}

} // namespace

TEST_CASE("related articles are listed under the article that they go with, each with its reason") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"similar", "ferry-2"});
  CHECK(run.status == 0);
  CHECK(run.err.empty());
  CAPTURE(run.out);
  CHECK(run.out.rfind("Related to “Inquiry into the Maren Tide grounding opens” · Coastal Wire · 8 Mar 2024\n\n 1  ",
                      0) == 0);
  CHECK(run.out.find("Ferry runs aground off Skerrick harbour") != std::string::npos);
  CHECK(run.out.find("4 days earlier") != std::string::npos);
  CHECK(run.out.find("+1 copy: ") != std::string::npos);
  CHECK(run.out.find(" related, ") != std::string::npos);
}

TEST_CASE("an article is never related to itself or to its copies") {
  const IndexedWorkspace workspace;
  const auto related = ids(Json::parse(workspace.akin({"similar", "ferry-1", "--format", "json"}).out));
  CHECK_FALSE(contains(related, "ferry-1"));
  CHECK_FALSE(contains(related, "ferry-copy"));
  REQUIRE_FALSE(related.empty());
  CHECK(related.front() == "ferry-2");
}

TEST_CASE("articles that the page shows already are left out with their copies") {
  const IndexedWorkspace workspace;
  const auto related = ids(
      Json::parse(workspace.akin({"similar", "ferry-2", "--exclude", "ferry-1,harbour-x", "--format", "json"}).out));
  for (const char* left_out : {"ferry-1", "ferry-copy", "harbour-x"})
    CHECK_FALSE(contains(related, left_out));
}

TEST_CASE("filters and dates hold for related articles too") {
  const IndexedWorkspace workspace;
  const auto by_source =
      ids(Json::parse(workspace.akin({"similar", "ferry-2", "--source", "Brindle Post", "--format", "json"}).out));
  for (const std::string& id : by_source)
    CHECK(id == "harbour-x");
  const Finished none = workspace.akin({"similar", "ferry-2", "--from", "2030"});
  CHECK(none.status == 1);
  CHECK(none.out.find("nothing found") != std::string::npos);
}

TEST_CASE("unsaved text has related articles, from a file or from standard input") {
  Workspace workspace = {};
  workspace.write("news.jsonl", news_articles);
  REQUIRE(workspace.akin({"index", "--index", "i", "-q", "news.jsonl"}).status == 0);
  workspace.write("draft.txt",
                  "The ferry Maren Tide and Captain Ines Holloway: what the inquiry at Skerrick should ask.");
  const Finished file = workspace.akin({"similar", "--index", "i", "--text", "draft.txt", "--format", "json"});
  CHECK(file.status == 0);
  CHECK(contains(ids(Json::parse(file.out)), "ferry-2"));
  workspace.surroundings.input = R"({"headline":"Maren Tide","text":"The ferry ran aground off Skerrick harbour."})";
  const Finished json = workspace.akin({"similar", "--index", "i", "--text", "-", "--format", "json"});
  CHECK(json.status == 0);
  CHECK(contains(ids(Json::parse(json.out)), "ferry-2"));
}

TEST_CASE("text that cannot be used is refused in one line") {
  Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  REQUIRE(workspace.akin({"index", "--index", "i", "-q", "news.jsonl"}).status == 0);
  workspace.write("blank.txt", " \n\t\n");
  workspace.write("broken.json", "{\"title\":");
  for (const char* file : {"blank.txt", "broken.json", "missing.txt", "."}) {
    CAPTURE(file);
    const Finished run = workspace.akin({"similar", "--index", "i", "--text", file});
    CHECK(run.status == 2);
    CHECK(line_count(run.err) == 1);
    CHECK(run.err.find(file) != std::string::npos);
  }
}

TEST_CASE("an article is found by its address") {
  const Workspace workspace;
  workspace.write(
      "two.jsonl",
      R"({"id":"a","url":"https://example.org/tide","title":"Tide tables wrong","body":"The tide tables of Skerrick were wrong by an hour."}
{"id":"b","url":"https://example.org/tables","title":"New tide tables","body":"Skerrick has new tide tables after the error of an hour."}
)");
  REQUIRE(workspace.akin({"index", "--index", "i", "-q", "two.jsonl"}).status == 0);
  const Finished run = workspace.akin({"similar", "--index", "i", "--url", "http://www.example.org/tide?utm_source=x"});
  CHECK(run.status == 0);
  CHECK(run.out.rfind("Related to “Tide tables wrong”", 0) == 0);
  CHECK(run.out.find("New tide tables") != std::string::npos);
}

TEST_CASE("an unknown id or address is one line on standard error") {
  const IndexedWorkspace workspace;
  for (const auto& arguments :
       {std::vector<std::string>{"similar", "nobody"}, {"similar", "--url", "https://nobody.example/"}}) {
    const Finished run = workspace.akin(arguments);
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(line_count(run.err) == 1);
    CHECK(run.err.find("nobody") != std::string::npos);
  }
}

TEST_CASE("exactly one article to start from is asked for") {
  const IndexedWorkspace workspace;
  for (const auto& arguments : {std::vector<std::string>{"similar"}, {"similar", "ferry-1", "--all"}}) {
    const Finished run = workspace.akin(arguments);
    CHECK(run.status == 2);
    CHECK(run.err.find("--text FILE") != std::string::npos);
  }
}

TEST_CASE("a file of ids gives one JSON object a line; unknown ids are told and the rest goes on") {
  const IndexedWorkspace workspace;
  workspace.write("ids.txt", "ferry-2\r\n\nnobody\nobservatory\n");
  const Finished run = workspace.akin({"similar", "--ids", "ids.txt"});
  CHECK(run.status == 1);
  REQUIRE(line_count(run.out) == 2);
  CHECK(lines_of(run.out)[0].rfind(R"({"id":"ferry-2",)", 0) == 0);
  CHECK(Json::parse(lines_of(run.out)[1])["id"] == "observatory");
  CHECK(line_count(run.err) == 1);
  CHECK(run.err.find("nobody") != std::string::npos);
  workspace.write("known.txt", "ferry-2\n");
  CHECK(workspace.akin({"similar", "--ids", "known.txt"}).status == 0);
}

TEST_CASE("all gives a list for every article") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"similar", "--all", "--limit", "2"});
  CHECK(run.status == 0);
  REQUIRE(line_count(run.out) == 7);
  for (const std::string& line : lines_of(run.out)) {
    const Json result = Json::parse(line);
    CHECK(result["hits"].size() <= 2);
    CHECK_FALSE(contains(ids(result), result["id"]));
  }
}

TEST_CASE("TREC lines of related articles carry the article's id as query id") {
  const IndexedWorkspace workspace;
  CHECK(workspace.akin({"similar", "ferry-2", "--format", "trec"}).out.rfind("ferry-2 Q0 ferry-", 0) == 0);
  CHECK(workspace.akin({"similar", "--all", "--format", "trec"}).out.find("\nferry-2 Q0 ferry-") != std::string::npos);
}

TEST_CASE("the baseline method is one option away and says how it scores") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"similar", "ferry-2", "--method", "terms", "--format", "json"});
  CHECK(run.status == 0);
  CHECK(contains(ids(Json::parse(run.out)), "ferry-1"));
  const Finished explained = workspace.akin({"similar", "ferry-2", "--explain"});
  CHECK(explained.out.find("  maren  weight ") != std::string::npos);
}
