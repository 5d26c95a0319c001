#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::indexer;
using Strings = std::vector<std::string>;

TEST_CASE("each line of JSON Lines is an article, and records know their lines") {
  const auto reading = read_file("a.jsonl", "{\"id\":\"1\",\"title\":\"One\"}\n\n{\"id\":\"2\",\"title\":\"Two\"}\r\n"
                                            "{\"id\":\"3\",\"title\":\"Three\"}");
  CHECK(reading.titles() == Strings{"One", "Two", "Three"});
  CHECK(reading.rejections.empty());
  REQUIRE(reading.records.size() == 3);
  CHECK(reading.records[1].origin.line == 3);
  CHECK(reading.records[1].article.id == "2");
}

TEST_CASE("a malformed line is rejected with its number and the others are read") {
  const auto reading = read_file("a.jsonl", "{\"title\":\"One\"}\n{\"title\":\n[1]\n{\"title\":\"Two\"}\n");
  CHECK(reading.titles() == Strings{"One", "Two"});
  REQUIRE(reading.rejections.size() == 2);
  CHECK(reading.rejections[0].origin.line == 2);
  CHECK(reading.rejections[0].reason.find("not valid JSON") == 0);
  CHECK(reading.rejections[0].reason.find("(fix or remove the record)") != std::string::npos);
  CHECK(reading.rejections[1].origin.line == 3);
  CHECK(reading.rejections[1].reason.find("not a JSON object") == 0);
}

TEST_CASE("a line beyond the limit is passed over without the rest suffering") {
  InputOptions options;
  options.max_record_bytes = 1000;
  const auto reading = read_file(
      "a.jsonl", "{\"title\":\"One\"}\n{\"title\":\"" + std::string(700'000, 'x') + "\"}\n{\"title\":\"Two\"}\n",
      options);
  CHECK(reading.titles() == Strings{"One", "Two"});
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].origin.line == 2);
  CHECK(reading.rejections[0].reason.find("longer than the limit of 1000 bytes") != std::string::npos);
}

TEST_CASE("a line of exactly the limit is read and one byte more is not") {
  InputOptions options;
  options.max_record_bytes = 15;
  CHECK(read_file("a.jsonl", "{\"title\":\"four\"}\n", options).records.empty());
  CHECK(read_file("a.jsonl", "{\"title\":\"fou\"}\n", options).titles() == Strings{"fou"});
}

TEST_CASE("a JSON array gives its objects, and a damaged one spoils no other") {
  const auto reading =
      read_file("a.json", "[\n {\"title\":\"One\"},\n {\"title\": tru},\n 7,\n {\"title\":\"Two\"}\n]\n");
  CHECK(reading.titles() == Strings{"One", "Two"});
  REQUIRE(reading.rejections.size() == 2);
  CHECK(reading.rejections[0].origin.line == 3);
  CHECK(reading.rejections[1].origin.line == 4);
  REQUIRE(reading.records.size() == 2);
  CHECK(reading.records[1].origin.line == 5);
}

TEST_CASE("a JSON array that is cut short gives what came before") {
  for (const auto* rest : {"", ",", ", {\"title\":\"Tw"}) {
    const auto reading = read_file("a.json", std::string("[{\"title\":\"One\"}") + rest);
    CHECK(reading.titles() == Strings{"One"});
    REQUIRE(reading.rejections.size() == 1);
    CHECK(reading.rejections[0].reason.find("cut short") != std::string::npos);
  }
}

TEST_CASE("articles are found inside the object that wraps them") {
  const auto wrapped =
      read_file("a.json", "{\"status\":\"ok\",\n\"articles\":[\n{\"title\":\"One\"},\n{\"title\":\"Two\"}]}");
  CHECK(wrapped.titles() == Strings{"One", "Two"});
  REQUIRE(wrapped.records.size() == 2);
  CHECK(wrapped.records[1].origin.line == 4);
  CHECK(read_file("a.json", R"({"response":{"docs":[{"headline":"One"}]}})").titles() == Strings{"One"});
  CHECK(read_file("a.json", R"({"title":"My archive","posts":[{"title":"One","text":"t"}]})").titles() ==
        Strings{"One"});
  CHECK(read_file("a.json", R"({"articles":[]})").rejections.empty());
}

TEST_CASE("an article with lists of its own is one article") {
  const auto article = article_of("a.json", R"({"title":"One","authors":[{"name":"Jane Doe"},{"name":"John Roe"}]})");
  CHECK(article.title == "One");
  CHECK(article.authors == Strings{"Jane Doe", "John Roe"});
}

TEST_CASE("a .json file may hold JSON Lines, or objects one after another") {
  CHECK(read_file("a.json", "{\"title\":\"One\"}\n{\"title\":\"Two\"}\n").titles() == Strings{"One", "Two"});
  CHECK(read_file("a.json", "{\n\"title\":\"One\"\n}\n{\n\"title\":\"Two\"\n}\n").titles() == Strings{"One", "Two"});
  CHECK(read_file("a.jsonl", "[{\"title\":\"One\"},{\"title\":\"Two\"}]").titles() == Strings{"One", "Two"});
}

TEST_CASE("what is no JSON at all is one rejection") {
  for (const auto* text : {"", "  \n", "hello, world", "\"title\""}) {
    const auto reading = read_file("a.json", text);
    CHECK(reading.records.empty());
    CHECK(reading.rejections.size() == 1);
  }
}

TEST_CASE("a JSON Feed lends its title, authors and language to its items") {
  const auto reading = read_file("feed.json", R"({"version":"https://jsonfeed.org/version/1.1","title":"Harbour Post",
    "language":"en-GB","authors":[{"name":"The Desk"}],"items":[
    {"id":"1","url":"https://harbour.example/1","title":"One","content_html":"<p>First.</p><p>Second.</p>",
     "date_published":"2023-09-13T08:00:00Z"},
    {"id":"2","content_text":"Two","authors":[{"name":"Jane Doe"}]}]})");
  REQUIRE(reading.records.size() == 2);
  const auto& first = reading.records[0].article;
  CHECK(first.id == "1");
  CHECK(first.source == "Harbour Post");
  CHECK(first.language == "en-GB");
  CHECK(first.authors == Strings{"The Desk"});
  CHECK(first.body == "First.\n\nSecond.");
  CHECK(first.published == parse_timestamp("2023-09-13T08:00:00Z"));
  CHECK(reading.records[1].article.body == "Two");
  CHECK(reading.records[1].article.authors == Strings{"Jane Doe"});
}

TEST_CASE("nesting beyond the bound is rejected, whatever its depth") {
  const auto nested = [](std::size_t depth) {
    return "{\"title\":\"One\",\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "}\n";
  };
  CHECK(read_file("a.jsonl", nested(40)).records.size() == 1);
  for (const std::size_t depth : {100U, 100'000U}) {
    const auto reading = read_file("a.jsonl", nested(depth));
    REQUIRE(reading.rejections.size() == 1);
    CHECK(reading.rejections[0].reason.find("nested more than 64 levels") != std::string::npos);
  }
}

TEST_CASE("broken UTF-8, NULs and lone surrogates are mended with a warning") {
  struct Case {
    std::string line;
    std::string title;
    std::string warning;
  };
  const std::vector<Case> cases = {
      {"{\"title\":\"caf\xE9 noir\"}", "caf\xEF\xBF\xBD noir", "broken UTF-8"},
      {"{\"title\":\"a\xED\xA0\x80z\"}", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz", "broken UTF-8"},
      {std::string("{\"title\":\"a\0z\"}", 15), "az", "NUL"},
      {R"({"title":"a\u0000z"})", "az", "NUL"},
      {R"({"title":"a\ud83dz"})", "a\xEF\xBF\xBDz", "unpaired surrogates"},
      {R"({"title":"a\udc00z"})", "a\xEF\xBF\xBDz", "unpaired surrogates"},
      {R"({"title":"\ud83d\u0041 \\ud83d"})", "\xEF\xBF\xBD\x41 \\ud83d", "unpaired surrogates"},
  };
  for (const auto& each : cases) {
    const auto reading = read_file("a.jsonl", each.line + "\n{\"title\":\"after\"}\n");
    REQUIRE(reading.records.size() == 2);
    CHECK(reading.records[0].article.title == each.title);
    REQUIRE(reading.records[0].warnings.size() == 1);
    CHECK(reading.records[0].warnings[0].find(each.warning) != std::string::npos);
    CHECK(reading.records[1].warnings.empty());
  }
}

TEST_CASE("numbers that fit no type are kept as they are written") {
  const auto article =
      article_of("a.jsonl", R"({"id":123456789012345678901234567890,"title":"One","big":1e999,"n":-0.5})");
  CHECK(article.id == "123456789012345678901234567890");
  REQUIRE(article.extra.size() == 2);
  CHECK(std::get<std::string>(article.extra[0].second) == "1e999");
  CHECK(std::get<double>(article.extra[1].second) == -0.5);
}

TEST_CASE("a stop asked for by the visitor ends the reading") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.jsonl", "{\"title\":\"One\"}\n{\"title\":\"Two\"}\n");
  int seen = 0;
  InputVisitor visitor;
  visitor.record = [&](RawRecord&&) { return ++seen < 1; };
  read_inputs({path, path}, {}, visitor);
  CHECK(seen == 1);
}
