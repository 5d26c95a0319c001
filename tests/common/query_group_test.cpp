#include "common/query/query_parser.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace akin::query;

namespace {

/// What a query means, written out.
std::string meaning(const std::string& text) { return to_string(parse(text).root); }

} // namespace

TEST_CASE("words are optional, signs make them required or excluded") {
  CHECK(meaning("kim putin") == "kim putin");
  CHECK(meaning("+kim putin -trump") == "+kim putin -trump");
  CHECK(meaning("+kim") == "kim");
  CHECK(meaning("+(a b) -(c d) -\"e f\"") == "+(a b) -(c d) -\"e f\"");
}

TEST_CASE("AND binds tighter than OR and than standing side by side") {
  CHECK(meaning("a AND b") == "+a +b");
  CHECK(meaning("a AND b OR c") == "(+a +b) c");
  CHECK(meaning("a b AND c d") == "a (+b +c) d");
  CHECK(meaning("(a OR b) AND c") == "+(a b) +c");
  CHECK(meaning("a OR b") == "a b");
}

TEST_CASE("NOT excludes, and two of them undo each other") {
  CHECK(meaning("a NOT b") == "a -b");
  CHECK(meaning("a AND NOT b") == "+a -b");
  CHECK(meaning("NOT NOT a") == "a");
  CHECK(meaning("a NOT -b") == "a b");
  CHECK(meaning("NOT (a b)") == "-(a b)");
}

TEST_CASE("a query of exclusions alone is a boolean without other clauses") {
  const Node root = parse("-kim").root;
  REQUIRE(root.kind == Kind::boolean);
  REQUIRE(root.clauses.size() == 1);
  CHECK(root.clauses[0].occur == Occur::must_not);
  CHECK(meaning("NOT a -b") == "-a -b");
}

TEST_CASE("conditions on metadata restrict, several on one field meaning any of them") {
  CHECK(meaning("kim source:a") == "+kim +source:a");
  CHECK(meaning("kim putin place:x") == "+(kim putin) +place:x");
  CHECK(meaning("kim source:a tag:t source:b") == "+kim +(source:a OR source:b) +tag:t");
  CHECK(meaning("source:a source:b") == "source:a OR source:b");
  CHECK(meaning("(source:a source:b) kim") == "+(source:a OR source:b) +kim");
  CHECK(meaning("source:a -kim") == "+source:a -kim");
}

TEST_CASE("words beside a condition stay optional when something else is required") {
  CHECK(meaning("+kim putin source:a") == "+kim putin +source:a");
  CHECK(meaning("+source:a kim") == "+source:a kim");
}

TEST_CASE("a condition beside OR is optional like a word") {
  CHECK(meaning("kim OR source:a") == "kim OR source:a");
  CHECK(meaning("source:a OR person:b") == "source:a OR person:b");
  CHECK(meaning("kim source:a OR putin") == "kim OR source:a OR putin");
}

TEST_CASE("conditions work with AND and NOT") {
  CHECK(meaning("kim AND source:a") == "+kim +source:a");
  CHECK(meaning("kim NOT source:a") == "kim -source:a");
  CHECK(meaning("kim AND source:a putin") == "(+kim +source:a) putin");
}
