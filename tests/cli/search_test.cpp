#include "tests/cli/workspace.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

std::vector<std::string> ids(const Json& result) {
  std::vector<std::string> found;
  for (const Json& hit : result["hits"])
    found.push_back(hit["id"]);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> search_ids(const Workspace& workspace, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"search", "--format", "json"});
  const Finished run = workspace.akin(arguments);
  CAPTURE(run.err);
  REQUIRE(run.status <= 1);
  return ids(Json::parse(run.out));
}

using Ids = std::vector<std::string>;

} // namespace

TEST_CASE("a search prints ranked hits for people: title, source, date, snippet, copies, id and counts") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", "aground", "harbour"});
  CHECK(run.status == 0);
  CHECK(run.err.empty());
  CAPTURE(run.out);
  CHECK(run.out.find(" 1  Ferry runs aground off Skerrick harbour  ") != std::string::npos);
  CHECK(run.out.find(" · 4 Mar 2024\n") != std::string::npos);
  CHECK(run.out.find("+1 copy: ") != std::string::npos);
  CHECK(run.out.find("3 stories, 1 copy folded, ") != std::string::npos);
  CHECK(run.out.find('\x1b') == std::string::npos);
}

TEST_CASE("nothing found is status 1 without a word on standard error") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", "xylophone"});
  CHECK(run.status == 1);
  CHECK(run.out.find("nothing found, ") != std::string::npos);
  CHECK(run.err.empty());
}

TEST_CASE("filters narrow a search; those of one kind are alternatives") {
  const IndexedWorkspace workspace;
  CHECK(search_ids(workspace, {"--person", "Ines Holloway", "--copies", "show"}) ==
        Ids{"ferry-1", "ferry-2", "ferry-copy"});
  CHECK(search_ids(workspace, {"harbour", "--place", "Brindle"}) == Ids{"harbour-x"});
  CHECK(search_ids(workspace, {"--source", "Ardle Star", "--source", "Brindle Post"}) ==
        Ids{"harbour-x", "observatory"});
  CHECK(search_ids(workspace, {"--tag", "inquiry"}) == Ids{"ferry-2"});
  CHECK(search_ids(workspace, {"--author", "Dara Finch", "--copies", "show"}) == Ids{"ferry-1"});
  CHECK(search_ids(workspace, {"--section", "News", "--copies", "show"}) == Ids{"ferry-1"});
  CHECK(search_ids(workspace, {"--language", "fr"}) == Ids{"phare"});
  CHECK(search_ids(workspace, {"--organisation", "None Such"}).empty());
}

TEST_CASE("dates are days, months or years, the end included") {
  const IndexedWorkspace workspace;
  CHECK(search_ids(workspace, {"--from", "2024-03-08"}) == Ids{"ferry-2"});
  CHECK(search_ids(workspace, {"--to", "2023-12-04"}) == Ids{"observatory", "phare"});
  CHECK(search_ids(workspace, {"--from", "2023-12", "--to", "2024-01"}) == Ids{"harbour-x", "phare"});
  CHECK(search_ids(workspace, {"--from", "2023", "--to", "2023"}) == Ids{"observatory", "phare"});
  const Finished wrong = workspace.akin({"search", "x", "--from", "yesterday"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err == "akin: --from is no date; write 2023, 2023-09 or 2023-09-13 (yesterday)\n");
}

TEST_CASE("hits can be sorted by date, skipped and limited") {
  const IndexedWorkspace workspace;
  const Json newest = Json::parse(workspace.akin({"search", "", "--sort", "newest", "--format", "json"}).out);
  CHECK(newest["hits"][0]["id"] == "ferry-2");
  const Json oldest = Json::parse(workspace.akin({"search", "", "--sort", "oldest", "--format", "json"}).out);
  CHECK(oldest["hits"][0]["id"] == "observatory");
  const Json second = Json::parse(
      workspace.akin({"search", "", "--sort", "oldest", "--offset", "1", "--limit", "1", "--format", "json"}).out);
  REQUIRE(second["hits"].size() == 1);
  CHECK(second["hits"][0]["id"] == "phare");
  CHECK(second["total"] == 6);
  const Finished text = workspace.akin({"search", "", "--sort", "oldest", "--offset", "1", "--limit", "1"});
  CHECK(text.out.rfind(" 2  Le phare", 0) == 0);
}

TEST_CASE("an offset that is out of range is misuse") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", "x", "--offset", "9999", "--limit", "10"});
  CHECK(run.status == 2);
  CHECK(line_count(run.err) == 1);
}

TEST_CASE("copies are folded or listed") {
  const IndexedWorkspace workspace;
  const Json folded = Json::parse(workspace.akin({"search", "aground", "--format", "json"}).out);
  CHECK(folded["total"] == 2);
  CHECK(folded["collapsed"] == 1);
  const Json shown = Json::parse(workspace.akin({"search", "aground", "--copies", "show", "--format", "json"}).out);
  CHECK(shown["total"] == 3);
  CHECK(workspace.akin({"search", "aground", "--copies", "show"}).out.find("3 articles, ") != std::string::npos);
}

TEST_CASE("facets are counted") {
  const IndexedWorkspace workspace;
  const Json result = Json::parse(workspace.akin({"search", "", "--facets", "places,tags", "--format", "json"}).out);
  CHECK(result["facets"]["places"][0] == Json({{"value", "Skerrick"}, {"count", 2}}));
  CHECK(result["facets"]["tags"][0]["value"] == "shipping");
  const Finished text = workspace.akin({"search", "aground", "--facets", "people"});
  CHECK(text.out.find("\npeople  Ines Holloway 2") != std::string::npos);
  const Finished wrong = workspace.akin({"search", "x", "--facets", "planets"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("organisations") != std::string::npos);
}

TEST_CASE("explain shows what each word adds") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", "comet", "--explain"});
  CHECK(run.out.find("  comet  idf ") != std::string::npos);
}

TEST_CASE("JSON and JSON Lines hold the result object") {
  const IndexedWorkspace workspace;
  for (const char* format : {"json", "jsonl"}) {
    const Finished run = workspace.akin({"search", "comet", "--format", format});
    CHECK(line_count(run.out) == 1);
    const Json result = Json::parse(run.out);
    CHECK(result["format_version"] == 1);
    CHECK(result["query"] == "comet");
    CHECK(result["took_ms"].get<double>() >= 0);
    CHECK(ids(result) == Ids{"observatory"});
  }
}

TEST_CASE("TREC format prints run lines") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", "comet", "--format", "trec"});
  CHECK(run.out.rfind("1 Q0 observatory 1 ", 0) == 0);
  CHECK(run.out.substr(run.out.size() - 6) == " akin\n");
}

TEST_CASE("a file of queries runs as a batch, in every format") {
  const IndexedWorkspace workspace;
  workspace.write("queries.tsv", "q1\tcomet\nq2\tharbour crane\nq3\txylophone\n");
  const Finished lines = workspace.akin({"search", "--queries", "queries.tsv", "--format", "jsonl"});
  CHECK(lines.status == 0);
  REQUIRE(line_count(lines.out) == 3);
  const Json second = Json::parse(lines_of(lines.out)[1]);
  CHECK(lines_of(lines.out)[1].rfind(R"({"id":"q2",)", 0) == 0);
  CHECK(second["hits"][0]["id"] == "harbour-x");
  CHECK(second.contains("took_ms"));
  const Json array = Json::parse(workspace.akin({"search", "--queries", "queries.tsv", "--format", "json"}).out);
  REQUIRE(array.size() == 3);
  CHECK(array[0]["id"] == "q1");
  const Finished trec = workspace.akin({"search", "--queries", "queries.tsv", "--format", "trec"});
  CHECK(trec.out.find("q1 Q0 observatory 1 ") == 0);
  CHECK(trec.out.find("\nq2 Q0 harbour-x 1 ") != std::string::npos);
  CHECK(trec.out.find("q3") == std::string::npos);
  const Finished text = workspace.akin({"search", "--queries", "queries.tsv"});
  CHECK(text.out.find("q2: harbour crane\n 1  Brindle harbour") != std::string::npos);
}

TEST_CASE("a query and a file of queries exclude each other, and one of them is needed") {
  const IndexedWorkspace workspace;
  workspace.write("queries.tsv", "q1\tcomet\n");
  CHECK(workspace.akin({"search", "comet", "--queries", "queries.tsv"}).status == 2);
  const Finished none = workspace.akin({"search"});
  CHECK(none.status == 2);
  CHECK(none.err.find("no query given") != std::string::npos);
  const Finished missing = workspace.akin({"search", "--queries", "nowhere.tsv"});
  CHECK(missing.status == 2);
  CHECK(missing.err.find("nowhere.tsv") != std::string::npos);
}

TEST_CASE("an empty query lists every article, newest first") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", ""});
  CHECK(run.status == 0);
  CHECK(run.out.rfind(" 1  Inquiry into the Maren Tide", 0) == 0);
}

TEST_CASE("any string is a query") {
  const IndexedWorkspace workspace;
  for (const char* query :
       {"\"", "((((", "AND OR NOT", "title:", "date:>", "***", "+-+", "\xff\xfe", "~5", "a:b:c:d"}) {
    CAPTURE(query);
    const Finished run = workspace.akin({"search", "--format", "json", "--", query});
    CHECK(run.status <= 1);
    CHECK(Json::accept(run.out));
  }
}

TEST_CASE("the query language reaches the searcher as it was typed") {
  const IndexedWorkspace workspace;
  CHECK(search_ids(workspace, {"\"northern channel\" -inquiry", "--copies", "show"}) == Ids{"ferry-1", "ferry-copy"});
  CHECK(search_ids(workspace, {"--copies", "show", "--", "-inquiry", "aground"}) == Ids{"ferry-1", "ferry-copy"});
}

TEST_CASE("warnings about a query go to standard error when the output is for people") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", "\"comet split"});
  CHECK(run.status == 0);
  CHECK(run.err.rfind("akin: warning: ", 0) == 0);
  CHECK_FALSE(Json::parse(workspace.akin({"search", "\"comet split", "--format", "json"}).out)["warnings"].empty());
}

TEST_CASE("a pipe gets colours only when they are asked for") {
  const IndexedWorkspace workspace;
  CHECK(workspace.akin({"search", "comet"}).out.find('\x1b') == std::string::npos);
  CHECK(workspace.akin({"search", "comet", "--color", "always"}).out.find("\x1b[1m") != std::string::npos);
}

TEST_CASE("COLUMNS sets the width of what goes into a pipe, which is otherwise not cut") {
  IndexedWorkspace workspace;
  CHECK(workspace.akin({"search", "aground"}).out.find("Ferry runs aground off Skerrick harbour  ") !=
        std::string::npos);
  workspace.surroundings.environment["COLUMNS"] = "40";
  for (const std::string& line : lines_of(workspace.akin({"search", "aground"}).out)) {
    CAPTURE(line);
    const auto continued = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) == 0x80; });
    CHECK(line.size() - static_cast<std::size_t>(continued) <= 40);
  }
}

TEST_CASE("suggest completes what is typed, as text and as JSON; nothing that begins so is status 1") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"suggest", "obser"});
  CHECK(run.status == 0);
  CHECK(run.out.find("observatory") != std::string::npos);
  const Finished json = workspace.akin({"suggest", "--format", "json", "--limit", "1", "obser"});
  const Json found = Json::parse(json.out);
  CHECK(found["format_version"] == 1);
  CHECK(found["prefix"] == "obser");
  REQUIRE_FALSE(found["suggestions"].empty());
  CHECK(found["suggestions"][0]["count"].get<int>() > 0);
  CHECK(workspace.akin({"suggest", "qqqq"}).status == 1);
  CHECK(workspace.akin({"suggest"}).status == 2);
  CHECK(workspace.akin({"suggest", "x", "--limit", "1000"}).status == 2);
}

TEST_CASE("a misspelt query is answered for what was likely meant, unless --no-relax says otherwise") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"search", "observatery"});
  CHECK(run.status == 0);
  CHECK(run.out.find("Did you mean: observatory") != std::string::npos);
  CHECK(run.err.find("observatory") != std::string::npos);
  CHECK(workspace.akin({"search", "--no-relax", "observatery"}).status == 1);
}
