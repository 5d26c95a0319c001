// Indexes, files and outputs that are not as they should be.
#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

void check_one_line(const Finished& run, const std::string& part) {
  CAPTURE(run.err);
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK(line_count(run.err) == 1);
  CHECK(run.err.rfind("akin: ", 0) == 0);
  CHECK(run.err.find(part) != std::string::npos);
}

const std::vector<std::vector<std::string>> readers_and_changers{
    {"search", "x"}, {"similar", "x"}, {"show", "x"}, {"delete", "x"}, {"stats"}, {"check"}, {"compact"}};

} // namespace

TEST_CASE("a missing index is named, and no command but index creates one") {
  Workspace workspace;
  workspace.surroundings.environment["AKIN_INDEX"] = "nowhere";
  for (const auto& arguments : readers_and_changers) {
    CAPTURE(arguments.front());
    check_one_line(workspace.akin(arguments), "nowhere");
    CHECK_FALSE(std::filesystem::exists(workspace.path() / "nowhere"));
  }
}

TEST_CASE("a directory that is no index is refused and left alone") {
  Workspace workspace;
  workspace.write("photos/holiday.jpg", "not an index");
  workspace.write("news.jsonl", news_articles);
  workspace.surroundings.environment["AKIN_INDEX"] = "photos";
  for (const auto& arguments : readers_and_changers) {
    CAPTURE(arguments.front());
    check_one_line(workspace.akin(arguments), "photos");
  }
  check_one_line(workspace.akin({"index", "news.jsonl"}), "photos");
  CHECK(std::distance(std::filesystem::directory_iterator(workspace.path() / "photos"), {}) == 1);
}

TEST_CASE("an index of a later format is refused with the way out") {
  const IndexedWorkspace workspace;
  Json settings = Json::parse(workspace.read("index/akin.json"));
  settings["format_version"] = 999;
  workspace.write("index/akin.json", settings.dump());
  check_one_line(workspace.akin({"search", "comet"}), "index");
}

TEST_CASE("a folder that may not be written is named") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  if (geteuid() == 0) // may write everywhere but where the kernel itself says no
    return check_one_line(workspace.akin({"index", "--index", "/proc/closed", "news.jsonl"}), "/proc/closed");
  std::filesystem::create_directory(workspace.path() / "closed");
  chmod((workspace.path() / "closed").c_str(), 0500);
  check_one_line(workspace.akin({"index", "--index", "closed/i", "news.jsonl"}), "closed/i");
}

TEST_CASE("an index path below a file is named") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  check_one_line(workspace.akin({"index", "--index", "news.jsonl/i", "news.jsonl"}), "news.jsonl/i");
}

TEST_CASE("a second writer is told that the index is in use, readers go on") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.shell(R"(mkfifo feed; exec 3<>feed
    "$AKIN" index --format jsonl -q - < feed 2> first.err & first=$!
    for i in $(seq 600); do ls -l /proc/$first/fd | grep -q /lock && break; sleep 0.1; done  # else either may be first
    for i in $(seq 100); do "$AKIN" delete phare 2> second.err; [ $? -eq 2 ] && break; sleep 0.1; done
    cat second.err >&2
    "$AKIN" search comet > /dev/null; found=$?
    kill -KILL $first; wait $first
    exit $found)");
  CHECK(run.status == 0);
  CHECK(line_count(run.err) >= 1);
  CHECK(run.err.find("index") != std::string::npos);
  CHECK(workspace.akin({"delete", "observatory"}).status == 0); // the lock went with its holder
}

TEST_CASE("when none of the inputs exists nothing is done") {
  const Workspace workspace;
  check_one_line(workspace.akin({"index", "--index", "i", "typo.jsonl"}), "typo.jsonl");
  CHECK_FALSE(std::filesystem::exists(workspace.path() / "i"));
  check_one_line(workspace.akin({"extract", "typo.jsonl"}), "typo.jsonl");
}

TEST_CASE("one missing input of several is told and the others are read") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  const Finished run = workspace.akin({"index", "--index", "i", "-q", "typo.jsonl", "news.jsonl"});
  CHECK(run.status == 1);
  CHECK(run.err.rfind("typo.jsonl: ", 0) == 0);
  CHECK(workspace.akin({"show", "--index", "i", "ferry-1"}).status == 0);
}

TEST_CASE("a reader that goes away is no failure") {
  const IndexedWorkspace workspace;
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += R"({"id":")" + std::to_string(i) + R"(","title":"Harbour report )" + std::to_string(i) +
             R"(","body":"A body that is long enough to fill the pipe before its reader has gone."})" + "\n";
  workspace.write("many.jsonl", lines);
  for (const char* command : {R"("$AKIN" extract many.jsonl | head -1)", R"("$AKIN" search '' | head -1)",
                              R"("$AKIN" similar --all | head -1)", R"("$AKIN" --help | true)"}) {
    CAPTURE(command);
    const Finished run = workspace.shell(command);
    CHECK(run.status == 0);
    CHECK(run.err.empty());
  }
}

TEST_CASE("output that cannot be written is a failure") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.shell(R"("$AKIN" search comet > /dev/full)");
  CHECK(run.status == 2);
  CHECK(run.err.rfind("akin: cannot write the output: ", 0) == 0);
  CHECK(line_count(run.err) == 1);
}

TEST_CASE("names of files that attack the terminal are told harmlessly") {
  const Workspace workspace;
  workspace.write("\x1b]0;owned\x07.jsonl", "not json\n");
  const Finished run = workspace.akin({"index", "--index", "i", "."});
  CHECK(run.status == 1);
  CHECK(run.err.find('\x1b') == std::string::npos);
  CHECK(run.err.find('\x07') == std::string::npos);
  const Finished missing = workspace.akin({"extract", "\x1b(none\n\nsuch"});
  CHECK(missing.status == 2);
  CHECK(line_count(missing.err) == 1);
  CHECK(missing.err.find('\x1b') == std::string::npos);
}
