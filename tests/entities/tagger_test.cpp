#include "tagged.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::entities;

TEST_CASE("the built-in model finds the people and places of a news story") {
  TaggedText text;
  const auto names = text.names(
      "North Korean leader Kim Jong-un has told Russian President Vladimir Putin that his country supports Russia in "
      "the war in Ukraine. The two men met at the Vostochny cosmodrome with a tour of a Soyuz-2 launch facility, the "
      "Kremlin spokesman Dmitry Peskov said. The choice of Vostochny Cosmodrome suggests that Kim seeks help. North "
      "Korea has failed twice. Kim brought Jo Chun-ryong, a party official, with him.");
  CHECK(count(names, "person:Kim Jong-un") == 1);
  CHECK(count(names, "person:Vladimir Putin") == 1);
  CHECK(count(names, "person:Dmitry Peskov") == 1);
  CHECK(count(names, "person:Jo Chun-ryong") == 1);
  CHECK(count(names, "person:Kim") == 2);
  CHECK(count(names, "place:Russia") == 1);
  CHECK(count(names, "place:Ukraine") == 1);
  CHECK(count(names, "place:North Korea") == 1);
  CHECK(count(names, "place:Vostochny Cosmodrome") == 1);
  for (const std::string& name : names) {
    CHECK(name.find("North Korean") == std::string::npos);
    CHECK(name.find("Soyuz") == std::string::npos);
  }
}

TEST_CASE("spans are in order, do not overlap and stay within their field") {
  TaggedText text;
  Article article;
  article.title = "Angela Merkel visits Paris";
  article.summary = "Angela Merkel met Emmanuel Macron in Paris on Monday.";
  article.body = "Chancellor Angela Merkel flew from Berlin to Paris. She met President Emmanuel Macron.";
  const auto& spans = text.tag(article);
  REQUIRE(spans.size() >= 6);
  std::uint32_t last = 0;
  for (const TaggedSpan& span : spans) {
    CHECK(span.first_token >= last);
    CHECK(span.last_token > span.first_token);
    last = span.last_token;
    const std::uint32_t body = text.analysed().title_tokens + text.analysed().summary_tokens;
    const auto field = span.first_token < text.analysed().title_tokens ? ArticleField::title
                       : span.first_token < body                       ? ArticleField::summary
                                                                       : ArticleField::body;
    CHECK(span.field == field);
  }
}

TEST_CASE("a headline in capitals has the names that the body has") {
  TaggedText text;
  const auto names = text.names("Chancellor Angela Merkel flew to Paris on Monday, her office said in Berlin.",
                                "ANGELA MERKEL FLIES TO PARIS");
  CHECK(count(names, "person:ANGELA MERKEL") == 1);
  CHECK(count(names, "place:PARIS") == 1);
}

TEST_CASE("other languages get what lists alone can tell") {
  TaggedText text;
  const auto names = text.names("Die Kanzlerin reiste gestern nach Frankreich und dann nach London.", {}, "de");
  CHECK(count(names, "place:London") == 1);
  CHECK(names.size() == 1);
}

TEST_CASE("an article without words has no names") {
  TaggedText text;
  CHECK(text.names("").empty());
  CHECK(text.names(" .,!? \n\n").empty());
}

TEST_CASE("seats of government are no people, and where one goes is no part of them") {
  TaggedText text;
  const auto names = text.names(
      "The Kremlin has confirmed the visit. Kremlin spokesman Dmitry Peskov spoke in Moscow. If munitions trickle from "
      "the Kremlin to Russia's front, it will speak to desperation. Whitehall and the Elysee disagreed.");
  CHECK(count(names, "organisation:Kremlin") == 3);
  CHECK(count(names, "place:Russia") == 1);
  CHECK(count(names, "person:Whitehall") == 0);
  CHECK(count(names, "person:Elysee") == 0);
}

TEST_CASE("the day on which somebody did something is no part of the name") {
  TaggedText text;
  const auto names = text.names("A court freed Marta Kowalewska Monday. President Abdullah Thursday met Ana Petrova.");
  CHECK(count(names, "person:Marta Kowalewska") == 1);
  CHECK(count(names, "person:Ana Petrova") == 1);
  CHECK(count(names, "person:Abdullah Thursday") == 0);
}

TEST_CASE("a form of address makes a person of what lists know as a town") {
  TaggedText text;
  CHECK(text.names("\"It is dangerous,\" Mr Birmingham told reporters.") ==
        std::vector<std::string>{"person:Birmingham"});
}

TEST_CASE("an office or a company of a country is no place") {
  TaggedText text;
  const auto names = text.names("The U.S. Agriculture Department said farmers will get less. The U.S. Supreme Court "
                                "agreed, and the United States did not comment.");
  CHECK(count(names, "organisation:U.S. Agriculture Department") == 1);
  CHECK(count(names, "place:U.S. Supreme Court") == 0);
  CHECK(count(names, "place:United States") == 1);
}

TEST_CASE("what reports abbreviate and legal forms are no names by themselves") {
  TaggedText text;
  for (const std::string& name : text.names("Shr 12 cts vs 10 cts. Oper shr 9 cts. Revs 3.1 mln N.Z. Dlrs vs 2.9 mln "
                                            "H.K. Dlrs. Harlow Mills Co Ltd said so. Co Inc. Ltd.")) {
    CHECK(name.find("Shr") == std::string::npos);
    CHECK(name.find("Dlrs") == std::string::npos);
    CHECK(name != "organisation:Co Inc");
    CHECK(name != "organisation:Ltd");
  }
}

TEST_CASE("what a page puts around an article is no part of names") {
  TaggedText text;
  const auto names =
      text.names("According to officials in Ukraine, Russia fired missiles.\n"
                 "United States Latest News, United States Headlines\n"
                 "Kim tells Putin: I support your battle with the westTalks between Vladimir Putin and Kim "
                 "began on Wednesday after negotiationsNorth Korea's leader met officials in Ukraine.");
  CHECK(count(names, "place:United States Latest News") == 0);
  CHECK(count(names, "place:United States") >= 1);
  CHECK(count(names, "organisation:westTalks") == 0);
  CHECK(count(names, "place:Korea") == 0);
  CHECK(count(names, "place:Ukraine") == 2);
}
