#include "cli/list_printer.hpp"
#include "cli/text/render_result.hpp"
#include "cli/trec.hpp"

#include <doctest/doctest.h>
#include <regex>
#include <sstream>

using namespace akin;
using namespace akin::cli;

namespace {

constexpr Timestamp september_13{1694592000};
constexpr Timestamp may_2{1682985600};

Hit spaceport() {
  Hit hit;
  hit.id = "pw-9";
  hit.title = "Pyongyang promises full support at Siberian spaceport";
  hit.source = "Pacific Wire";
  hit.published = september_13;
  hit.score = 12.25;
  hit.copies = {{"hp-1", "Harbour Post", "", september_13}};
  hit.why = Why{{{EntityKind::person, "Kim Jong-un", .2}, {EntityKind::place, "Vostochny Cosmodrome", .2}},
                {{"rockets", .1}, {"delegation", .05}},
                0};
  hit.confidence = 0.6;
  return hit;
}

Result related() {
  Result result;
  result.total = 2;
  result.collapsed = 1;
  result.took_ms = 1.94;
  Hit second;
  second.id = "ow-2";
  second.title = "What Soyuz-2 launches from the Far East mean";
  second.source = "Orbit Weekly";
  second.published = may_2;
  second.why = Why{{{EntityKind::place, "Vostochny Cosmodrome", .2}}, {{"launch", .1}}, -134};
  second.confidence = 0.1;
  result.hits = {spaceport(), second};
  return result;
}

Result found() {
  Result result;
  result.query = "vostochny";
  result.total = 42;
  result.collapsed = 7;
  result.took_ms = 1.9;
  Hit hit = spaceport();
  hit.why.reset();
  hit.snippet = {{"The "}, {"Vostochny", true}, {" pad was shown to the guests."}};
  result.hits = {hit};
  return result;
}

int widest_line(const std::string& text) {
  int widest = 0;
  std::istringstream lines(text);
  static const std::regex escape_sequence("\x1b\\[[0-9;]*m");
  for (std::string line; std::getline(lines, line);)
    widest = std::max(widest, columns_of(glyphs(std::regex_replace(line, escape_sequence, ""))));
  return widest;
}

} // namespace

TEST_CASE("related articles show title, source, date, reason and copies, fitted to the width") {
  CHECK(render(related(), {90, false}, ListKind::related) ==
        " 1  Pyongyang promises full support at Siberian spaceport       Pacific Wire · 13 Sep 2023\n"
        "    Kim Jong-un, Vostochny Cosmodrome · rockets, delegation · same day\n"
        "    pw-9                                                             +1 copy: Harbour Post\n"
        " 2  What Soyuz-2 launches from the Far East mean                 Orbit Weekly · 2 May 2023\n"
        "    Vostochny Cosmodrome · launch · 4 months earlier · same topic\n"
        "    ow-2\n"
        "\n"
        "2 related, 1 copy folded, 1.9 ms\n");
}

TEST_CASE("copies stand on the reason's line when it has room") {
  const std::string text = render(related(), {100, false}, ListKind::related);
  CHECK(std::regex_search(text, std::regex("same day +\\+1 copy: Harbour Post\n")));
}

TEST_CASE("hits of a search show their snippet") {
  CHECK(render(found(), {}) == " 1  Pyongyang promises full support at Siberian spaceport  Pacific Wire · 13 Sep 2023\n"
                               "    The Vostochny pad was shown to the guests.  +1 copy: Harbour Post\n"
                               "    pw-9\n"
                               "\n"
                               "42 stories, 7 copies folded, 1.9 ms\n");
}

TEST_CASE("matched words are marked in colour") {
  const std::string text = render(found(), {80, true});
  CHECK(text.find("The \x1b[1;33mVostochny\x1b[0m pad") != std::string::npos);
  CHECK(text.find("\x1b[1mPyongyang") != std::string::npos);
  Result in_title = found();
  in_title.hits.front().title_parts = {
      {"Pyongyang promises full support at ", false}, {"Siberian", true}, {" spaceport", false}};
  CHECK(render(in_title, {0, true}).find("at \x1b[0m\x1b[1;33mSiberian\x1b[0m\x1b[1m spaceport") != std::string::npos);
  CHECK(render(in_title, {}) == render(found(), {}));
  CHECK(render(found(), {80, false}).find('\x1b') == std::string::npos);
}

TEST_CASE("no line is wider than the terminal") {
  Result result = related();
  result.hits[0].title = "金正恩訪問東方航天港 and a very long title that goes on and on, as they do on agency wires";
  result.hits[0].snippet = {{std::string(500, 'x')}};
  result.hits[1].id = "https://example.org/" + std::string(200, 'y');
  result.facets = {{"people", {{"Kim Jong-un", 12}, {"Vladimir Putin", 9}, {"Sergei Shoigu", 4}}}};
  for (int width = 20; width < 160; ++width)
    CHECK(widest_line(render(result, {width, true})) <= width);
  for (int width = 20; width < 160; ++width)
    CHECK(widest_line(render(result, {width, false})) <= width);
}

TEST_CASE("on a narrow terminal source and date move below the title") {
  const std::string text = render(found(), {40, false});
  CHECK(text.find("\n    Pacific Wire · 13 Sep 2023\n") != std::string::npos);
}

TEST_CASE("hostile titles, sources, ids and snippets reach nobody's terminal") {
  Result result = found();
  for (std::string* text : {&result.hits[0].title, &result.hits[0].source, &result.hits[0].id,
                            &result.hits[0].snippet[1].text, &result.hits[0].copies[0].source})
    *text += "\x1b]0;owned\x07\n\r\x1b[2J\xc2\x9b"
             "31m";
  result.facets = {{"people", {{"\x1b[5mKim", 1}}}};
  result.suggestion = "\x1b[5m";
  const std::string text = render(result, {80, false});
  for (const char* hostile : {"\x1b", "\x07", "\r", "\xc2\x9b"})
    CHECK(text.find(hostile) == std::string::npos);
}

TEST_CASE("facets are listed with their counts") {
  Result result = found();
  result.facets = {{"people", {{"Kim Jong-un", 1200}, {"Vladimir Putin", 9}}}, {"sources", {}}};
  const std::string text = render(result, {80, false});
  CHECK(text.find("people   Kim Jong-un 1,200 · Vladimir Putin 9\nsources  none\n") != std::string::npos);
}

TEST_CASE("what each word adds is listed under a hit that was explained") {
  Result result = found();
  result.hits[0].explanation = {{"vostochny", 3.25, "idf 3.2 · tf 1"}};
  CHECK(render(result, {}).find("       3.2500  vostochny  idf 3.2 · tf 1\n") != std::string::npos);
}

TEST_CASE("ranks go on where the page before ended") {
  CHECK(render(found(), {}, ListKind::stories, 101).rfind("101  Pyongyang", 0) == 0);
}

TEST_CASE("finding nothing is said, with what may have been meant") {
  Result result;
  result.suggestion = "vostochny";
  result.took_ms = 0.3;
  CHECK(render(result, {}) == "Did you mean: vostochny\nnothing found, 0.3 ms\n");
}

TEST_CASE("an article without title, source and date has a line all the same") {
  Result result;
  result.total = 1;
  result.hits.resize(1);
  result.hits[0].id = "x";
  CHECK(render(result, {}).rfind(" 1  (no title)\n    x\n", 0) == 0);
}

TEST_CASE("the last line counts articles when copies are shown") {
  CHECK(render(found(), {}, ListKind::articles).find("42 articles, ") != std::string::npos);
}

TEST_CASE("the heading names the article that the list is about") {
  Article article;
  article.title = "Leaders tour the Vostochny pad before talks";
  article.source = "Far East Courier";
  article.published = september_13;
  CHECK(render_heading(article, {}) ==
        "Related to “Leaders tour the Vostochny pad before talks” · Far East Courier · 13 Sep 2023\n\n");
  Article untitled;
  untitled.id = "a1";
  CHECK(render_heading(untitled, {}) == "Related to a1\n\n");
}

TEST_CASE("TREC lines have six columns whatever is in the ids") {
  Result result;
  result.hits.resize(3);
  result.hits[0].id = "plain";
  result.hits[0].score = 1.5;
  result.hits[1].id = "with space\tand\x1btab";
  result.hits[2].id = "100%\xc2\x85\xc3\xa9";
  CHECK(to_trec("q 1", result) == "q%201 Q0 plain 1 1.500000 akin\n"
                                  "q%201 Q0 with%20space%09and%1Btab 2 0.000000 akin\n"
                                  "q%201 Q0 100%25%C2%85\xc3\xa9 3 0.000000 akin\n");
}
