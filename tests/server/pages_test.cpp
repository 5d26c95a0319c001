#include "tests/server/served_index.hpp"

#include <doctest/doctest.h>

using namespace akin::test;

namespace {

bool holds(const HttpAnswer& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

} // namespace

TEST_CASE("the results page shows hits with marks, sources, copies, facets and pages") {
  const HttpAnswer page = get(sample().port(), "/?q=vostochny");
  CHECK(page.status == 200);
  CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
  for (const char* part :
       {"<title>vostochny · Akin</title>", "name=\"q\" value=\"vostochny\"", "13 stories, 6 copies folded",
        "<a href=\"/article?id=zarnitsa-launch\">", "<mark>Vostochny</mark>", "Pacific Wire", "+1 copy",
        "/?q=vostochny&amp;place=Vostochny%20Cosmodrome", "Page 1 of 2", "/?q=vostochny&amp;page=2",
        "/?q=vostochny&amp;sort=newest"}) {
    CAPTURE(part);
    CHECK(holds(page, part));
  }
  const HttpAnswer second = get(sample().port(), "/?q=vostochny&page=2");
  CHECK(holds(second, "Page 2 of 2"));
  CHECK(holds(second, "<ol class=\"hits\" start=\"11\">"));
}

TEST_CASE("filters that are chosen can be taken away") {
  const HttpAnswer page = get(sample().port(), "/?q=vostochny&source=Pacific+Wire&from=&to=2023-09");
  CHECK(holds(page, "aria-label=\"Remove source: Pacific Wire\""));
  CHECK(holds(page, "href=\"/?q=vostochny&amp;to=2023-09\""));
  CHECK(holds(page, "<input type=\"hidden\" name=\"source\" value=\"Pacific Wire\">"));
}

TEST_CASE("hits over time are a chart of links, each of which narrows to its bar") {
  const HttpAnswer months = get(sample().port(), "/?q=vostochny");
  for (const char* part : {"Stories by month", "href=\"/?q=vostochny&amp;from=2023-09&amp;to=2023-09\"",
                           "title=\"Sep 2023: 5 stories\"", "height=\"100.0\"", "<li aria-hidden=\"true\"></li>"}) {
    CAPTURE(part);
    CHECK(holds(months, part));
  }
  const HttpAnswer days = get(sample().port(), "/?q=vostochny&from=2023-09&to=2023-09");
  CHECK(holds(days, ">5 stories"));
  CHECK(holds(days, "Stories by day"));
  CHECK(holds(days, "href=\"/?q=vostochny&amp;from=2023-09-13&amp;to=2023-09-13\""));
  CHECK_FALSE(holds(get(sample().port(), "/?q=vostochny&from=2023-09-13&to=2023-09-13"), "class=\"timeline\""));
  CHECK_FALSE(holds(get(sample().port(), "/?q=xyzzyplugh"), "class=\"timeline\""));
}

TEST_CASE("a bar of the chart does not widen the dates that were chosen") {
  const HttpAnswer page = get(sample().port(), "/?q=vostochny&from=2023-09-13&to=2023-11-14");
  CHECK(holds(page, "from=2023-09-13&amp;to=2023-09\""));
  CHECK(holds(page, "from=2023-11&amp;to=2023-11-14\""));
}

TEST_CASE("the chart of centuries has as many bars as can be told apart") {
  const ServedIndex served(writable(), ServedIndex::Contents::nothing);
  const std::string articles = R"({"id":"a","title":"Zeppelin","published":"1900-07-02"})"
                               "\n"
                               R"({"id":"b","title":"Zeppelin again","published":"1903-01-01"})"
                               "\n"
                               R"({"id":"c","title":"The last zeppelin","published":"2023-09-13"})"
                               "\n";
  CHECK(ask(served.port(), "POST", "/v1/articles", with_key, articles).status == 200);
  CHECK(eventually([&] { return holds(get(served.port(), "/?q=zeppelin"), "3 stories"); }));
  const HttpAnswer page = get(served.port(), "/?q=zeppelin");
  CHECK(holds(page, "Stories by 5 years"));
  CHECK(holds(page, "title=\"1900–1904: 2 stories\""));
  CHECK(holds(page, "from=1900&amp;to=1904\""));
  CHECK(holds(page, "title=\"2020–2023: 1 story\""));
}

TEST_CASE("to a value of a facet that is chosen others can be added") {
  const HttpAnswer page = get(sample().port(), "/?q=vostochny&source=Pacific%20Wire");
  CHECK(holds(page, "href=\"/?q=vostochny&amp;source=Pacific%20Wire&amp;source=Far%20East%20Courier\""));
}

TEST_CASE("misspelt and unanswerable queries say so") {
  CHECK(holds(get(sample().port(), "/?q=vostochnny"), "nothing is spelt so"));
  const HttpAnswer nothing = get(sample().port(), "/?q=xyzzyplugh");
  CHECK(holds(nothing, "Nothing found"));
  CHECK(holds(nothing, "Try fewer or other words"));
  CHECK_FALSE(holds(nothing, "aria-label=\"Order\""));
  CHECK(holds(get(sample().port(), "/?q=vostochny&to=1950"), "Take a filter away"));
}

TEST_CASE("a single story offers no order and no way to filters") {
  const HttpAnswer page = get(sample().port(), "/?q=%22moon+goddess%22");
  CHECK(holds(page, ">1 story"));
  CHECK_FALSE(holds(page, "aria-label=\"Order\""));
  CHECK_FALSE(holds(page, "href=\"#filters\""));
  CHECK(holds(get(sample().port(), "/?q=vostochny"), "href=\"#filters\""));
}

TEST_CASE("an article has a page with its names and what goes with it") {
  const HttpAnswer page = get(sample().port(), "/article?id=vostochny-tour");
  CHECK(page.status == 200);
  for (const char* part :
       {"<h1 dir=\"auto\">Leaders tour the Vostochny pad before talks</h1>", "Far East Courier",
        "/entity?kind=person&amp;name=Kim%20Jong-un", "<h2 id=\"related\">Related</h2>",
        "Pyongyang promises full support at Siberian spaceport", "same day",
        "<a href=\"/article?id=bearer-kim-rocket-questions\"><bdi>Evening Standard-Bearer</bdi></a>"}) {
    CAPTURE(part);
    CHECK(holds(page, part));
  }
  CHECK(get(sample().port(), "/article?id=nowhere").status == 404);
  CHECK(get(sample().port(), "/article").status == 404);
}

TEST_CASE("a person, place or organisation has a page") {
  const HttpAnswer page = get(sample().port(), "/entity?kind=place&name=Vostochny+Cosmodrome");
  CHECK(page.status == 200);
  CHECK(holds(page, "<h1 dir=\"auto\">Vostochny Cosmodrome</h1>"));
  CHECK(holds(page, "Named with it"));
  CHECK(holds(page, "href=\"/?place=Vostochny%20Cosmodrome\""));
  const HttpAnswer unknown = get(sample().port(), "/entity?kind=place&name=Nowhere+%3CAt+All");
  CHECK(unknown.status == 404);
  CHECK(holds(unknown, "No article names <bdi>Nowhere &lt;At All</bdi>"));
  CHECK(holds(unknown, "href=\"/?q=Nowhere%20%3CAt%20All\""));
  CHECK(holds(get(sample().port(), "/entity?kind=place"), "No name was given"));
}

TEST_CASE("pages run nothing but our own script, whatever articles hold") {
  const ServedIndex served(writable());
  const std::string hostile = R"~({"title":"<img src=x onerror=alert(1)>\"'><script>alert(2)</script>",)~"
                              R"~("body":"zeppelin <script>alert(3)</script>","url":"javascript:alert(4)",)~"
                              R"~("source":"<b>x</b>","people":["<i>Mallory</i>"]})~";
  CHECK(ask(served.port(), "PUT", "/v1/articles/%22%3E%3Cscript%3E", with_key, hostile).status == 201);
  CHECK(eventually([&] { return holds(get(served.port(), "/?q=zeppelin"), "1 story"); }));
  for (const char* target :
       {"/?q=zeppelin", "/article?id=%22%3E%3Cscript%3E", "/?q=%22%3E%3Cscript%3Ealert(5)%3C/script%3E",
        "/entity?kind=person&name=%3Ci%3EMallory%3C%2Fi%3E", "/?q=a&source=%22%3E%3Cscript%3E"}) {
    const HttpAnswer page = get(served.port(), target);
    CAPTURE(target);
    CHECK(page.status == 200);
    CHECK_FALSE(holds(page, "<script>"));
    CHECK_FALSE(holds(page, "<img src=x"));
    CHECK_FALSE(holds(page, "<b>x"));
    CHECK_FALSE(holds(page, "<i>Mal"));
    CHECK_FALSE(holds(page, "href=\"javascript"));
    const std::string policy = page.headers.at("content-security-policy");
    CHECK(policy.find("default-src 'none'") == 0);
    CHECK(policy.find("unsafe") == std::string::npos);
  }
}
