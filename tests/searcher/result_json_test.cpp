#include "searcher/result.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

akin::Result full_result() {
  akin::Hit hit;
  hit.id = "a-1";
  hit.title = "Leaders \"tour\" the pad";
  hit.url = "https://example.com/a-1";
  hit.source = "Far East Courier";
  hit.published = akin::Timestamp{1'694'592'000};
  hit.score = 12.3456789;
  hit.title_parts = {{"Talks", true}, {" end", false}};
  hit.snippet = {{"At ", false}, {"Vostochny", true}};
  hit.people = {"Kim Jong-un"};
  hit.places = {"Vostochny Cosmodrome"};
  hit.tags = {"space", "talks"};
  hit.copies = {{"a-2", "Harbour Post", "https://example.org/2", akin::Timestamp{1'694'595'600}}, {"a-3", "", "", {}}};
  hit.confidence = 0.5;
  hit.why = akin::Why{{{akin::EntityKind::person, "Kim Jong-un", 0.3},
                       {akin::EntityKind::place, "Vostochny Cosmodrome", 0.21},
                       {akin::EntityKind::organisation, "Roscosmos", 1.0 / 3}},
                      {{"rockets", 0.08}},
                      -1};
  hit.explanation = {{"rocket", 2.5, "idf 3.2 · tf 3"}};
  akin::Result result;
  result.query = "vostochny";
  result.total = 42;
  result.collapsed = 7;
  result.took_ms = 1.9;
  result.suggestion = "vostochny pad";
  result.warnings = {"odd"};
  result.hits = {hit};
  result.facets = {{"people", {{"Kim Jong-un", 12}, {"Ann", 1}}}, {"tags", {}}};
  return result;
}

} // namespace

TEST_CASE("a result is written with its members in their fixed order") {
  CHECK(akin::to_json(full_result()) ==
        R"({"format_version":1,"query":"vostochny","total":42,"collapsed":7,"took_ms":1.9,)"
        R"("suggestion":"vostochny pad","warnings":["odd"],"hits":[{"id":"a-1","title":"Leaders \"tour\" the pad",)"
        R"("url":"https://example.com/a-1","source":"Far East Courier","published":"2023-09-13T08:00:00Z",)"
        R"("score":12.3457,"title_parts":[{"text":"Talks","mark":true},{"text":" end"}],)"
        R"("snippet":[{"text":"At "},{"text":"Vostochny","mark":true}],"people":["Kim Jong-un"],)"
        R"("places":["Vostochny Cosmodrome"],"organisations":[],"tags":["space","talks"],"copies":[{"id":"a-2",)"
        R"("source":"Harbour Post","url":"https://example.org/2","published":"2023-09-13T09:00:00Z"},{"id":"a-3",)"
        R"("source":"","url":"","published":null}],"confidence":0.5,"why":{"entities":[{"kind":"person",)"
        R"("name":"Kim Jong-un","share":0.3},{"kind":"place","name":"Vostochny Cosmodrome","share":0.21},)"
        R"({"kind":"organisation","name":"Roscosmos","share":0.333333}],"terms":[{"term":"rockets","share":0.08}],)"
        R"("days_apart":-1},"explain":[{"term":"rocket","score":2.5,"detail":"idf 3.2 · tf 3"}]}],)"
        R"("facets":{"people":[{"value":"Kim Jong-un","count":12},{"value":"Ann","count":1}],"tags":[]}})");
}

TEST_CASE("what an empty result and a bare hit have is there all the same") {
  CHECK(akin::to_json(akin::Result{}) == R"({"format_version":1,"query":"","total":0,"collapsed":0,"took_ms":0,)"
                                         R"("suggestion":null,"warnings":[],"hits":[],"facets":{}})");
  akin::Result result;
  result.hits.resize(2);
  result.hits[1].why = akin::Why{};
  const auto json = nlohmann::json::parse(akin::to_json(result));
  CHECK(json["hits"][0].dump() == R"({"copies":[],"id":"","organisations":[],"people":[],"places":[],"published":null,)"
                                  R"("score":0,"snippet":[],"source":"","tags":[],"title":"","url":""})");
  CHECK(json["hits"][1]["why"].dump() == R"({"days_apart":null,"entities":[],"terms":[]})");
}

TEST_CASE("a result is valid JSON whatever its text and numbers") {
  akin::Result result = full_result();
  result.query = "\xFF\"\n";
  result.took_ms = std::nan("");
  result.hits[0].score = 1e300;
  result.hits[0].snippet = {{std::string("a\0b", 3), true}};
  const auto json = nlohmann::json::parse(akin::to_json(result));
  CHECK(json["query"] == "\xEF\xBF\xBD\"\n");
  CHECK(json["took_ms"].is_null());
  CHECK(json["hits"][0]["score"] == 1e300);
  CHECK(json["hits"][0]["snippet"][0]["text"] == std::string("a\0b", 3));
}

TEST_CASE("one of many results carries its id first") {
  const akin::Result result = full_result();
  CHECK(akin::to_json("q\"1", result) == R"({"id":"q\"1",)" + akin::to_json(result).substr(1));
  CHECK(nlohmann::json::parse(akin::to_json("bad \xff utf-8", result))["id"] == "bad \xEF\xBF\xBD utf-8");
}
