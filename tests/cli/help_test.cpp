#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>

using namespace akin::test;

namespace {

const std::vector<std::string> commands{"index", "search", "similar", "show", "extract", "delete",
                                        "stats", "check",  "compact", "eval", "serve"};

/// Misuse: status 2, nothing on standard output, one line on standard error that holds each of the texts.
void check_misuse(const Finished& run, const std::vector<std::string>& texts) {
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK(line_count(run.err) == 1);
  CHECK(run.err.rfind("akin: ", 0) == 0);
  for (const std::string& text : texts) {
    CAPTURE(run.err);
    CHECK(run.err.find(text) != std::string::npos);
  }
}

} // namespace

TEST_CASE("every command explains itself with a usage line, options and examples within 80 columns") {
  const Workspace workspace;
  for (const std::string& command : commands) {
    CAPTURE(command);
    const Finished run = workspace.akin({command, "--help"});
    CHECK(run.status == 0);
    CHECK(run.err.empty());
    CHECK(run.out.find("Usage: akin " + command) != std::string::npos);
    CHECK(run.out.find("\nExamples:\n  ") != std::string::npos);
    CHECK(run.out.find("  -h,--help") != std::string::npos);
    for (const std::string& line : lines_of(run.out)) {
      CAPTURE(line);
      CHECK(line.size() <= 80);
    }
  }
}

TEST_CASE("the program's help lists every command") {
  const Workspace workspace;
  const Finished run = workspace.akin({"--help"});
  CHECK(run.status == 0);
  for (const std::string& command : commands)
    CHECK(run.out.find("\n  " + command + " ") != std::string::npos);
  CHECK(run.out.find("Exit status: ") != std::string::npos);
}

TEST_CASE("the version is printed") {
  const Workspace workspace;
  const Finished run = workspace.akin({"--version"});
  CHECK(run.status == 0);
  CHECK(run.out == "akin " AKIN_VERSION "\n");
}

TEST_CASE("misuse is one line that says what and what to do") {
  const Workspace workspace;
  check_misuse(workspace.akin({}), {"no command given", "search"});
  check_misuse(workspace.akin({"serach", "x"}), {"unknown command 'serach'", "search"});
  check_misuse(workspace.akin({"--frobnicate"}), {"--frobnicate", "akin --help"});
  check_misuse(workspace.akin({"search", "--frobnicate", "x"}),
               {"unknown option '--frobnicate'", "akin search --help"});
  check_misuse(workspace.akin({"search", "kim", "-putin"}), {"'-putin'", "after --"});
  check_misuse(workspace.akin({"stats", "extra"}), {"unexpected argument 'extra'"});
  check_misuse(workspace.akin({"search", "--limit", "1001", "x"}), {"--limit", "1001"});
  check_misuse(workspace.akin({"search", "--limit", "many", "x"}), {"--limit", "many"});
  check_misuse(workspace.akin({"search", "--limit"}), {"--limit"});
  check_misuse(workspace.akin({"search", "--sort", "best", "x"}), {"'best' is none of relevance|newest|oldest"});
  check_misuse(workspace.akin({"search", "--format", "xml", "x"}), {"'xml' is none of text|json|jsonl|trec"});
  check_misuse(workspace.akin({"index", "--index", "i"}), {"INPUT"});
  check_misuse(workspace.akin({"eval", "--index", "i"}), {"--qrels"});
}

TEST_CASE("commands that need an index say how to name one") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  const std::vector<std::vector<std::string>> runs{{"search", "x"},
                                                   {"similar", "x"},
                                                   {"show", "x"},
                                                   {"delete", "x"},
                                                   {"stats"},
                                                   {"check"},
                                                   {"compact"},
                                                   {"index", "news.jsonl"},
                                                   {"eval", "--qrels", "q", "--similar"}};
  for (const auto& arguments : runs) {
    CAPTURE(arguments.front());
    check_misuse(workspace.akin(arguments), {"--index DIR", "AKIN_INDEX"});
  }
}

TEST_CASE("--index wins over AKIN_INDEX") {
  IndexedWorkspace workspace;
  CHECK(workspace.akin({"stats"}).status == 0);
  workspace.surroundings.environment["AKIN_INDEX"] = "elsewhere";
  CHECK(workspace.akin({"stats"}).status == 2);
  CHECK(workspace.akin({"stats", "--index", "index"}).status == 0);
}

TEST_CASE("words that are names of commands can be searched and shown") {
  const IndexedWorkspace workspace;
  CHECK(workspace.akin({"search", "index", "stats"}).status == 1);
  CHECK(workspace.akin({"search", "delete", "harbour"}).status == 0);
}
