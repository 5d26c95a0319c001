// Phrases in documents whose words have codes of one, two and three bytes.
#include "engine/xapian/code_scan.hpp"
#include "engine/xapian/pair_sketch.hpp"
#include "engine/xapian/varint.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <set>

using namespace akin;
using namespace akin::engine;

namespace {

using Words = std::vector<std::string>;

/// A word of twenty thousand, small numbers often: digits keep it from being stemmed.
std::string any_word(std::mt19937& random) {
  const unsigned bound = 1U << (random() % 15);
  return "w" + std::to_string(random() % bound);
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words)
    text += word + " ";
  return text;
}

bool holds(const Words& text, const Words& phrase) {
  return std::search(text.begin(), text.end(), phrase.begin(), phrase.end()) != text.end();
}

/// All words of the phrase within as many positions as it has words, and slop more.
bool holds_near(const Words& text, const Words& phrase, std::size_t slop) {
  const std::size_t window = phrase.size() + slop;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), begin + window));
    if (std::all_of(phrase.begin(), phrase.end(),
                    [&](const std::string& word) { return std::find(first, last, word) != last; }))
      return true;
  }
  return false;
}

} // namespace

TEST_CASE("phrases find what a naive scan finds, whatever the length of the words' codes") {
  std::mt19937 random(8);
  std::vector<Words> titles, bodies;
  std::vector<Article> articles;
  for (int i = 0; i < 300; ++i) {
    Words& title = titles.emplace_back();
    Words& body = bodies.emplace_back();
    for (std::size_t n = random() % 5; n > 0; --n)
      title.push_back(any_word(random));
    for (std::size_t n = 1 + random() % 200; n > 0; --n)
      body.push_back(any_word(random));
    articles.push_back(article(std::to_string(i), joined(title), joined(body)));
  }
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, articles);
  writer->commit();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  RetrievalRequest request;
  request.limit = 10'000;
  request.fold_copies = false;
  std::size_t matches = 0;
  for (int round = 0; round < 400; ++round) {
    const Words& from = round % 8 == 0 ? titles[random() % titles.size()] : bodies[random() % bodies.size()];
    const std::size_t length = 2 + random() % 2;
    Words phrase;
    for (std::size_t at = from.empty() ? 0 : random() % from.size(); at < from.size() && phrase.size() < length; ++at)
      phrase.push_back(from[at]);
    if (phrase.size() < 2)
      continue;
    query::Node node;
    node.kind = query::Kind::phrase;
    node.slop = round % 3 == 0 ? 3 : 0;
    node.field = round % 8 == 0 ? query::Field::title : query::Field::text;
    for (const std::string& text : phrase)
      node.words.push_back({text, {text}, false});
    std::set<std::string> expected;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto in = [&](const Words& text) {
        return node.slop == 0 ? holds(text, phrase) : holds_near(text, phrase, node.slop);
      };
      if (in(titles[i]) || (node.field == query::Field::text && in(bodies[i])))
        expected.insert(articles[i].id);
    }
    const auto ids = found(*snapshot, node, request);
    CAPTURE(joined(phrase));
    REQUIRE(std::set<std::string>(ids.begin(), ids.end()) == expected);
    matches += expected.size();
  }
  CHECK(matches > 400);
}

TEST_CASE("a scan finds every place where a code may begin, at any distance from the end") {
  for (const WordRank word : {WordRank{3}, WordRank{200}, WordRank{9'000}, WordRank{2'000'000}})
    for (const bool capitalised : {false, true})
      for (std::size_t before = 0; before < 40; ++before)
        for (std::size_t behind = 0; behind < 20; ++behind) {
          std::string codes(before, '\x7E');
          put_varint(codes, std::uint64_t{word} << 1U | (capitalised ? 1U : 0U));
          codes.append(behind, '\x7E');
          const std::span bytes(reinterpret_cast<const unsigned char*>(codes.data()), codes.size());
          const CodeScan scan(std::span(&word, 1));
          REQUIRE(scan.find(bytes, 0) == before);
          REQUIRE(scan.find(bytes, before + 1) == codes.size());
        }
}

TEST_CASE("a sketch has every pair that was added, and few of those that were not") {
  std::mt19937_64 random(4);
  for (const std::uint32_t tokens : {2U, 3U, 40U, 1000U}) {
    std::string bytes(PairSketch::size_bytes(tokens), '\0');
    std::vector<std::uint64_t> added;
    for (std::uint32_t i = 1; i < tokens; ++i)
      PairSketch::add(added.emplace_back(pair_hash(random(), random())), bytes);
    const PairSketch sketch({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
    CHECK(std::all_of(added.begin(), added.end(), [&](std::uint64_t pair) { return sketch.may_have(pair); }));
    int wrong = 0;
    for (int i = 0; i < 1000; ++i)
      wrong += sketch.may_have(pair_hash(random(), random())) ? 1 : 0;
    CHECK(wrong < 300);
  }
  CHECK(pair_hash(1, 2) != pair_hash(2, 1));
}

TEST_CASE("stop words have postings of their own: alone, in phrases beside their inflections, and merged") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, {article("a", "", "She was being careful"), article("b", "", "All human beings are careful")});
  append(*writer,
         {article("c", "Being human", "Nothing else"), article("d", "", "Nothing here. Being human and being kind")});
  writer->commit();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  const auto stop_word = [](const std::string& surface, const std::string& stem) {
    return query::QueryWord{surface, {stem}, true};
  };
  query::Node alone;
  alone.kind = query::Kind::word;
  alone.words = {stop_word("being", "be")};
  const auto as_set = [](std::vector<std::string> ids) { return std::set<std::string>(ids.begin(), ids.end()); };
  CHECK(as_set(found(*snapshot, alone)) == std::set<std::string>{"a", "b", "c", "d"});
  CHECK(as_set(found(*snapshot, word("be"))) == std::set<std::string>{"b"}); // "beings", which is no stop word

  query::Node phrase;
  phrase.kind = query::Kind::phrase;
  phrase.words = {stop_word("being", "be"), {"human", {"human"}, false}};
  CHECK(as_set(found(*snapshot, phrase)) == std::set<std::string>{"c", "d"});
  std::swap(phrase.words[0], phrase.words[1]);
  CHECK(as_set(found(*snapshot, phrase)) == std::set<std::string>{"b"});

  const auto frequencies = [&] {
    RetrievalRequest request;
    request.query = &alone;
    return snapshot->explain(request, *snapshot->find_id("d")).front().frequency;
  };
  CHECK(frequencies() == 2);
}
