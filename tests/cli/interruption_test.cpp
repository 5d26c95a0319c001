// Runs that end before their time: killed at any moment, or out of disk space.
#include "tests/cli/workspace.hpp"

#include <chrono>
#include <csignal>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

using namespace akin::test;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int articles_a_file = 1500;

/// The next file of a growing folder: articles numbered on from those of the files before it.
void add_file(const Workspace& workspace, int file) {
  std::string lines;
  for (int i = file * articles_a_file; i < (file + 1) * articles_a_file; ++i)
    lines += R"({"id":"n)" + std::to_string(i) + R"(","title":"Report )" + std::to_string(i) +
             R"( on the harbour","body":"Tide table )" + std::to_string(i * 7919) + R"( was measured at dawn."})" +
             "\n";
  const std::string number = std::to_string(file);
  workspace.write("in/" + std::string(3 - number.size(), '0') + number + ".jsonl", lines);
}

/// The last count that a run reported as committed; 0 when it came to none.
int last_committed(const std::string& errors) {
  int committed = 0;
  for (const std::string& line : lines_of(errors))
    if (line.rfind("committed ", 0) == 0) {
      std::string digits;
      for (const char c : line)
        if (c >= '0' && c <= '9')
          digits += c;
      committed = std::stoi(digits);
    }
  return committed;
}

int articles_in(const Workspace& workspace) {
  return Json::parse(workspace.akin({"stats", "--format", "json"}).out)["articles"].get<int>();
}

} // namespace

TEST_CASE("an indexer killed at any moment leaves a sound index with everything that it reported as committed") {
  Workspace workspace;
  workspace.surroundings.environment["AKIN_INDEX"] = "i";
  std::mt19937 random(20);
  add_file(workspace, 0);
  const auto start = Clock::now();
  REQUIRE(workspace.akin({"index", "in"}).status == 0);
  const auto whole_run = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  int committed = articles_a_file;
  int killed = 0;
  for (int file = 1; file <= 20; ++file) {
    CAPTURE(file);
    add_file(workspace, file);
    Running run({"index", "in"}, workspace.surroundings);
    std::this_thread::sleep_for(whole_run * static_cast<int>(random() % 150) / 100);
    run.signal(SIGKILL);
    const Finished ended = run.wait();
    killed += ended.status == 128 + SIGKILL ? 1 : 0;
    committed = std::max(committed, last_committed(ended.err));
    const Finished checked = workspace.akin({"check"});
    CAPTURE(checked.out);
    CAPTURE(checked.err);
    REQUIRE(checked.status == 0);
    CHECK(articles_in(workspace) >= committed);
    CHECK(workspace.akin({"show", "n" + std::to_string(committed - 1)}).status == 0);
  }
  CHECK(killed > 0);
  CHECK(workspace.akin({"index", "in"}).status == 0);
  CHECK(articles_in(workspace) == 21 * articles_a_file);
  const Finished checked = workspace.akin({"check"});
  CHECK(checked.status == 0);
  CHECK(line_count(checked.out) == 1); // nothing is left over
}

TEST_CASE("a full disk is one line of error, and the last commit stays") {
  Workspace workspace;
  workspace.surroundings.environment["AKIN_INDEX"] = "i";
  add_file(workspace, 0);
  REQUIRE(workspace.akin({"index", "in"}).status == 0);
  add_file(workspace, 1);
  // Files may grow to so many kilobytes and no further: the same errors as on a full disk, anywhere in the writing.
  for (const char* kilobytes : {"1", "16", "64", "128"}) {
    CAPTURE(kilobytes);
    const Finished run = workspace.shell("trap '' XFSZ; ulimit -f " + std::string(kilobytes) +
                                         R"(; "$AKIN" index -q in 2>&1 | cat >&2)");
    CAPTURE(run.err);
    CHECK(run.status == 2);
    CHECK(line_count(run.err) == 1);
    CHECK(run.err.rfind("akin: ", 0) == 0);
    CHECK(workspace.akin({"check"}).status == 0);
    CHECK(articles_in(workspace) == articles_a_file);
  }
  CHECK(workspace.akin({"index", "in"}).status == 0);
  CHECK(articles_in(workspace) == 2 * articles_a_file);
}
