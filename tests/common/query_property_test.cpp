#include "common/query/query_parser.hpp"
#include "random_text.hpp"

#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <string>
#include <utility>

using namespace akin;
using namespace akin::query;

namespace {

constexpr std::array<std::string_view, 40> query_pieces{
    "kim",     "a",      " ",         " ",     " ",      "\"",     "\"",      "(",       ")",     "+",
    "-",       " AND ",  " OR ",      " NOT ", "NOT",    "title:", "person:", "source:", "date:", "2023-09",
    "..",      ">",      "<=",        "*",     "astro*", "~3",     "foo:",    "\\",      "“",     "”",
    "Jong-un", "北朝鮮", "ประเทศไทย", "'s",    "l'",     "\u00A0", "\xff",    "AND",     "9999",  "-date:2023"};

/// Limits that a printed tree, which may be longer and deeper than what it came from, does not reach.
ParserLimits wide_limits() {
  ParserLimits limits;
  limits.max_bytes = 1'000'000;
  limits.max_depth = 200;
  limits.max_words = limits.max_wildcards = 1'000'000;
  return limits;
}

void check_stable(const std::string& text) {
  const ParsedQuery query = parse(text);
  const std::string printed = to_string(query.root);
  const ParsedQuery again = parse(printed, wide_limits());
  CHECK_MESSAGE(again.root == query.root, text, " => ", printed, " => ", to_string(again.root));
  CHECK(std::all_of(query.warnings.begin(), query.warnings.end(),
                    [&](const Warning& warning) { return warning.offset <= text.size(); }));
}

constexpr std::array<std::string_view, 8> some_words{"kim", "Zürich", "don't", "3.5", "日本", "AND", "not", "ไทย"};
constexpr std::array<std::string_view, 5> some_values{"Kim Jong-un", "a\"b", "c\\", "x", "(OR) +y: 北朝鮮"};

Node random_leaf(Random& random) {
  Node node;
  const auto add_word = [&](std::size_t choices) {
    node.words.push_back({std::string(some_words[below(random, choices)]), {}});
  };
  node.field = below(random, 3) == 0 ? Field::title : Field::text;
  switch (below(random, 5)) {
  case 0:
    node.kind = Kind::word;
    add_word(some_words.size());
    break;
  case 1:
    node.kind = Kind::prefix;
    add_word(2);
    break;
  case 2:
    node.kind = Kind::phrase;
    for (std::size_t words = 2 + below(random, 4); words > 0; --words)
      add_word(some_words.size());
    node.slop = static_cast<unsigned>(below(random, 3));
    break;
  case 3:
    node.kind = Kind::value;
    node.field = static_cast<Field>(2 + below(random, 8));
    node.text = some_values[below(random, some_values.size())];
    break;
  default: {
    node.kind = Kind::date;
    node.field = Field::text;
    const auto first = static_cast<std::int64_t>(below(random, 2'000'000'000));
    const std::size_t open = below(random, 3);
    if (open != 0)
      node.range.begin = Timestamp{first};
    if (open != 1)
      node.range.end = Timestamp{first + 1 + static_cast<std::int64_t>(below(random, 100'000'000))};
  }
  }
  return node;
}

/// A tree that the parser could return.
Node random_tree(Random& random, std::size_t depth) {
  if (depth == 0 || below(random, 3) == 0)
    return random_leaf(random);
  Node node;
  node.kind = Kind::boolean;
  for (std::size_t clauses = 1 + below(random, 4); clauses > 0; --clauses)
    node.clauses.push_back({static_cast<Occur>(below(random, 3)), random_tree(random, depth - 1)});
  if (node.clauses.size() == 1)
    node.clauses[0].occur = Occur::must_not;
  return node;
}

} // namespace

TEST_CASE("any bytes are a query, and printing one and reading it again changes nothing") {
  Random random(11);
  for (int round = 0; round < 4000; ++round)
    check_stable(random_bytes(random, 60));
  for (int round = 0; round < 20000; ++round)
    check_stable(random_mixture(random, query_pieces, 25));
  for (int round = 0; round < 4000; ++round)
    check_stable(random_mixture(random, odd_pieces, 30));
}

TEST_CASE("every tree survives being printed and read") {
  Random random(12);
  for (int round = 0; round < 10000; ++round) {
    const Node tree = random_tree(random, 4);
    const std::string printed = to_string(tree);
    const ParsedQuery query = parse(printed, wide_limits());
    CHECK_MESSAGE(query.root == tree, printed, " => ", to_string(query.root));
    CHECK(query.warnings.empty());
  }
}
