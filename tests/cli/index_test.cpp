#include "tests/cli/workspace.hpp"

#include <chrono>
#include <csignal>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <thread>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

/// As many small articles as asked for, no two alike.
std::string many_articles(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += R"({"id":"n)" + std::to_string(i) + R"(","title":"Report )" + std::to_string(i) +
             R"( on the harbour","body":"Tide table )" + std::to_string(i * 7919) + R"( was measured at dawn."})" +
             "\n";
  return lines;
}

} // namespace

TEST_CASE("a run ends with a summary of what was read, added, replaced, left alone, deleted and rejected") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  const Finished run = workspace.akin({"index", "--index", "i", "news.jsonl"});
  CHECK(run.status == 0);
  for (const char* row :
       {"  read           7\n", "  added          7\n", "  replaced       0\n", "  unchanged      0\n",
        "  deleted        0\n", "  rejected       0\n", "  skipped files  0\n", "  copies found   1\n"}) {
    CAPTURE(run.out);
    CHECK(run.out.find(row) != std::string::npos);
  }
  CHECK(run.err == "committed 7 articles\n");
}

TEST_CASE("a second run leaves unchanged articles alone and replaces changed ones") {
  const IndexedWorkspace workspace;
  workspace.write("changed.jsonl", R"({"id":"observatory","title":"Observatory sees a comet split in three"})");
  const Finished run = workspace.akin({"index", "--format-summary", "json", "news.jsonl", "changed.jsonl"});
  CHECK(run.status == 0);
  const Json summary = Json::parse(run.out);
  CHECK(summary["read"] == 8);
  CHECK(summary["added"] == 0);
  CHECK(summary["unchanged"] == 7);
  CHECK(summary["replaced"] == 1);
  CHECK(summary["copies"] == 1);
  CHECK(summary["stopped"] == false);
  CHECK(workspace.akin({"show", "observatory"}).out.find("split in three") != std::string::npos);
}

TEST_CASE("sync deletes what the input no longer has") {
  const IndexedWorkspace workspace;
  const std::string first = lines_of(news_articles).front();
  workspace.write("one.jsonl", first + "\n");
  const Finished run = workspace.akin({"index", "--sync", "--format-summary", "json", "one.jsonl"});
  CHECK(run.status == 0);
  CHECK(Json::parse(run.out)["deleted"] == 6);
  CHECK(Json::parse(workspace.akin({"stats", "--format", "json"}).out)["articles"] == 1);
}

TEST_CASE("standard input is read as a file is") {
  Workspace workspace;
  workspace.surroundings.input = news_articles;
  const Finished run = workspace.akin({"index", "--index", "i", "--format-summary", "json", "-"});
  CHECK(run.status == 0);
  CHECK(Json::parse(run.out)["added"] == 7);
}

TEST_CASE("a malformed record is told with file and line, the rest is indexed, the status is 1") {
  const Workspace workspace;
  workspace.write("mixed.jsonl", lines_of(news_articles)[0] + "\n{\"id\":\"broken\n" + R"({"id":"empty"})" + "\n" +
                                     lines_of(news_articles)[4] + "\n");
  const Finished run = workspace.akin({"index", "--index", "i", "--rejects", "rejects.jsonl", "mixed.jsonl"});
  CHECK(run.status == 1);
  CHECK(run.err.find("mixed.jsonl:2: ") != std::string::npos);
  CHECK(run.err.find("mixed.jsonl:3: ") != std::string::npos);
  CHECK(run.out.find("  rejected       2\n") != std::string::npos);
  CHECK(run.out.find("  added          2\n") != std::string::npos);
  const auto rejects = lines_of(workspace.read("rejects.jsonl"));
  REQUIRE(rejects.size() == 2);
  CHECK(Json::parse(rejects[0])["file"] == "mixed.jsonl");
  CHECK(Json::parse(rejects[0])["line"] == 2);
  CHECK(Json::parse(rejects[1])["line"] == 3);
  CHECK_FALSE(Json::parse(rejects[1])["reason"].get<std::string>().empty());
}

TEST_CASE("no more than twenty rejections are printed") {
  const Workspace workspace;
  std::string lines = lines_of(news_articles)[0] + "\n";
  for (int i = 0; i < 30; ++i)
    lines += "not json\n";
  workspace.write("bad.jsonl", lines);
  const Finished run = workspace.akin({"index", "--index", "i", "--quiet", "bad.jsonl"});
  CHECK(run.status == 1);
  CHECK(line_count(run.err) == 21);
  CHECK(run.err.find("… and 10 more rejected (see --rejects FILE)\n") != std::string::npos);
}

TEST_CASE("quiet prints nothing when all is well") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  const Finished run = workspace.akin({"index", "--index", "i", "--quiet", "news.jsonl"});
  CHECK(run.status == 0);
  CHECK(run.out.empty());
  CHECK(run.err.empty());
}

TEST_CASE("a dry run counts and writes nothing") {
  const Workspace workspace;
  workspace.write("news.jsonl", std::string(news_articles) + "not json\n");
  const Finished run = workspace.akin({"index", "--dry-run", "--format-summary", "json", "news.jsonl"});
  CHECK(run.status == 1);
  const Json summary = Json::parse(run.out);
  CHECK(summary["read"] == 8);
  CHECK(summary["rejected"] == 1);
  CHECK(summary["added"] == 0);
  CHECK(summary["input_bytes"].get<int>() > 1000);
  CHECK(run.err.find("news.jsonl:8: ") != std::string::npos);
}

TEST_CASE("a folder without articles is done, with nothing found") {
  const Workspace workspace;
  std::filesystem::create_directory(workspace.path() / "empty");
  const Finished run = workspace.akin({"index", "--index", "i", "--format-summary", "json", "empty"});
  CHECK(run.status == 1);
  CHECK(Json::parse(run.out)["read"] == 0);
}

TEST_CASE("fields can be mapped, languages named") {
  const Workspace workspace;
  workspace.write("export.csv", "no,heading,story\n7,Le phare,Les travaux dureront tout l'hiver\n");
  const Finished run = workspace.akin({"index", "--index", "i", "--map", "id=no", "--map", "title=heading", "--map",
                                       "body=story", "--language", "french", "--format-summary", "json", "export.csv"});
  CHECK(run.status == 0);
  const Json shown = Json::parse(workspace.akin({"show", "--index", "i", "7", "--format", "json"}).out);
  CHECK(shown["article"]["title"] == "Le phare");
  CHECK(shown["article"]["language"] == "fr");
  CHECK(workspace.akin({"search", "--index", "i", "travail", "phares"}).status == 0);
}

TEST_CASE("options of index that make no sense are misuse") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  const std::vector<std::vector<std::string>> wrong{{"--map", "title"},           {"--map", "headline=h"},
                                                    {"--language", "klingonese"}, {"--format", "pdf"},
                                                    {"--threads", "-1"},          {"--rejects", "no/such/folder/file"}};
  for (const auto& option : wrong) {
    CAPTURE(option.back());
    const Finished run = workspace.akin({"index", "--index", "i", "news.jsonl", option[0], option[1]});
    CHECK(run.status == 2);
    CHECK(line_count(run.err) == 1);
    CHECK(run.err.find(option[0]) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(workspace.path() / "i"));
  }
}

TEST_CASE("replace builds the index anew and swaps it in") {
  const IndexedWorkspace workspace;
  workspace.write("one.jsonl", lines_of(news_articles)[4] + "\n");
  const Finished run = workspace.akin({"index", "--replace", "--format-summary", "json", "one.jsonl"});
  CHECK(run.status == 0);
  CHECK(Json::parse(run.out)["added"] == 1);
  CHECK(Json::parse(workspace.akin({"stats", "--format", "json"}).out)["articles"] == 1);
  CHECK(workspace.akin({"show", "ferry-1"}).status == 1);
}

TEST_CASE("a replacing run that reads nothing leaves the index as it was") {
  const IndexedWorkspace workspace;
  workspace.write("bad.jsonl", "not json\n");
  CHECK(workspace.akin({"index", "--replace", "bad.jsonl"}).status == 1);
  CHECK(Json::parse(workspace.akin({"stats", "--format", "json"}).out)["articles"] == 7);
}

TEST_CASE("an interrupt keeps what was read and says that there is more") {
  const Workspace workspace;
  // A pipe that stays open: the run cannot end by itself.
  REQUIRE(workspace.shell("mkfifo feed").status == 0);
  const std::string articles = many_articles(2000);
  workspace.write("part.jsonl", articles);
  const Finished run = workspace.shell(
      R"((cat part.jsonl; exec sleep 30) > feed & feeder=$!
         "$AKIN" index --index i --format jsonl - < feed & run=$!
         sleep 2; kill -TERM $run; sleep 0.2; kill $feeder; wait $run)");
  CHECK(run.status == 2);
  CHECK(run.err.find("interrupted; what was read is kept") != std::string::npos);
  CHECK(workspace.akin({"check", "--index", "i"}).status == 0);
}

TEST_CASE("an interrupted replacement leaves the live index as it was") {
  const IndexedWorkspace workspace;
  workspace.write("big.jsonl", many_articles(60000));
  Running run({"index", "--replace", "--quiet", "big.jsonl"}, workspace.surroundings);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  run.signal(SIGTERM);
  const Finished finished = run.wait();
  const int articles = Json::parse(workspace.akin({"stats", "--format", "json"}).out)["articles"];
  if (finished.status == 2) {
    CHECK(finished.err.find("interrupted; the index is as it was") != std::string::npos);
    CHECK(articles == 7);
  } else {
    CHECK(articles == 60000); // the machine was faster than the signal
  }
}
