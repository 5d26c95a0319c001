#include "engine/xapian/xapian_engine.hpp"
#include "searcher/searcher.hpp"
#include "tests/server/served_index.hpp"

#include <array>
#include <atomic>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <vector>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

HttpAnswer put(std::uint16_t port, const std::string& id, std::string_view body, std::string_view headers = with_key) {
  return ask(port, "PUT", "/v1/articles/" + id, headers, body);
}

std::size_t found(std::uint16_t port, const std::string& query) {
  const HttpAnswer answer = get(port, "/v1/search?no-relax=1&q=" + query);
  return answer.status == 200 ? Json::parse(answer.body)["total"].get<std::size_t>() : 0;
}

} // namespace

TEST_CASE("writing is closed without a key, and to other keys") {
  CHECK(put(sample().port(), "a", R"({"title":"A"})").status == 403);
  CHECK(ask(sample().port(), "POST", "/v1/articles", with_key, "{}").status == 403);
  const ServedIndex served(writable());
  for (const char* headers : {"", "Authorization: Bearer wrong\r\n", "Authorization: Basic a2V5\r\n",
                              "Authorization: Bearer \r\n", "Authorization: Bearer a key of tests, long enoughX\r\n"}) {
    CAPTURE(headers);
    const HttpAnswer answer = put(served.port(), "a", R"({"title":"A"})", headers);
    CHECK(answer.status == 401);
    CHECK(answer.headers.at("www-authenticate") == "Bearer");
    CHECK(ask(served.port(), "DELETE", "/v1/articles/vostochny-tour", headers).status == 401);
  }
  CHECK(get(served.port(), "/v1/articles/vostochny-tour").status == 200);
}

TEST_CASE("with a search key reading is closed to other keys, and what tells of no article stays open") {
  akin::server::ServerOptions options = writable();
  options.search_key = "a key for reading, long enough";
  const ServedIndex served(options);
  const auto port = served.port();
  constexpr auto search_key = "Authorization: Bearer a key for reading, long enough\r\n";
  for (const char* target : {"/v1/search?q=harbour", "/v1/similar/vostochny-tour", "/v1/suggest?q=vost", "/v1/entities",
                             "/v1/articles/vostochny-tour", "/?q=harbour", "/article?id=vostochny-tour",
                             "/entity?kind=place&name=Vostochny+Cosmodrome"}) {
    CAPTURE(target);
    for (const char* headers :
         {"", "Authorization: Bearer wrong\r\n", "Authorization: Basic a2V5\r\n", "Authorization: Bearer \r\n",
          "Authorization: Bearer a key for reading, long enoughX\r\n"}) {
      CAPTURE(headers);
      const HttpAnswer answer = ask(port, "GET", target, headers);
      CHECK(answer.status == 401);
      CHECK(answer.headers.at("www-authenticate") == "Bearer");
    }
    CHECK(ask(port, "GET", target, search_key).status == 200);
    CHECK(ask(port, "GET", target, with_key).status == 200);
  }
  CHECK(ask(port, "POST", "/v1/similar", "", "harbour").status == 401);
  CHECK(ask(port, "POST", "/v1/similar", search_key, "harbour").status == 200);
  CHECK(put(port, "a", R"({"title":"A"})", search_key).status == 401);
  CHECK(ask(port, "OPTIONS", "/v1/search").status == 204);
  for (const char* target : {"/healthz", "/readyz", "/metrics", "/openapi.json", "/opensearch.xml", "/akin.js"})
    CHECK(get(port, target).status == 200);
}

TEST_CASE("an article is written, replaced, left alone and deleted, and searches see it") {
  const ServedIndex served(writable());
  const auto port = served.port();
  const HttpAnswer added = put(port, "new%2Fone", R"({"title":"Zeppelin over the lake","body":"It was silver."})");
  CHECK(added.status == 201);
  CHECK(Json::parse(added.body) == Json({{"id", "new/one"}, {"status", "added"}}));
  CHECK(eventually([&] { return found(port, "zeppelin") == 1; }));
  CHECK(Json::parse(
            put(port, "new%2Fone", R"({"title":"Zeppelin over the lake","body":"It was silver."})").body)["status"] ==
        "unchanged");
  CHECK(Json::parse(put(port, "new%2Fone", R"({"title":"Airship over the lake"})").body)["status"] == "replaced");
  CHECK(eventually([&] { return found(port, "zeppelin") == 0 && found(port, "airship") == 1; }));
  CHECK(Json::parse(ask(port, "DELETE", "/v1/articles/new%2Fone", with_key).body)["status"] == "deleted");
  CHECK(eventually([&] { return get(port, "/v1/articles/new%2Fone").status == 404; }));
  CHECK(ask(port, "DELETE", "/v1/articles/new%2Fone", with_key).status == 404);
}

TEST_CASE("what is no article is refused and nothing is written") {
  const ServedIndex served(writable());
  const auto port = served.port();
  for (const char* body : {"{", "[]", "{}", R"({"tags":["a"]})", " "}) {
    CAPTURE(body);
    CHECK(
        ask(port, "PUT", "/v1/articles/a", std::string(with_key) + "Content-Type: application/json\r\n", body).status ==
        400);
  }
  CHECK(get(port, "/v1/articles/a").status == 404);
}

TEST_CASE("a packed file is not unpacked, so that none can unfold into gigabytes") {
  using namespace std::string_view_literals;
  const ServedIndex served(writable());
  // gzip of {"id":"packed","title":"Packed zeppelin"}
  constexpr auto packed = "\037\213\010\000\000\000\000\000\002\003\253\126\312\114\121\262\122\052\110\114\316\116"
                          "\115\121\322\121\052\311\054\311\111\005\012\004\200\005\024\252\122\013\012\122\163\062"
                          "\363\224\152\271\000\242\233\264\073\052\000\000\000"sv;
  const HttpAnswer answer = ask(served.port(), "POST", "/v1/articles", with_key, std::string(packed));
  CHECK(answer.status == 200);
  CHECK(answer.body.find("rejected") != std::string::npos);
  CHECK(answer.body.find("added") == std::string::npos);
  CHECK(get(served.port(), "/v1/articles/packed").status == 404);
}

TEST_CASE("many articles are written at once, each line with its result") {
  const ServedIndex served(writable());
  const HttpAnswer answer =
      ask(served.port(), "POST", "/v1/articles", with_key,
          "{\"id\":\"a\",\"title\":\"Aardvark\"}\nnonsense\n\n{\"id\":\"b\",\"title\":\"Bison\"}\r\n"
          "{\"id\":\"a\",\"title\":\"Antelope\"}\n{\"id\":\"a\",\"title\":\"Antelope\"}\n");
  CHECK(answer.status == 200);
  CHECK(answer.headers.at("content-type") == "application/jsonl; charset=utf-8");
  std::vector<std::string> statuses;
  std::vector<int> lines;
  for (std::size_t begin = 0; begin < answer.body.size(); begin = answer.body.find('\n', begin) + 1) {
    const Json line = Json::parse(answer.body.substr(begin, answer.body.find('\n', begin) - begin));
    statuses.push_back(line["status"]);
    lines.push_back(line["line"]);
  }
  CHECK(statuses == std::vector<std::string>{"added", "rejected", "added", "replaced", "unchanged"});
  CHECK(lines == std::vector<int>{1, 2, 4, 5, 6});
  CHECK(eventually([&] { return found(served.port(), "antelope") == 1 && found(served.port(), "bison") == 1; }));
  CHECK(found(served.port(), "aardvark") == 0);
}

TEST_CASE("the first article begins an index") {
  const ServedIndex served(writable(), ServedIndex::Contents::nothing);
  CHECK(get(served.port(), "/healthz").status == 200);
  CHECK(get(served.port(), "/readyz").status == 503);
  const HttpAnswer early = get(served.port(), "/v1/search?q=x");
  CHECK(early.status == 503);
  CHECK(Json::parse(early.body)["error"]["code"] == "index_missing");
  CHECK(put(served.port(), "a", R"({"title":"Zeppelin"})").status == 201);
  CHECK(eventually([&] { return found(served.port(), "zeppelin") == 1; }));
  CHECK(get(served.port(), "/readyz").status == 200);
}

TEST_CASE("what was acknowledged is on disk, from many writers at once, in fewer commits, while others search") {
  const ServedIndex served(writable());
  const auto before = akin::Searcher(served.index()).statistics().revision;
  constexpr int writers = 8;
  constexpr int each = 12;
  std::atomic<int> acknowledged{0};
  std::atomic<int> searched{0};
  std::atomic<bool> done{false};
  std::thread reader([&] {
    while (!done)
      searched += get(served.port(), "/v1/search?q=vostochny").status == 200 ? 1 : 0;
  });
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      for (int i = 0; i < each; ++i) {
        const std::string id = "w" + std::to_string(writer) + "-" + std::to_string(i);
        acknowledged += put(served.port(), id, R"({"title":"Zeppelin )" + id + "\"}").status == 201 ? 1 : 0;
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  done = true;
  reader.join();
  CHECK(acknowledged == writers * each);
  CHECK(searched > 0);
  const akin::Searcher searcher(served.index());
  for (int writer = 0; writer < writers; ++writer)
    for (int i = 0; i < each; ++i)
      CHECK(searcher.show("w" + std::to_string(writer) + "-" + std::to_string(i)).has_value());
  CHECK(searcher.statistics().revision - before < writers * each);
}

TEST_CASE("a commit of another process is seen, and an ETag does not outlive it") {
  const ServedIndex served;
  const std::string tag = get(served.port(), "/v1/search?q=vostochny").headers.at("etag");
  {
    const auto writer = akin::engine::open_writer(served.index());
    auto batch = writer->new_batch();
    batch->remove("vostochny-tour");
    batch->finish();
    writer->append(std::move(batch));
    writer->commit();
  }
  CHECK(eventually([&] { return get(served.port(), "/v1/articles/vostochny-tour").status == 404; }));
  CHECK(get(served.port(), "/v1/search?q=vostochny", "If-None-Match: " + tag + "\r\n").status == 200);
}

TEST_CASE("while another process writes, writes are refused with the reason") {
  const ServedIndex served(writable());
  {
    const auto writer = akin::engine::open_writer(served.index());
    const HttpAnswer refused = put(served.port(), "a", R"({"title":"A"})");
    CHECK(refused.status == 409);
    CHECK(Json::parse(refused.body)["error"]["code"] == "index_locked");
    CHECK(get(served.port(), "/v1/search?q=vostochny").status == 200);
  }
  CHECK(put(served.port(), "a", R"({"title":"A"})").status == 201);
}

TEST_CASE("a server that is stopped answers what was asked and ends idle connections") {
  ServedIndex served(writable());
  HttpClient idle(served.port());
  idle.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(idle.receive().status == 200);
  HttpClient writing(served.port());
  writing.send("PUT /v1/articles/last HTTP/1.1\r\nHost: a\r\n" + std::string(with_key) +
               "Content-Length: 16\r\n\r\n{\"title\":\"Last\"}");
  CHECK(eventually([&] { return get(served.port(), "/v1/articles/last").status == 200; }));
  served.server->stop();
  CHECK(writing.receive().status == 201);
  CHECK(idle.ended());
  CHECK_THROWS(HttpClient(served.port()));
}

TEST_CASE("an index that has grown large gets its related index without anybody asking for it") {
  const ServedIndex served(writable(), ServedIndex::Contents::nothing);
  const auto port = served.port();
  constexpr std::array subjects{"harbour", "observatory", "railway", "glacier", "parliament", "orchestra", "vineyard"};
  std::string articles;
  for (std::uint32_t i = 0; i < akin::least_related_articles + 10; ++i) {
    const std::string subject = subjects[i % subjects.size()];
    articles += Json{{"id", "a" + std::to_string(i)},
                     {"title", "The " + subject + " of town number" + std::to_string(i / 2)},
                     {"body", "A story " + std::to_string(i) + " about the " + subject + " in word" +
                                  std::to_string(i * 7 % 1000) + " and word" + std::to_string(i * 11 % 1000) + "."}}
                    .dump() +
                "\n";
  }
  REQUIRE(ask(port, "POST", "/v1/articles", with_key, articles).status == 200);
  const auto derived = served.index() / "derived";
  CHECK(eventually([&] { return get(port, "/v1/articles/a0").status == 200; }));
  CHECK(
      std::filesystem::exists(derived / "related_postings.akin")); // before the state is used: no request waits for it
  CHECK(Json::parse(get(port, "/v1/similar/a0?least-confidence=0").body)["hits"].size() > 0);
}
