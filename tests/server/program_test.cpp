// akin serve, run as people do.
#include "tests/cli/workspace.hpp"
#include "tests/server/served_index.hpp"

#include <algorithm>
#include <csignal>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sys/resource.h>

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
  for (const auto& [arguments, request] : std::vector<std::pair<std::vector<std::string>, std::string>>{
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
    const std::string target(request); // clang 14 captures no structured binding
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
  workspace.write("key.txt", "a key that is long enough\n");
  for (const auto& [arguments, word] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"serve", "--index", "nowhere", "--listen", "127.0.0.1:0"}, "nowhere"},
           {{"serve", "--index", "index", "--listen", "somewhere"}, "ADDRESS:PORT"},
           {{"serve", "--index", "index", "--listen", "example.org:80"}, "IP address"},
           {{"serve", "--index", "index", "--listen", "192.0.2.1:8080"}, "192.0.2.1:8080"},
           {{"serve", "--index", "index", "--write-key-file", "short.txt"}, "shorter"},
           {{"serve", "--index", "index", "--write-key-file", "none.txt"}, "none.txt"},
           {{"serve", "--index", "index", "--search-key-file", "short.txt"}, "the search key is shorter"},
           {{"serve", "--index", "index", "--search-key-file", "key.txt", "--write-key-file", "key.txt"},
            "whoever searches could write"}}) {
    const Finished finished = workspace.akin(arguments);
    CAPTURE(finished.err);
    CHECK(finished.status == 2);
    CHECK(line_count(finished.err) == 1);
    CHECK(finished.err.find(word) != std::string::npos);
  }
}

namespace {

/// What killed servers were sent: the ids of one article each, and which of them were acknowledged.
struct SentArticles {
  std::mutex mutex; ///< guards the rest
  std::set<std::string> ids;
  std::set<std::string> acknowledged;

  std::size_t acknowledgements() {
    const std::lock_guard lock(mutex);
    return acknowledged.size();
  }
};

std::string title_of(const std::string& id) { return "Zeppelin " + id; }
/// Long, so that half of it would be seen; its last word is the article's own.
std::string body_of(const std::string& id) {
  std::string body;
  for (int i = 0; i < 300; ++i)
    body += "Over the harbour it turned for the " + std::to_string(i) + "th time. ";
  return body + "end" + std::to_string(std::hash<std::string>{}(id));
}

/// Sends articles one after another until the server is gone.
void write_until_killed(std::uint16_t port, const std::string& prefix, SentArticles& sent) {
  for (int i = 0;; ++i) {
    const std::string id = prefix + std::to_string(i);
    {
      const std::lock_guard lock(sent.mutex);
      sent.ids.insert(id);
    }
    try {
      const Json article{{"title", title_of(id)}, {"body", body_of(id)}};
      if (ask(port, "PUT", "/v1/articles/" + id, with_key, article.dump()).status != 201)
        return;
    } catch (const std::runtime_error&) {
      return;
    }
    const std::lock_guard lock(sent.mutex);
    sent.acknowledged.insert(id);
  }
}

/// A server that four clients write to, killed at a random moment after some more were acknowledged.
void write_and_kill(const Surroundings& surroundings, int round, std::mt19937& random, SentArticles& sent) {
  Running running(serve_index, surroundings);
  const auto port = port_of(running);
  REQUIRE(port != 0);
  std::vector<std::thread> writers;
  const std::size_t enough = sent.acknowledgements() + 1 + random() % 20;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, prefix = "k" + std::to_string(round) + "-" + std::to_string(writer) + "-"] {
      write_until_killed(port, prefix, sent);
    });
  eventually([&] { return sent.acknowledgements() >= enough; });
  std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
  running.signal(SIGKILL);
  CHECK(running.wait().status == 128 + SIGKILL);
  for (std::thread& writer : writers)
    writer.join();
}

/// As it was sent and found by its last word, or neither stored nor found.
void check_whole_or_absent(std::uint16_t port, const std::string& id, bool must_be_there) {
  CAPTURE(id);
  const std::string body = body_of(id);
  const Json found = Json::parse(get(port, "/v1/search?no-relax&q=" + body.substr(body.rfind(' ') + 1)).body);
  const HttpAnswer shown = get(port, "/v1/articles/" + id);
  if (shown.status == 404 && !must_be_there) {
    CHECK(found["total"] == 0);
    return;
  }
  REQUIRE(shown.status == 200);
  const Json article = Json::parse(shown.body)["article"];
  CHECK(article["title"] == title_of(id));
  CHECK(article["body"] == body);
  REQUIRE(found["hits"].size() == 1);
  CHECK(found["hits"][0]["id"] == id);
}

} // namespace

TEST_CASE("killed twenty times, it has every article that it acknowledged, and none by half") {
  IndexedWorkspace workspace;
  workspace.surroundings.environment["AKIN_WRITE_KEY"] = write_key;
  std::mt19937 random(6);
  SentArticles sent;
  for (int round = 0; round < 20; ++round)
    write_and_kill(workspace.surroundings, round, random, sent);
  CHECK(workspace.akin({"check", "--index", "index"}).status == 0);
  REQUIRE(sent.acknowledged.size() > 20);
  REQUIRE(sent.ids.size() > sent.acknowledged.size());
  const Running running(serve_index, workspace.surroundings);
  const auto port = port_of(running);
  REQUIRE(port != 0);
  for (const std::string& id : sent.ids)
    check_whole_or_absent(port, id, sent.acknowledged.count(id) != 0);
}

TEST_CASE("thousands of idle connections do not keep others from being answered") {
  rlimit limit{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
  limit.rlim_cur = limit.rlim_max;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0); // the program raises its own
  const rlim_t idle_connections = std::min<rlim_t>(5000, limit.rlim_max - 100);
  REQUIRE(idle_connections > 2000);
  const IndexedWorkspace workspace;
  const Running running(serve_index, workspace.surroundings);
  const auto port = port_of(running);
  REQUIRE(port != 0);
  std::vector<std::unique_ptr<HttpClient>> idle;
  for (rlim_t i = 0; i < idle_connections; ++i)
    idle.push_back(std::make_unique<HttpClient>(port));
  const std::string open = "akin_connections " + std::to_string(idle_connections + 1);
  CHECK(eventually([&] { return get(port, "/metrics").body.find(open) != std::string::npos; }));
  CHECK(get(port, "/v1/search?q=harbour").status == 200);
}
