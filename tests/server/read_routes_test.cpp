#include "server/routes.hpp"
#include "tests/server/served_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

Json json_at(const char* target) {
  const HttpAnswer answer = get(sample().port(), target);
  CAPTURE(target);
  CAPTURE(answer.body);
  CHECK(answer.status == 200);
  return Json::parse(answer.body);
}

Json error_at(const char* target, int status) {
  const HttpAnswer answer = get(sample().port(), target);
  CAPTURE(target);
  CAPTURE(answer.body);
  CHECK(answer.status == status);
  CHECK(answer.headers.at("content-type") == "application/json; charset=utf-8");
  CHECK(answer.headers.at("cache-control") == "no-store");
  return Json::parse(answer.body).at("error");
}

} // namespace

TEST_CASE("search answers with hits, filters and facets") {
  const Json all = json_at("/v1/search?q=vostochny&limit=3&facets=people,places");
  CHECK(all["query"] == "vostochny");
  CHECK(all["hits"].size() == 3);
  CHECK(all["facets"]["places"][0]["value"] == "Vostochny Cosmodrome");
  const Json filtered = json_at("/v1/search?q=vostochny&person=Kim+Jong-un&source=Pacific+Wire&sort=newest&to=2023-09");
  CHECK(filtered["total"] > 0);
  CHECK(filtered["total"] < all["total"]);
  for (const Json& hit : filtered["hits"])
    CHECK(hit["source"] == "Pacific Wire");
  CHECK(json_at("/v1/search")["total"] == json_at("/v1/search?q=")["total"]);
}

TEST_CASE("similar answers by id, by address and for text") {
  const Json by_id = json_at("/v1/similar/vostochny-tour?limit=2");
  CHECK(by_id["hits"][0].contains("why"));
  const Json by_url =
      json_at("/v1/similar?url=https%3A%2F%2Fpacificwire.example%2F2023%2F11%2Fzarnitsa-launch&limit=2");
  CHECK(by_url["query"] == "zarnitsa-launch");
  const auto port = sample().port();
  const HttpAnswer text = ask(port, "POST", "/v1/similar?limit=2", "Content-Type: text/plain\r\n",
                              "Kim Jong-un toured the Vostochny Cosmodrome with Vladimir Putin.");
  CHECK(text.status == 200);
  CHECK(Json::parse(text.body)["hits"].size() == 2);
  const HttpAnswer article = ask(port, "POST", "/v1/similar", "Content-Type: application/json\r\n",
                                 R"({"headline":"Kim at Vostochny","content":"Rockets and a delegation."})");
  CHECK(article.status == 200);
  CHECK(ask(port, "POST", "/v1/similar", "Content-Type: application/json\r\n", "{").status == 400);
  CHECK(ask(port, "POST", "/v1/similar", "Content-Type: image/png\r\n", "x").status == 415);
  CHECK(ask(port, "POST", "/v1/similar", "", " ").status == 400);
  CHECK(error_at("/v1/similar/nowhere", 404)["code"] == "not_found");
  CHECK(error_at("/v1/similar", 400)["parameter"] == "url");
}

TEST_CASE("suggest, entities and articles answer") {
  const Json suggestions = json_at("/v1/suggest?q=vost&limit=3");
  CHECK(suggestions["suggestions"][0]["text"] == "vostochny");
  const Json browser = json_at("/v1/suggest?q=vost&format=opensearch");
  CHECK(browser[0] == "vost");
  CHECK(browser[1][0] == "vostochny");
  const Json places = json_at("/v1/entities?kind=place&prefix=vost");
  CHECK(places["entities"][0]["kind"] == "place");
  CHECK(error_at("/v1/entities?with=Nobody+At+All", 404)["code"] == "not_found");
  const Json article = json_at("/v1/articles/vostochny-tour?terms=1");
  CHECK(article["article"]["id"] == "vostochny-tour");
  CHECK_FALSE(article["terms"].empty());
  CHECK(error_at("/v1/articles/nowhere", 404)["parameter"] == "id");
}

TEST_CASE("mistakes are told with a stable code and the parameter's name") {
  for (const auto& [target, parameter] :
       {std::pair{"/v1/search?q=a&q=b", "q"}, std::pair{"/v1/search?limit=1001", "limit"},
        std::pair{"/v1/search?limit=ten", "limit"}, std::pair{"/v1/search?offset=9999&limit=10", "offset"},
        std::pair{"/v1/search?sort=best", "sort"}, std::pair{"/v1/search?from=soon", "from"},
        std::pair{"/v1/search?facets=planets", "facets"}, std::pair{"/v1/search?Q=a", "Q"},
        std::pair{"/v1/search?q=%zz", "q"}, std::pair{"/v1/suggest?limit=101", "limit"},
        std::pair{"/v1/entities?kind=thing", "kind"}, std::pair{"/v1/similar/x?mode=odd", "mode"},
        std::pair{"/?page=0", "page"}, std::pair{"/v1/articles/%zz", "id"}}) {
    const Json error = error_at(target, 400);
    CHECK(error["code"] == "invalid_argument");
    CHECK(error["parameter"] == parameter);
  }
}

TEST_CASE("any text is a query") {
  for (const char* query : {"%22", "((((", "AND+OR+NOT", "%00", "%FF%FE", "title:", "***", "%0D%0AX-Evil:+1",
                            "%3Cscript%3E", "..%2F..%2Fetc%2Fpasswd"}) {
    CAPTURE(query);
    const HttpAnswer answer = get(sample().port(), std::string("/v1/search?q=") + query);
    CHECK(answer.status == 200);
    CHECK(Json::accept(answer.body));
    CHECK(answer.headers.count("x-evil") == 0);
    CHECK(get(sample().port(), std::string("/?q=") + query).status == 200);
  }
}

TEST_CASE("tricks with paths find nothing") {
  for (const char* target :
       {"/../etc/passwd", "/v1/../metrics", "//healthz", "/v1/search/", "/v1/articles/..%2f..%2fetc%2fpasswd",
        "/akin.js/../x", "/%2e%2e/", "/v1/articles/%00", "/healthz%00", "/.git/config", "/V1/search"}) {
    CAPTURE(target);
    CHECK(get(sample().port(), target).status == 404);
  }
}

TEST_CASE("health, readiness, metrics and documents answer") {
  CHECK(json_at("/healthz")["status"] == "live");
  CHECK(json_at("/readyz")["articles"] == 214);
  get(sample().port(), "/v1/search?q=x");
  const std::string metrics = get(sample().port(), "/metrics").body;
  CHECK(metrics.find("akin_requests_total{route=\"search\",status=\"200\"}") != std::string::npos);
  CHECK(metrics.find("akin_index_articles 214") != std::string::npos);
  CHECK(json_at("/openapi.json")["openapi"] == "3.1.0");
  const HttpAnswer description = get(sample().port(), "/opensearch.xml");
  CHECK(description.body.find("http://localhost/?q={searchTerms}") != std::string::npos);
  const HttpAnswer script = get(sample().port(), "/akin.js");
  CHECK(script.headers.at("content-type") == "text/javascript; charset=utf-8");
  CHECK(script.headers.at("access-control-allow-origin") == "*");
  CHECK(script.body.find("customElements.define('akin-search'") != std::string::npos);
  CHECK(get(sample().port(), "/akin.css").status == 200);
  CHECK(get(sample().port(), "/favicon.ico").status == 200);
}

TEST_CASE("HEAD answers as GET without the body") {
  for (const char* target : {"/v1/search?q=moon", "/", "/akin.js", "/healthz"}) {
    const HttpAnswer head = ask(sample().port(), "HEAD", target);
    CHECK(head.status == 200);
    CHECK(std::stoul(head.headers.at("content-length")) > 0);
    CHECK(head.body.empty());
  }
}

TEST_CASE("a method that a route does not take is told which it takes") {
  const HttpAnswer answer = ask(sample().port(), "DELETE", "/v1/search");
  CHECK(answer.status == 405);
  CHECK(answer.headers.at("allow") == "GET, HEAD, OPTIONS");
  CHECK(Json::parse(answer.body)["error"]["code"] == "method_not_allowed");
  CHECK(ask(sample().port(), "BREW", "/").status == 405);
}

TEST_CASE("an answer that is at hand is not sent again until the index changes") {
  const HttpAnswer first = get(sample().port(), "/v1/search?q=vostochny");
  const std::string tag = first.headers.at("etag");
  CHECK(first.headers.at("cache-control") == "no-cache");
  const HttpAnswer second = get(sample().port(), "/v1/search?q=vostochny", "If-None-Match: \"other\", " + tag + "\r\n");
  CHECK(second.status == 304);
  CHECK(second.body.empty());
  CHECK(second.headers.at("etag") == tag);
  CHECK(get(sample().port(), "/v1/search?q=vostochny", "If-None-Match: \"other\"\r\n").status == 200);
  const std::string script = get(sample().port(), "/akin.js").headers.at("etag");
  CHECK(get(sample().port(), "/akin.js", "If-None-Match: " + script + "\r\n").status == 304);
}

TEST_CASE("long answers are compressed for those who take it") {
  const HttpAnswer plain = get(sample().port(), "/v1/search?q=vostochny");
  const HttpAnswer packed = get(sample().port(), "/v1/search?q=vostochny", "Accept-Encoding: gzip\r\n");
  CHECK(packed.headers.at("content-encoding") == "gzip");
  CHECK(packed.headers.at("vary").find("Accept-Encoding") != std::string::npos);
  CHECK(packed.body.size() * 2 < plain.body.size());
  CHECK(packed.body.substr(0, 2) == "\x1f\x8b");
  CHECK(get(sample().port(), "/healthz", "Accept-Encoding: gzip\r\n").headers.count("content-encoding") == 0);
}

TEST_CASE("requests have an id: their own when it can stand in a log") {
  CHECK(get(sample().port(), "/healthz", "X-Request-Id: abc-123\r\n").headers.at("x-request-id") == "abc-123");
  const std::string made = get(sample().port(), "/healthz", "X-Request-Id: a b\r\n").headers.at("x-request-id");
  CHECK(made.size() == 16);
  CHECK(made != get(sample().port(), "/healthz").headers.at("x-request-id"));
}
