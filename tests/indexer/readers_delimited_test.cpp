#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::indexer;
using Strings = std::vector<std::string>;

TEST_CASE("rows of CSV are articles, fields in quotes hold delimiters, quotes and line ends") {
  const auto reading = read_file("a.csv", "\xEF\xBB\xBFid,headline,text,pages\r\n"
                                          "1,\"Talks, and \"\"more\"\"\",\"Line one\nline two\",3\r\n"
                                          "\r\n"
                                          "2,Plain,,\r\n");
  REQUIRE(reading.records.size() == 2);
  CHECK(reading.records[0].article.title == "Talks, and \"more\"");
  CHECK(reading.records[0].article.body == "Line one\nline two");
  REQUIRE(reading.records[0].article.extra.size() == 1);
  CHECK(std::get<std::string>(reading.records[0].article.extra[0].second) == "3");
  CHECK(reading.records[0].origin.line == 2);
  CHECK(reading.records[1].origin.line == 5);
  CHECK(reading.records[1].article.extra.empty());
  CHECK(reading.rejections.empty());
}

TEST_CASE("the delimiter is told by the header row") {
  for (const std::string delimiter : {",", ";", "\t", "|"}) {
    const auto text = "id" + delimiter + "title\n1" + delimiter + "One\n";
    CHECK(read_file("a.csv", text).titles() == Strings{"One"});
  }
  CHECK(read_file("a.tsv", "id\ttitle\n1\tOne, two; three\n").titles() == Strings{"One, two; three"});
}

TEST_CASE("without a title or body column there is one rejection that says how to name it") {
  const auto reading = read_file("a.csv", "1,One\n2,Two\n");
  CHECK(reading.records.empty());
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].reason.find("--map title=COLUMN") != std::string::npos);
  InputOptions options;
  options.field_map = {{"title", "what"}};
  CHECK(read_file("a.csv", "nr,what\n1,One\n", options).titles() == Strings{"One"});
}

TEST_CASE("rows that do not fit the header are told") {
  const auto reading = read_file("a.csv", "title,text\nOne,1,2\nTwo\nThree,3\n");
  CHECK(reading.titles() == Strings{"Two", "Three"});
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].origin.line == 2);
  CHECK(reading.rejections[0].reason.find("3 fields, but the header has 2") == 0);
  CHECK(reading.records[0].warnings == Strings{"1 fields, but the header has 2"});
}

TEST_CASE("a quote that is never closed is rejected with the line it opens on") {
  const auto reading = read_file("a.csv", "title,text\nOne,1\nTwo,\"open\nThree,3\n");
  CHECK(reading.titles() == Strings{"One"});
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].origin.line == 3);
  CHECK(reading.rejections[0].reason.find("never closed") != std::string::npos);
}

TEST_CASE("a row beyond the limit is passed over, up to the next line end") {
  InputOptions options;
  options.max_record_bytes = 2000;
  const auto reading =
      read_file("a.csv", "title,text\nOne,1\nLong," + std::string(600'000, 'x') + "\nTwo,2\n", options);
  CHECK(reading.titles() == Strings{"One", "Two"});
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].origin.line == 3);
}

TEST_CASE("CSV in other character sets is converted") {
  const std::string latin1 = "title,text\nFra\xEE"
                             "ches nouvelles de Gen\xE8ve,L'\xE9t\xE9 \xE0 la montagne a \xE9t\xE9 tr\xE8s chaud\n";
  CHECK(read_file("a.csv", latin1).titles() == Strings{"Fra\u00EEches nouvelles de Gen\u00E8ve"});
  const std::string utf16("\xFF\xFEt\0i\0t\0l\0e\0\n\0\xE9\0t\0\xE9\0\n\0", 22);
  CHECK(read_file("a.tsv", utf16).titles() == Strings{"\u00E9t\u00E9"});
}

TEST_CASE("broken UTF-8 beyond the part that tells the character set is repaired in its row alone") {
  std::string text = "title,text\n";
  for (int i = 0; i < 9000; ++i) {
    text += "Row \u00E9 " + std::to_string(i) + ",some more text in the row\n";
  }
  text += "Bad \xFF row,x\nGood row,y\n";
  const auto reading = read_file("a.csv", text);
  REQUIRE(reading.records.size() == 9002);
  CHECK(reading.records[9000].article.title == "Bad \uFFFD row");
  CHECK(reading.records[9000].warnings.size() == 1);
  CHECK(reading.records[9001].warnings.empty());
}
