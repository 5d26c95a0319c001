#include "common/query/query_parser.hpp"

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

using namespace akin;
using namespace akin::query;

namespace {

std::string meaning(const std::string& text) { return to_string(parse(text).root); }

std::size_t warnings_of(const std::string& text) { return parse(text).warnings.size(); }

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i)
    text += piece;
  return text;
}

Timestamp at(const std::string& time) { return parse_timestamp(time).value(); }

} // namespace

TEST_CASE("a word keeps the form in which it was typed") {
  const Node root = parse("Zürich").root;
  CHECK(root.kind == Kind::word);
  CHECK(root.field == Field::text);
  REQUIRE(root.words.size() == 1);
  CHECK(root.words[0].surface == "Zürich");
  CHECK(root.words[0].stems.empty());
}

TEST_CASE("a phrase keeps its words, order and slop") {
  const Node root = parse("\"Vostochny launch pad\"~5").root;
  CHECK(root.kind == Kind::phrase);
  CHECK(root.words.size() == 3);
  CHECK(root.words[2].surface == "pad");
  CHECK(root.slop == 5);
  CHECK(parse("\"a b\"~").root.slop == 0);
  CHECK(parse("\"a b\"~99999999999999999999").root.slop == 1000);
  CHECK(meaning("“curly quotes” count") == "\"curly quotes\" count");
  CHECK(meaning("\"single\"~3") == "single");
}

TEST_CASE("what is several words without a space is a phrase") {
  CHECK(meaning("Jong-un") == "Jong-un");
  CHECK(meaning("multi-stage/axial") == "multi-stage-axial");
  CHECK(parse("Jong-un").root == parse("Jong/un").root);
  CHECK(meaning("C-3PO") == "\"C 3PO\"");
  CHECK(meaning("北朝鮮") == "\"北朝 朝鮮\"");
  CHECK(meaning("AT&T 10:30") == "\"AT T\" \"10 30\"");
  CHECK(meaning("https://example.com/a") == "\"https example com a\"");
  CHECK(warnings_of("https://example.com/a 10:30") == 0);
}

TEST_CASE("in prose typed in capitals there are no operators") {
  CHECK(meaning("THE SUN AND THE MOON") == "THE SUN \"AND\" THE MOON");
  CHECK(warnings_of("THE SUN AND THE MOON") == 1);
  CHECK(meaning("NATO AND EU") == "+NATO +EU");
  CHECK(meaning("THE (SUN AND MOON)") == "THE (+SUN +MOON)");
  CHECK(meaning("THE Sun AND Moon") == "THE (+Sun +Moon)");
}

TEST_CASE("a sentence of a script without spaces is its words, not one long phrase") {
  const Node root = parse("金正恩访问俄罗斯远东").root;
  CHECK(root.kind == Kind::boolean);
  CHECK(root.clauses.size() == 9);
}

TEST_CASE("every field has its prefix, in any case, with plain and quoted values") {
  const std::vector<std::pair<std::string, Field>> fields{{"person", Field::person},
                                                          {"people", Field::person},
                                                          {"place", Field::place},
                                                          {"places", Field::place},
                                                          {"org", Field::organisation},
                                                          {"organisation", Field::organisation},
                                                          {"organisations", Field::organisation},
                                                          {"source", Field::source},
                                                          {"tag", Field::tag},
                                                          {"author", Field::author},
                                                          {"section", Field::section},
                                                          {"lang", Field::language},
                                                          {"Person", Field::person}};
  for (const auto& [name, field] : fields) {
    const Node plain = parse(name + ":Kim").root;
    CHECK(plain.kind == Kind::value);
    CHECK(plain.field == field);
    CHECK(plain.text == "Kim");
    CHECK(parse(name + ":\"Kim  Jong-un \"").root.text == "Kim Jong-un");
  }
  CHECK(parse(R"(source:"a \"b\" \\c")").root.text == R"(a "b" \c)");
}

TEST_CASE("title: takes words, phrases, prefixes and brackets") {
  const Node word = parse("title:summit").root;
  CHECK(word.kind == Kind::word);
  CHECK(word.field == Field::title);
  CHECK(meaning("title:\"moon landing\"~2") == "title:\"moon landing\"~2");
  CHECK(meaning("title:astro*") == "title:astro*");
  CHECK(meaning("title:(moon AND \"landing site\") mars") == "(+title:moon +title:\"landing site\") mars");
}

TEST_CASE("dates give half-open ranges with both named ends inside") {
  const auto range = [](const std::string& text) { return parse(text).root.range; };
  CHECK(range("date:2023-09").begin == at("2023-09-01"));
  CHECK(range("date:2023-09").end == at("2023-10-01"));
  CHECK(range("date:2023-09-01..2023-09-30").begin == at("2023-09-01"));
  CHECK(range("date:2023-09-01..2023-09-30").end == at("2023-10-01"));
  CHECK(range("date:2023-09-01..").begin == at("2023-09-01"));
  CHECK(!range("date:2023-09-01..").end);
  CHECK(!range("date:..2022").begin);
  CHECK(range("date:..2022").end == at("2023-01-01"));
  CHECK(range("date:>2023-09-01").begin == at("2023-09-02"));
  CHECK(range("date:>=2023-09-01").begin == at("2023-09-01"));
  CHECK(range("date:<2023").end == at("2023-01-01"));
  CHECK(range("date:<=2023").end == at("2024-01-01"));
  CHECK(range("date:\"2023-09\"").end == at("2023-10-01"));
  CHECK(parse("date:2023").root.kind == Kind::date);
}

TEST_CASE("a range the wrong way round is turned, with a warning") {
  const ParsedQuery query = parse("date:2023..2021");
  CHECK(query.root.range.begin == at("2021-01-01"));
  CHECK(query.root.range.end == at("2024-01-01"));
  CHECK(query.warnings.size() == 1);
}

TEST_CASE("what is no date is searched as words, with a warning") {
  CHECK(meaning("date:yesterday") == "yesterday");
  for (const char* text : {"date:2023-13", "date:..", "date:>", "date:", "date:>=", "date:2023-09-01...", "date:a..b"})
    CHECK_MESSAGE(warnings_of(text) > 0, text);
}

TEST_CASE("a prefix needs three letters and stands at the end of one word") {
  const Node root = parse("Vosto*").root;
  CHECK(root.kind == Kind::prefix);
  CHECK(root.words[0].surface == "Vosto");
  CHECK(meaning("öst*") == "öst*");
  for (const char* text : {"vo*", "a*", "*", "v*o", "Jong-un*", "**", "vosto**", "don'*"}) {
    CHECK_MESSAGE(parse(text).root.kind != Kind::prefix, text);
    CHECK_MESSAGE(warnings_of(text) > 0, text);
  }
}

TEST_CASE("an operator without two sides is a word, with a warning where it stands") {
  CHECK(meaning("AND") == "\"AND\"");
  CHECK(meaning("OR x") == "\"OR\" x");
  CHECK(meaning("a AND") == "a \"AND\"");
  CHECK(meaning("(a OR) b") == "(a \"OR\") b");
  CHECK(meaning("NOT") == "\"NOT\"");
  CHECK(meaning("a AND AND b") == "+a +b");
  const ParsedQuery query = parse("kim AND");
  REQUIRE(query.warnings.size() == 1);
  CHECK(query.warnings[0].offset == 4);
  CHECK(meaning("and or not") == "and or not");
  CHECK(meaning("\"AND\" +OR") == "\"AND\" +\"OR\"");
}

TEST_CASE("odd queries are searched as words") {
  CHECK(meaning("C++") == "C");
  CHECK(meaning("foo:bar") == "foo bar");
  CHECK(meaning("-foo:bar") == "-(foo bar)");
  CHECK(meaning("title:") == "title");
  CHECK(meaning("title: moon") == "title moon");
  CHECK(meaning("--help") == "help");
  CHECK(meaning("well-known - fact") == "well-known fact");
  CHECK(meaning("a \"b c") == "a b c");
  CHECK(meaning("a) b (c") == "a b c");
  CHECK(meaning(std::string("a\0b\x01"
                            "c",
                            5)) == "a b c");
  CHECK(meaning("a\xff"
                "b") == "\"a b\"");
  CHECK(meaning("日本　韓国") == "日本 韓国");
  for (const char* text : {"foo:bar", "title:", "--help", "a \"b c", "a) b", "(c", "+", "source:\" \"", "😀"})
    CHECK_MESSAGE(warnings_of(text) > 0, text);
}

TEST_CASE("a query without words finds nothing, and says so unless it is blank") {
  for (const char* text : {"", "  ", "\t\n"}) {
    CHECK(parse(text).root.kind == Kind::nothing);
    CHECK(warnings_of(text) == 0);
  }
  for (const char* text : {"\"", "((", "()", "+", "*", "!!!", "\"\"", "-", "+-+-"}) {
    CHECK_MESSAGE(parse(text).root.kind == Kind::nothing, text);
    CHECK_MESSAGE(warnings_of(text) > 0, text);
  }
}

TEST_CASE("warnings say where") {
  const ParsedQuery query = parse("kim foo:bar \"open");
  REQUIRE(query.warnings.size() == 2);
  CHECK(query.warnings[0].offset == 4);
  CHECK(query.warnings[1].offset == 12);
}

TEST_CASE("a query keeps to its limits, and says what was left out") {
  ParserLimits limits;
  limits.max_words = 3;
  const ParsedQuery words = parse("a b c d e", limits);
  CHECK(to_string(words.root) == "a b c");
  REQUIRE(words.warnings.size() == 1);
  CHECK(words.warnings[0].offset == 6);

  limits = {};
  limits.max_bytes = 4;
  CHECK(to_string(parse("kim putin", limits).root) == "kim");
  CHECK(parse("kim putin", limits).warnings.size() == 1);

  limits = {};
  limits.max_wildcards = 1;
  CHECK(to_string(parse("astro* cosmo*", limits).root) == "astro* cosmo");

  limits = {};
  limits.max_phrase_words = 2;
  CHECK(to_string(parse("\"a b c\"", limits).root) == "\"a b\"");

  limits = {};
  limits.max_depth = 1;
  CHECK(to_string(parse("(a +(b c) d) e", limits).root) == "(a b c d) e");
}

TEST_CASE("a million brackets, quotes or operators do no harm") {
  ParserLimits limits;
  limits.max_bytes = 10'000'000;
  limits.max_words = 1'000'000;
  limits.max_depth = 1'000'000;
  for (const char* piece :
       {"(", ")",    "()",      "\"", "\\\"",  "+",         "-",  "NOT ",  "AND ", "a AND ",
        "“", "foo:", "title:(", "*",  "date:", "source:a ", "a*", "((a) ", "~1",   "person:\"x\" OR "}) {
    CAPTURE(piece);
    const ParsedQuery query = parse(repeated(piece, 40'000), limits);
    CHECK(query.warnings.size() <= 20);
  }
  CHECK(to_string(parse(repeated("(", 1'000'000) + "a" + repeated(")", 1'000'000), limits).root) == "a");
}
