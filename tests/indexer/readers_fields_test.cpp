#include "common/error.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::indexer;
using Strings = std::vector<std::string>;

namespace {

Article json(std::string_view object, const InputOptions& options = {}) {
  return article_of("a.json", object, options);
}

Record record_of(std::string_view object) {
  auto reading = read_file("a.jsonl", object);
  REQUIRE(reading.records.size() == 1);
  return std::move(reading.records.front());
}

std::string rejection_of(std::string_view object) {
  const auto reading = read_file("a.jsonl", object);
  REQUIRE(reading.rejections.size() == 1);
  return reading.rejections.front().reason;
}

} // namespace

TEST_CASE("the usual names of fields are understood, letter case and underscores aside") {
  const auto article = json(R"({"_id":"a1","Link":"https://example.org/a","headLine":"Title","article_body":"Text",
    "Standfirst":"Sum","date-published":"2023-09-13","dateModified":"2023-09-14","site_name":"Post","byline":"By Jane Doe",
    "keywords":"space, rockets","section":"World","inLanguage":"en","imageUrl":"https://example.org/i.png",
    "persons":["Kim Jong-un"],"location":"Paris, Texas","orgs":["Roscosmos"]})");
  CHECK(article.id == "a1");
  CHECK(article.url == "https://example.org/a");
  CHECK(article.title == "Title");
  CHECK(article.body == "Text");
  CHECK(article.summary == "Sum");
  CHECK(article.published == parse_timestamp("2023-09-13"));
  CHECK(article.updated == parse_timestamp("2023-09-14"));
  CHECK(article.source == "Post");
  CHECK(article.authors == Strings{"Jane Doe"});
  CHECK(article.tags == Strings{"space", "rockets"});
  CHECK(article.section == "World");
  CHECK(article.language == "en");
  CHECK(article.image == "https://example.org/i.png");
  CHECK(article.people == Strings{"Kim Jong-un"});
  CHECK(article.places == Strings{"Paris, Texas"});
  CHECK(article.organisations == Strings{"Roscosmos"});
  CHECK(article.extra.empty());
}

TEST_CASE("an own name wins over its synonyms, which are kept when they are scalars") {
  const auto article =
      json(R"({"headline":"Other","title":"Title","text":"Other text","body":"Text","keywords":["k"],"tags":["t"]})");
  CHECK(article.title == "Title");
  CHECK(article.body == "Text");
  CHECK(article.tags == Strings{"t"});
  REQUIRE(article.extra.size() == 2);
  CHECK(article.extra[0].first == "headline");
  CHECK(std::get<std::string>(article.extra[0].second) == "Other");
}

TEST_CASE("an empty field leaves its place to a synonym") {
  CHECK(json(R"({"title":"","headline":"Title","body":null,"content":"Text"})").title == "Title");
  CHECK(json(R"({"title":" ","headline":"Title","body":null,"content":"Text"})").body == "Text");
}

TEST_CASE("a given mapping wins over everything and reaches into objects") {
  InputOptions options;
  options.field_map = {{"title", "headline.main"}, {"body", "lead"}, {"source", "meta.site.name"}};
  const auto article = json(
      R"({"title":"Not this","headline":{"main":"Title"},"lead":"Text","meta":{"site":{"name":"Post"}}})", options);
  CHECK(article.title == "Title");
  CHECK(article.body == "Text");
  CHECK(article.summary.empty());
  CHECK(article.source == "Post");
}

TEST_CASE("a mapping to no field is an error that lists the fields") {
  InputOptions options;
  options.field_map = {{"headline", "x"}};
  CHECK_THROWS_WITH_AS(read({"nowhere"}, options), doctest::Contains("headline=x"), Error);
}

TEST_CASE("scalars without meaning are kept in order and in type, other things are left out") {
  const auto article =
      json(R"({"b":"text","title":"T","a":7,"flag":true,"share":0.5,"nothing":null,"list":[1],"object":{"x":1}})");
  const std::vector<std::pair<std::string, Scalar>> expected = {
      {"b", std::string("text")}, {"a", std::int64_t{7}}, {"flag", true}, {"share", 0.5}};
  CHECK(article.extra == expected);
}

TEST_CASE("numbers and booleans become text where text is wanted") {
  CHECK(json(R"({"id":17,"title":1984})").id == "17");
  CHECK(json(R"({"id":17,"title":1984})").title == "1984");
  CHECK(json(R"({"id":true,"title":"T","tags":[2023,"space"]})").tags == Strings{"2023", "space"});
}

TEST_CASE("objects that wrap a text are opened") {
  const auto article =
      json(R"({"title":{"rendered":"Rockets &#038; talks"},"content":{"rendered":"<p>One</p><p>Two</p>"},
    "publisher":{"@type":"Organization","name":"Post"},"author":[{"name":"Jane Doe"},{"name":"John Roe"}],
    "image":{"url":"https://example.org/i.png","width":3},"_id":{"$oid":"65a"}})");
  CHECK(article.title == "Rockets & talks");
  CHECK(article.body == "One\n\nTwo");
  CHECK(article.source == "Post");
  CHECK(article.authors == Strings{"Jane Doe", "John Roe"});
  CHECK(article.image == "https://example.org/i.png");
  CHECK(article.id == "65a");
}

TEST_CASE("authors are parted as bylines are written") {
  const auto authors = [](const std::string& byline) {
    return json("{\"title\":\"T\",\"author\":\"" + byline + "\"}").authors;
  };
  CHECK(authors("By Jane Doe and John Roe") == Strings{"Jane Doe", "John Roe"});
  CHECK(authors("Jane Doe, John Roe, and Ann Poe") == Strings{"Jane Doe", "John Roe", "Ann Poe"});
  CHECK(authors("Jane Doe & John Roe") == Strings{"Jane Doe", "John Roe"});
  CHECK(authors("Doe, Jane; Roe, John") == Strings{"Doe, Jane", "Roe, John"});
  CHECK(authors("Doe, Jane") == Strings{"Doe, Jane"});
  CHECK(authors("Byron Anderson") == Strings{"Byron Anderson"});
  CHECK(authors(" ").empty());
}

TEST_CASE("HTML in a body is stripped, and what merely looks like it is not") {
  CHECK(json(R"({"title":"T","body":"<p>One</p><p>Two</p>"})").body == "One\n\nTwo");
  CHECK(json(R"({"title":"T","body":"One<br>Two<br/>Three"})").body.find('<') == std::string::npos);
  for (const auto* text : {"Shares of <IBM> rose", "<unk> said x < y and p > q", "if a<b then stop"}) {
    CHECK(json(std::string(R"({"title":"T","body":")") + text + "\"}").body == text);
  }
}

TEST_CASE("paragraphs given as a list are joined") {
  CHECK(json(R"({"title":"T","body":["One","Two"]})").body == "One\n\nTwo");
}

TEST_CASE("dates are read as text, as Unix times and from wrappers") {
  const auto published = [](const std::string& value) {
    return json("{\"title\":\"T\",\"date\":" + value + "}").published;
  };
  const auto expected = parse_timestamp("2023-09-13T08:00:00Z");
  REQUIRE(expected);
  CHECK(published("\"Wed, 13 Sep 2023 08:00:00 GMT\"") == expected);
  CHECK(published("1694592000") == expected);
  CHECK(published("1694592000000") == expected);
  CHECK(published("1694592000.25") == expected);
  CHECK(published("{\"$date\":\"2023-09-13T08:00:00Z\"}") == expected);
  CHECK(published("946684800") == parse_timestamp("2000-01-01"));
}

TEST_CASE("an unreadable date is a warning, and its text is kept") {
  const auto record = record_of(R"({"title":"T","published":"soon","pubDate":"2023-09-13","updated":"never"})");
  CHECK(record.article.published == parse_timestamp("2023-09-13"));
  CHECK_FALSE(record.article.updated);
  REQUIRE(record.warnings.size() == 2);
  CHECK(record.warnings[0] == "published: cannot read the date \"soon\"");
  const std::vector<std::pair<std::string, Scalar>> kept = {{"published_text", std::string("soon")},
                                                            {"updated_text", std::string("never")}};
  CHECK(record.article.extra == kept);
  const auto by_synonym = record_of(R"({"title":"T","date":"soon"})");
  REQUIRE(by_synonym.article.extra.size() == 1);
  CHECK(by_synonym.article.extra[0].first == "date");
}

TEST_CASE("a blank date is no date and is not kept as anything else") {
  for (const char* blank : {"", "  "}) {
    const auto record =
        record_of(std::string(R"({"title":"T","body":"B","published":")") + blank + R"(","updated":""})");
    CHECK_FALSE(record.article.published);
    CHECK(record.article.extra.empty());
    CHECK(record.warnings.empty());
  }
  CHECK(json(R"({"title":"T","published":"","date":"2023-09-13"})").published == parse_timestamp("2023-09-13"));
}

TEST_CASE("a field of the wrong type is named: in a warning when the rest suffices, else in the rejection") {
  const auto kept = record_of(R"({"title":{"a":1},"body":"Text"})");
  REQUIRE(kept.warnings.size() == 1);
  CHECK(kept.warnings[0] == "title: an object instead of text, left out");
  const auto reason = rejection_of(R"({"title":{"a":1}})");
  CHECK(reason.find("neither title nor body; title: an object instead of text") == 0);
  CHECK(record_of(R"({"title":"T","tags":[{"x":1}]})").warnings[0] ==
        "tags: a list instead of text or a list of texts, left out");
}

TEST_CASE("an article needs a title or a body") {
  for (const auto* object : {"{}", R"({"title":" ","body":"\u00a0\n"})", R"({"summary":"Sum"})"}) {
    CHECK(rejection_of(object).find("neither title nor body") == 0);
  }
}

TEST_CASE("an id comes from the record, else its address, else its content") {
  CHECK(json(R"({"id":" a b ","title":"T"})").id == "a b");
  CHECK(json(R"({"url":"http://www.example.org/a/?utm_source=x#top","title":"T"})").id == "https://example.org/a");
  const auto by_content = json(R"({"title":"T","body":"B"})").id;
  CHECK(by_content.size() == 32);
  CHECK(json(R"({"body":"B","title":"T","tags":"x"})").id == by_content);
  CHECK(json(R"({"title":"T","body":"C"})").id != by_content);
  CHECK(json(R"({"title":"TB"})").id != by_content);
  CHECK(json("{\"title\":\"T\",\"url\":\"https://example.org/" + std::string(3000, 'a') + "\"}").id.size() == 32);
}

TEST_CASE("an id that cannot be used is rejected with the reason") {
  CHECK(json("{\"title\":\"T\",\"id\":\"" + std::string(2048, 'a') + "\"}").id.size() == 2048);
  CHECK(rejection_of("{\"title\":\"T\",\"id\":\"" + std::string(2049, 'a') + "\"}").find("2049 bytes") !=
        std::string::npos);
  CHECK(rejection_of(R"({"title":"T","id":"a\tb"})").find("control characters") != std::string::npos);
  CHECK(json(R"({"title":"T","id":"a  b"})").id == "a  b");
}

TEST_CASE("the language of the options is for articles that name none") {
  InputOptions options;
  options.language = "de";
  CHECK(json(R"({"title":"T"})", options).language == "de");
  CHECK(json(R"({"title":"T","lang":"fr"})", options).language == "fr");
}
