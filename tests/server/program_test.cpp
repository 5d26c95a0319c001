// akin serve, run as people do.
#include "tests/cli/workspace.hpp"
#include "tests/server/served_index.hpp"

#include <csignal>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

/// Where it says that it listens; 0 when it has ended before.
std::uint16_t port_of(const Running& running) {
  std::uint16_t port = 0;
  eventually([&] {
    const std::string errors = running.errors_so_far();
    const std::size_t at = errors.find("127.0.0.1:");
    const std::size_t end = errors.find('/', at == std::string::npos ? 0 : at);
    if (at == std::string::npos || end == std::string::npos)
      return errors.find("akin: ") != std::string::npos;
    port = static_cast<std::uint16_t>(std::stoi(errors.substr(at + 10, end - at - 10)));
    return true;
  });
  return port;
}

/// The answer without its time.
std::string timeless(const std::string& json) {
  const std::size_t begin = json.find("\"took_ms\":");
  return begin == std::string::npos ? json : json.substr(0, begin) + json.substr(json.find(',', begin));
}

const std::vector<std::string> serve_index{"serve", "--index", "index", "--listen", "127.0.0.1:0"};

} // namespace

TEST_CASE("the server's answers are the command line's, byte for byte") {
  const IndexedWorkspace workspace;
  const Running running(serve_index, workspace.surroundings);
  const auto port = port_of(running);
  REQUIRE(port != 0);
  for (const auto& [arguments, target] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"search", "harbour", "--format", "json"}, "/v1/search?q=harbour"},
           {{"search", "harbour", "--copies", "show", "--facets", "people,places", "--explain", "--format", "json"},
            "/v1/search?q=harbour&copies=show&facets=people,places&explain"},
           {{"search", "", "--person", "Ines Holloway", "--sort", "oldest", "--limit", "2", "--format", "json"},
            "/v1/search?person=Ines%20Holloway&sort=oldest&limit=2"},
           {{"search", "habour", "--format", "json"}, "/v1/search?q=habour"},
           {{"similar", "ferry-1", "--least-confidence", "0", "--format", "json"},
            "/v1/similar/ferry-1?least-confidence=0"},
           {{"suggest", "har", "--format", "json"}, "/v1/suggest?q=har"},
           {{"entities", "--kind", "place", "--format", "json"}, "/v1/entities?kind=place"},
           {{"show", "ferry-1", "--terms", "--format", "json"}, "/v1/articles/ferry-1?terms"}}) {
    CAPTURE(target);
    CHECK(timeless(get(port, target).body) == timeless(workspace.akin(arguments).out));
  }
}

TEST_CASE("a signal ends it with status 0, and the log has a line a request") {
  for (const int signal : {SIGTERM, SIGINT}) {
    const IndexedWorkspace workspace;
    auto arguments = serve_index;
    arguments.insert(arguments.end(), {"--log", "json"});
    Running running(arguments, workspace.surroundings);
    const auto port = port_of(running);
    REQUIRE(port != 0);
    CHECK(get(port, "/v1/search?q=%22a%0Ab").status == 200);
    running.signal(signal);
    const Finished finished = running.wait();
    CHECK(finished.status == 0);
    std::set<std::string> events;
    for (const std::string& line : lines_of(finished.err)) {
      const Json entry = Json::parse(line);
      events.insert(entry["event"]);
      if (entry["event"] != "request")
        continue;
      CHECK(entry["route"] == "search");
      CHECK(entry["status"] == 200);
      CHECK(entry["target"] == "/v1/search?q=%22a%0Ab");
      CHECK(entry["client"] == "127.0.0.1");
    }
    CHECK(events == std::set<std::string>{"listening", "request", "stopping", "stopped"});
  }
}

TEST_CASE("what cannot be served is told in one line") {
  const IndexedWorkspace workspace;
  workspace.write("short.txt", "abc\n");
  for (const auto& [arguments, word] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"serve", "--index", "nowhere", "--listen", "127.0.0.1:0"}, "nowhere"},
           {{"serve", "--index", "index", "--listen", "somewhere"}, "ADDRESS:PORT"},
           {{"serve", "--index", "index", "--listen", "example.org:80"}, "IP address"},
           {{"serve", "--index", "index", "--listen", "192.0.2.1:8080"}, "192.0.2.1:8080"},
           {{"serve", "--index", "index", "--write-key-file", "short.txt"}, "shorter"},
           {{"serve", "--index", "index", "--write-key-file", "none.txt"}, "none.txt"}}) {
    const Finished finished = workspace.akin(arguments);
    CAPTURE(finished.err);
    CHECK(finished.status == 2);
    CHECK(line_count(finished.err) == 1);
    CHECK(finished.err.find(word) != std::string::npos);
  }
}

TEST_CASE("killed at any moment, it has every article that it acknowledged, and a sound index") {
  IndexedWorkspace workspace;
  workspace.surroundings.environment["AKIN_WRITE_KEY"] = write_key;
  std::mt19937 random(6);
  std::set<std::string> acknowledged;
  for (int round = 0; round < 8; ++round) {
    Running running(serve_index, workspace.surroundings);
    const auto port = port_of(running);
    REQUIRE(port != 0);
    std::mutex mutex;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer)
      writers.emplace_back([&, writer] {
        for (int i = 0;; ++i) {
          const std::string id = "k" + std::to_string(round) + "-" + std::to_string(writer) + "-" + std::to_string(i);
          try {
            if (ask(port, "PUT", "/v1/articles/" + id, with_key, R"({"title":"Zeppelin )" + id + "\"}").status != 201)
              return;
          } catch (const std::runtime_error&) {
            return; // the server is gone
          }
          const std::lock_guard lock(mutex);
          acknowledged.insert(id);
        }
      });
    const std::size_t enough = acknowledged.size() + 1 + random() % 20;
    eventually([&] {
      const std::lock_guard lock(mutex);
      return acknowledged.size() >= enough;
    });
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
    running.signal(SIGKILL);
    CHECK(running.wait().status == 128 + SIGKILL);
    for (std::thread& writer : writers)
      writer.join();
  }
  CHECK(workspace.akin({"check", "--index", "index"}).status == 0);
  REQUIRE(acknowledged.size() > 8);
  for (const std::string& id : acknowledged) {
    const Finished shown = workspace.akin({"show", "--index", "index", id, "--format", "json"});
    CAPTURE(id);
    CHECK(shown.status == 0);
    CHECK(Json::parse(shown.out)["article"]["title"] == "Zeppelin " + id);
  }
}
