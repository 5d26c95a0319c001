// What the program writes to a terminal. CTest tells this program as skipped where there are no pseudo-terminals.
#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>
#include <regex>

using namespace akin::test;

namespace {

/// Lines as the terminal shows them: without colours and without the carriage return that terminals add.
std::vector<std::string> visible_lines(const std::string& text) {
  static const std::regex unseen("\x1b\\[[0-9;]*[mK]|\r");
  return lines_of(std::regex_replace(text, unseen, ""));
}

/// Columns of text without wide or combining characters.
std::size_t columns(const std::string& line) {
  std::size_t count = 0;
  for (const char byte : line)
    if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80)
      ++count;
  return count;
}

} // namespace

TEST_CASE("a terminal gets colours: bold titles and marked words") {
  const IndexedWorkspace workspace;
  const Finished run = run_in_terminal({"search", "comet"}, 80, workspace.surroundings);
  CHECK(run.status == 0);
  CHECK(run.out.find("\x1b[1mObservatory sees") != std::string::npos);
  CHECK(run.out.find("\x1b[1;33mcomet\x1b[0m") != std::string::npos);
}

TEST_CASE("NO_COLOR, a dumb terminal and --color never turn colours off") {
  IndexedWorkspace workspace;
  CHECK(run_in_terminal({"search", "comet", "--color", "never"}, 80, workspace.surroundings).out.find('\x1b') ==
        std::string::npos);
  workspace.surroundings.environment["NO_COLOR"] = "1";
  CHECK(run_in_terminal({"search", "comet"}, 80, workspace.surroundings).out.find('\x1b') == std::string::npos);
  CHECK(run_in_terminal({"search", "comet", "--color", "always"}, 80, workspace.surroundings).out.find('\x1b') !=
        std::string::npos);
  workspace.surroundings.environment.erase("NO_COLOR");
  workspace.surroundings.environment["TERM"] = "dumb";
  CHECK(run_in_terminal({"search", "comet"}, 80, workspace.surroundings).out.find('\x1b') == std::string::npos);
}

TEST_CASE("lines fit the terminal, whatever its width") {
  const IndexedWorkspace workspace;
  for (const int width : {30, 40, 60, 80, 132}) {
    for (const auto& arguments : {std::vector<std::string>{"search", "harbour", "--facets", "people,places,sources"},
                                  {"similar", "ferry-2"},
                                  {"show", "ferry-1", "--terms"},
                                  {"stats"}}) {
      const Finished run = run_in_terminal(arguments, width, workspace.surroundings);
      CHECK(run.status == 0);
      for (const std::string& line : visible_lines(run.out)) {
        CAPTURE(line);
        CHECK(columns(line) <= static_cast<std::size_t>(width));
      }
    }
  }
}

TEST_CASE("articles cannot send escape sequences to the terminal, in any format") {
  const IndexedWorkspace workspace;
  for (const auto& arguments : {std::vector<std::string>{"search", "quillback"},
                                {"show", "hostile"},
                                {"search", "quillback", "--format", "json"},
                                {"search", "quillback", "--format", "trec"},
                                {"show", "hostile", "--format", "json"},
                                {"search", "quillback", "--facets", "sources"},
                                {"extract", "news.jsonl"},
                                {"similar", "hostile"}}) {
    const Finished run = run_in_terminal(arguments, 80, workspace.surroundings);
    CAPTURE(run.out);
    CHECK(run.out.find("\x1b]") == std::string::npos);
    CHECK(run.out.find("\x1b[31m") == std::string::npos);
    CHECK(run.out.find("\x1b[5m") == std::string::npos);
    CHECK(run.out.find("\x1b[2J") == std::string::npos);
    CHECK(run.out.find('\x07') == std::string::npos);
    CHECK(run.out.find("\xc2\x9b") == std::string::npos);
  }
}

TEST_CASE("indexing shows a bar on a terminal and removes it") {
  const IndexedWorkspace workspace;
  std::string lines;
  for (int i = 0; i < 5000; ++i)
    lines += R"({"id":"n)" + std::to_string(i) + R"(","title":"Report )" + std::to_string(i) + R"("})" + "\n";
  workspace.write("many.jsonl", lines);
  const Finished run = run_in_terminal({"index", "many.jsonl"}, 80, workspace.surroundings);
  CHECK(run.status == 0);
  CHECK(run.out.find("━") != std::string::npos);
  CHECK(run.out.find("\r\x1b[K") != std::string::npos);
  CHECK(run.out.find("committed 5000 articles\r\n") != std::string::npos);
  const Finished quiet = run_in_terminal({"index", "-q", "many.jsonl"}, 80, workspace.surroundings);
  CHECK(quiet.out.empty());
}

TEST_CASE("without a query a terminal is searched as one types, and is as before afterwards") {
  IndexedWorkspace workspace;
  workspace.surroundings.environment["TERM"] = "xterm-256color";
  const Finished run = run_in_terminal({"search"}, 80, workspace.surroundings, "comet\x03");
  CHECK(run.status == 0);
  CHECK(run.out.find("\x1b[?1049h") != std::string::npos);
  CHECK(run.out.find("Search: ") != std::string::npos);
  CHECK(run.out.rfind("\x1b[?1049l") > run.out.rfind("Search: "));
  workspace.surroundings.environment["TERM"] = "dumb";
  const Finished plain = run_in_terminal({"search"}, 80, workspace.surroundings, "comet\x03");
  CHECK(plain.status == 2);
  CHECK(plain.out.find("no query given") != std::string::npos);
}
