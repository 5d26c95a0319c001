#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <map>
#include <regex>

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

/// Without roff's escapes of hyphens.
std::string unescaped(const std::string& page) { return std::regex_replace(page, std::regex(R"(\\-)"), "-"); }

std::vector<std::string> all_matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
    found.push_back((*match)[1]);
  return found;
}

/// The commands that --help lists.
std::vector<std::string> listed_commands(const Workspace& workspace) {
  const std::string help = workspace.akin({"--help"}).out;
  const std::size_t begin = help.find("\nCommands:\n");
  return all_matches(help.substr(begin, help.find("\n\n", begin) - begin), std::regex("\n  ([a-z]+)"));
}

/// The long options of a help text, as they begin its lines.
std::vector<std::string> long_options(const std::string& help) {
  return all_matches(help.substr(0, help.find("\nExamples:")), std::regex("\n  (?:-[a-z],)?(--[a-z-]+)"));
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

TEST_CASE("every command and option of --help stands in the manual and in the completions") {
  const Workspace workspace;
  std::map<std::string, std::string> scripts;
  for (const char* shell : {"bash", "zsh", "fish"})
    scripts[shell] = workspace.akin({"completion", shell}).out;
  const std::string program_page = unescaped(workspace.akin({"man"}).out);
  const auto listed = listed_commands(workspace);
  REQUIRE(listed.size() >= commands.size());
  for (const std::string& command : listed) {
    CAPTURE(command);
    CHECK(program_page.find("akin-" + command) != std::string::npos);
    const std::string page = unescaped(workspace.akin({"man", command}).out);
    const auto options = long_options(workspace.akin({command, "--help"}).out);
    REQUIRE(!options.empty());
    for (const std::string& option : options) {
      CAPTURE(option);
      CHECK(page.find("\\fB" + option + "\\fR") != std::string::npos);
      const std::string zsh = scripts["zsh"].substr(scripts["zsh"].find("  " + command + ") _arguments"));
      CHECK(zsh.substr(0, zsh.find(";;")).find(option + "[") != std::string::npos);
      const std::string bash = scripts["bash"].substr(scripts["bash"].find("      " + command + ") values="));
      CHECK((bash.substr(0, bash.find(";;")) + " ").find(option) != std::string::npos);
      CHECK(scripts["fish"].find(" -l " + option.substr(2)) != std::string::npos);
    }
  }
}

TEST_CASE("bash completes commands, options and values") {
  const Workspace workspace;
  const auto completed = [&](const std::string& words, int at) {
    return workspace
        .shell("source <(\"$AKIN\" completion bash); COMP_WORDS=(" + words + "); COMP_CWORD=" + std::to_string(at) +
               "; _akin; echo \"${COMPREPLY[*]}\"")
        .out;
  };
  CHECK(completed("akin sim", 1) == "similar\n");
  CHECK(completed("akin search --so", 2) == "--source --sort\n");
  CHECK(completed("akin search --sort n", 3) == "newest\n");
  CHECK(completed("akin search harb", 2) == "\n"); // file names, by bash itself
}

TEST_CASE("manual pages are written to a folder, and an unknown command has none") {
  const Workspace workspace;
  std::filesystem::create_directory(workspace.path() / "man1");
  CHECK(workspace.akin({"man", "--into", "man1"}).status == 0);
  CHECK(workspace.read("man1/akin.1") == workspace.akin({"man"}).out);
  CHECK(workspace.read("man1/akin-search.1") == workspace.akin({"man", "search"}).out);
  check_misuse(workspace.akin({"man", "serach"}), {"serach", "akin --help"});
  check_misuse(workspace.akin({"man", "--into", "nowhere"}), {"nowhere"});
  check_misuse(workspace.akin({"completion", "tcsh"}), {"'tcsh' is none of bash|zsh|fish"});
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
