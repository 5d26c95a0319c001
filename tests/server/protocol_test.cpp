// What arrives at a port that the world can reach.
#include "tests/server/served_index.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <vector>

using namespace akin::test;
using Json = nlohmann::json;
using namespace std::chrono_literals;

namespace {

HttpAnswer raw(std::string_view bytes) {
  HttpClient client(sample().port());
  client.send(bytes);
  client.finish_sending();
  return client.receive();
}

} // namespace

TEST_CASE("requests on one connection are answered in turn, pipelined ones too") {
  HttpClient client(sample().port());
  client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /v1/search?q=x HTTP/1.1\r\nHost: a\r\n\r\n"
              "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(client.receive().body == "{\"status\":\"live\"}\n");
  CHECK(Json::parse(client.receive().body)["query"] == "x");
  CHECK(client.receive().status == 404);
  CHECK(client.ended());
}

TEST_CASE("HTTP/1.0 is answered and the connection ends") {
  HttpClient client(sample().port());
  client.send("GET /healthz HTTP/1.0\r\n\r\n");
  CHECK(client.receive().status == 200);
  CHECK(client.ended());
}

TEST_CASE("what is not HTTP is refused") {
  for (const std::string_view bytes :
       {"hello\r\n\r\n", "GET\r\n\r\n", "GET /healthz\r\n\r\n", "GET /healthz HTTP/2.0\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nA\x01: b\r\n\r\n",
        "GET /healthz HTTP/1.1\nHost: a\n\n", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", "GET /healthz HTTP/1.1\r\n\r\n",
        "GET healthz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n"}) {
    CAPTURE(bytes);
    CHECK(raw(bytes).status == 400);
  }
}

TEST_CASE("forms of request smuggling are refused and nothing after them is answered") {
  constexpr std::string_view hidden = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string_view head :
       {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: 5, 5\r\n", "Content-Length: +5\r\n", "Content-Length: -1\r\n", "Content-Length: 0x5\r\n",
        "Content-Length: 99999999999999999999999\r\n", "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding: \x0b"
        "chunked\r\n",
        "Host: b\r\n"}) {
    CAPTURE(head);
    HttpClient client(sample().port());
    client.send("POST /v1/similar HTTP/1.1\r\nHost: a\r\n" + std::string(head) + "\r\n0\r\n\r\n" + std::string(hidden));
    client.finish_sending();
    const HttpAnswer answer = client.receive();
    CHECK(answer.status == 400);
    CHECK(answer.headers.at("connection") == "close");
    CHECK(client.ended());
  }
}

TEST_CASE("bodies in chunks are read, broken ones refused") {
  constexpr std::string_view head = "POST /v1/similar HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
                                    "Transfer-Encoding: chunked\r\n\r\n";
  CHECK(raw(std::string(head) + "6\r\nrocket\r\n7\r\n launch\r\n0\r\n\r\n").status == 200);
  CHECK(raw(std::string(head) + "zz\r\nrocket\r\n0\r\n\r\n").status == 400);
  CHECK(raw(std::string(head) + "6\r\nrocketXX0\r\n\r\n").status == 400);
  CHECK(raw(std::string(head) + "ffffffffffffffff\r\nx").status == 413);
}

TEST_CASE("what is too large is refused with the right status") {
  const auto port = sample().port();
  CHECK(get(port, "/v1/search?q=" + std::string(9000, 'x')).status == 414);
  CHECK(get(port, "/v1/search?q=" + std::string(5000, 'x')).status == 400);
  CHECK(get(port, "/healthz", "X-Long: " + std::string(20'000, 'x') + "\r\n").status == 431);
  CHECK(ask(port, "POST", "/v1/similar", "", std::string((1U << 20U) + 1, 'x')).status == 413);
  CHECK(ask(port, "GET", "/v1/search", "", "a body").status == 413);
  HttpClient promise(port);
  promise.send("POST /v1/similar HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000000\r\n\r\n");
  CHECK(promise.receive().status == 413);
  std::string chunks = "POST /v1/similar HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i)
    chunks += "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  CHECK(raw(chunks).status == 413);
}

TEST_CASE("packed bodies are refused, so that none can unfold into gigabytes") {
  CHECK(ask(sample().port(), "POST", "/v1/similar", "Content-Encoding: gzip\r\n", "\x1f\x8b").status == 415);
}

TEST_CASE("a client that waits for permission to send its body gets it") {
  HttpClient client(sample().port());
  client.send("POST /v1/similar HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.receive().status == 100);
  client.send("rocket");
  CHECK(client.receive().status == 200);
}

TEST_CASE("clients that are slow are cut off") {
  akin::server::ServerOptions options;
  options.limits.header_timeout = 200ms;
  options.limits.body_timeout = 200ms;
  const ServedIndex served(options);
  HttpClient silent(served.port());
  HttpClient header(served.port());
  header.send("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ");
  HttpClient body(served.port());
  body.send("POST /v1/similar HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx");
  CHECK(silent.ended());
  CHECK(header.ended());
  CHECK(body.ended());
  CHECK(eventually([&] {
    return get(served.port(), "/metrics").body.find("akin_connections_timed_out_total 3") != std::string::npos;
  }));
}

TEST_CASE("clients that send drop by drop are cut off no later") {
  akin::server::ServerOptions options;
  options.limits.header_timeout = 300ms;
  options.limits.body_timeout = 300ms;
  const ServedIndex served(options);
  for (const std::string_view beginning : {"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ",
                                           "POST /v1/similar HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"}) {
    CAPTURE(beginning);
    HttpClient client(served.port());
    client.send(beginning);
    std::atomic<bool> done{false};
    std::thread drops([&] { // none of the other limits is reached in a minute
      for (int i = 0; i < 3000 && !done; ++i) {
        client.send("x");
        std::this_thread::sleep_for(20ms);
      }
    });
    const auto begun = std::chrono::steady_clock::now();
    CHECK(client.ended());
    CHECK(std::chrono::steady_clock::now() - begun < 30s);
    done = true;
    drops.join();
  }
}

TEST_CASE("clients that ask and never read the answers are cut off") {
  akin::server::ServerOptions options;
  options.limits.write_timeout = 300ms;
  const ServedIndex served(options);
  HttpClient client(served.port());
  std::string requests; // answers of 40 MB, which no socket holds
  for (int i = 0; i < 2000; ++i)
    requests += "GET /akin.js HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(requests);
  CHECK(eventually([&] {
    return get(served.port(), "/metrics").body.find("akin_connections_timed_out_total 1") != std::string::npos;
  }));
}

TEST_CASE("connections over the limit are turned away, and let in when others have gone") {
  akin::server::ServerOptions options;
  options.limits.connections = 3;
  const ServedIndex served(options);
  {
    std::vector<std::unique_ptr<HttpClient>> idle;
    for (int i = 0; i < 3; ++i) {
      idle.push_back(std::make_unique<HttpClient>(served.port()));
      idle.back()->send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
      CHECK(idle.back()->receive().status == 200);
    }
    HttpClient fourth(served.port());
    CHECK(fourth.receive().status == 503);
  }
  CHECK(eventually([&] { return get(served.port(), "/healthz").status == 200; }));
}

TEST_CASE("a client that asks too often is told to wait") {
  akin::server::ServerOptions options;
  options.requests_per_second = 0.001;
  options.trusted_proxies = {"127.0.0.1"};
  const ServedIndex served(options);
  CHECK(get(served.port(), "/v1/search?q=x").status == 200);
  const HttpAnswer refused = get(served.port(), "/v1/search?q=x");
  CHECK(refused.status == 429);
  CHECK(refused.headers.at("retry-after") == "1");
  CHECK(get(served.port(), "/healthz").status == 200);
  CHECK(get(served.port(), "/v1/search?q=x", "X-Forwarded-For: 203.0.113.1, 198.51.100.7\r\n").status == 200);
  CHECK(get(served.port(), "/v1/search?q=x", "X-Forwarded-For: 192.0.2.9, 198.51.100.7\r\n").status == 429);
}

TEST_CASE("scripts of other sites may ask when their origin is allowed") {
  akin::server::ServerOptions options;
  options.allowed_origins = {"https://www.example.org"};
  const ServedIndex served(options);
  const HttpAnswer allowed = get(served.port(), "/v1/search?q=x", "Origin: https://www.example.org\r\n");
  CHECK(allowed.headers.at("access-control-allow-origin") == "https://www.example.org");
  CHECK(allowed.headers.at("vary").find("Origin") != std::string::npos);
  for (const char* other : {"https://evil.example", "https://www.example.org.evil.example", "null"})
    CHECK(get(served.port(), "/v1/search?q=x", std::string("Origin: ") + other + "\r\n")
              .headers.count("access-control-allow-origin") == 0);
  const HttpAnswer preflight = ask(served.port(), "OPTIONS", "/v1/articles/x",
                                   "Origin: https://www.example.org\r\nAccess-Control-Request-Method: PUT\r\n");
  CHECK(preflight.status == 204);
  CHECK(preflight.headers.at("access-control-allow-methods") == "GET, HEAD, PUT, DELETE");
  CHECK(preflight.headers.at("access-control-allow-origin") == "https://www.example.org");
}

TEST_CASE("whatever bytes come, the server answers the next client") {
  std::mt19937 random(6);
  constexpr std::string_view seed = "POST /v1/similar?limit=2&mode=mixed HTTP/1.1\r\nHost: a\r\nContent-Length: 13\r\n"
                                    "Accept-Encoding: gzip\r\nX-Request-Id: 7\r\n\r\nrocket launch";
  for (int round = 0; round < 400; ++round) {
    std::string bytes(seed);
    for (unsigned edits = random() % 8; edits > 0; --edits) {
      const std::size_t at = random() % bytes.size();
      if (random() % 3 == 0)
        bytes.erase(at, random() % 20);
      else if (random() % 2 == 0)
        bytes[at] = static_cast<char>(random());
      else
        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
      if (bytes.empty())
        bytes = "x";
    }
    CAPTURE(bytes);
    const HttpAnswer answer = raw(bytes);
    CHECK(answer.status < 500);
  }
  CHECK(get(sample().port(), "/v1/search?q=moon").status == 200);
}
