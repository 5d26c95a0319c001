#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <map>
#include <random>
#include <set>

using namespace akin;
using namespace akin::engine;
using query::Kind;
using query::Node;
using query::Occur;

namespace {

using Words = std::vector<std::string>;

/// A corpus of words that are their own stems, with what a naive scan needs to know of it.
struct RandomCorpus {
  std::vector<Article> articles;
  std::vector<Words> titles, bodies;

  explicit RandomCorpus(unsigned seed, int size) {
    std::mt19937 random(seed);
    for (int i = 0; i < size; ++i) {
      titles.push_back(words(random, 1 + random() % 3));
      bodies.push_back(words(random, 1 + random() % 30));
      articles.push_back(article("d" + std::to_string(i), joined(titles.back()), joined(bodies.back())));
      articles.back().published = Timestamp{static_cast<std::int64_t>(random() % 1000)};
      articles.back().source = "source" + std::to_string(random() % 4);
    }
  }
  static Words words(std::mt19937& random, std::size_t count) {
    static const Words vocabulary{"zab", "zeb", "zib", "zob", "zub", "zac", "zec", "zic", "zoc", "zuc"};
    Words result;
    for (std::size_t i = 0; i < count; ++i)
      result.push_back(vocabulary[std::min(random() % 10, random() % 10)]);
    return result;
  }
  static std::string joined(const Words& words) {
    std::string text;
    for (const std::string& word : words)
      text += word + " ";
    return text;
  }
  bool contains(std::size_t i, const Words& phrase) const {
    return std::search(titles[i].begin(), titles[i].end(), phrase.begin(), phrase.end()) != titles[i].end() ||
           std::search(bodies[i].begin(), bodies[i].end(), phrase.begin(), phrase.end()) != bodies[i].end();
  }
  /// BM25 as RankingSettings states it, straight from the words.
  double score(std::size_t i, const std::string& word, const RankingSettings& r) const {
    double df = 0, cf = 0, tokens = 0;
    for (std::size_t d = 0; d < articles.size(); ++d) {
      const auto count =
          std::count(titles[d].begin(), titles[d].end(), word) + std::count(bodies[d].begin(), bodies[d].end(), word);
      df += count > 0 ? 1 : 0;
      cf += static_cast<double>(count);
      tokens += static_cast<double>(titles[d].size() + bodies[d].size());
    }
    const auto in_title = std::count(titles[i].begin(), titles[i].end(), word);
    const double tf = static_cast<double>(in_title + std::count(bodies[i].begin(), bodies[i].end(), word));
    if (tf == 0)
      return 0;
    const double n = static_cast<double>(articles.size());
    const double length = static_cast<double>(titles[i].size() + bodies[i].size());
    const double factor = std::log(1 + (n - df + 0.5) / (df + 0.5)) * std::pow(cf / df, r.burst_exponent);
    return factor * (tf * (r.k1 + 1) / (tf + r.k1 * (1 - r.b + r.b * length / (tokens / n))) +
                     (in_title > 0 ? r.title_weight : 0));
  }
};

Node phrase(const Words& words) {
  Node node;
  node.kind = Kind::phrase;
  for (const std::string& text : words)
    node.words.push_back({text, {text}, false});
  return node;
}

Node boolean(std::vector<query::Clause> clauses) {
  Node node;
  node.kind = Kind::boolean;
  node.clauses = std::move(clauses);
  return node;
}

RetrievalRequest all() {
  RetrievalRequest request;
  request.limit = 10'000;
  request.fold_copies = false;
  return request;
}

std::map<std::string, double> scores(const Snapshot& snapshot, const Node& node) {
  RetrievalRequest request = all();
  request.query = &node;
  const Retrieval retrieval = snapshot.retrieve(request);
  std::map<std::string, double> result;
  for (const Match& match : retrieval.matches)
    result[std::string(snapshot.document(match.document).id)] = static_cast<double>(match.score);
  CHECK(retrieval.matched == result.size());
  return result;
}

} // namespace

TEST_CASE("every kind of query finds what a naive scan finds, with the same scores, however the index is cut") {
  const RandomCorpus corpus(11, 120);
  for (const std::size_t commits : {std::size_t{1}, std::size_t{5}}) {
    CAPTURE(commits);
    TemporaryFolder folder;
    auto writer = open_writer(folder.path() / "index");
    for (std::size_t c = 0; c < commits; ++c) {
      const auto part = corpus.articles.size() / commits;
      append(*writer, {corpus.articles.begin() + static_cast<std::ptrdiff_t>(c * part),
                       corpus.articles.begin() + static_cast<std::ptrdiff_t>((c + 1) * part)});
      writer->commit();
    }
    const auto snapshot = open_reader(folder.path() / "index")->snapshot();
    REQUIRE(snapshot->statistics().segments == commits);
    std::mt19937 random(3);
    for (int round = 0; round < 60; ++round) {
      const Words w = RandomCorpus::words(random, 3);
      const Node any = boolean({{Occur::should, word(w[0])}, {Occur::should, word(w[1])}});
      const Node both = boolean({{Occur::must, word(w[0])}, {Occur::must, word(w[1])}});
      const Node without = boolean({{Occur::should, word(w[0])}, {Occur::must_not, word(w[1])}});
      const Node beside = boolean({{Occur::must, word(w[0])}, {Occur::should, word(w[1])}});
      const auto found_any = scores(*snapshot, any);
      const auto found_both = scores(*snapshot, both);
      const auto found_without = scores(*snapshot, without);
      const auto found_beside = scores(*snapshot, beside);
      const auto found_phrase = scores(*snapshot, phrase({w[0], w[1]}));
      for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
        const std::string& id = corpus.articles[i].id;
        const double first = corpus.score(i, w[0], {});
        const double second = corpus.score(i, w[1], {});
        REQUIRE(found_any.contains(id) == (first + second > 0));
        if (first + second > 0)
          REQUIRE(found_any.at(id) == doctest::Approx(first + second).epsilon(1e-4));
        REQUIRE(found_both.contains(id) == (first > 0 && second > 0));
        REQUIRE(found_without.contains(id) == (first > 0 && second == 0));
        REQUIRE(found_beside.contains(id) == (first > 0));
        if (first > 0)
          REQUIRE(found_beside.at(id) == doctest::Approx(first + second).epsilon(1e-4));
        REQUIRE(found_phrase.contains(id) == corpus.contains(i, {w[0], w[1]}));
      }
    }
  }
}

TEST_CASE("pages are disjoint and together complete, and sorting by date keeps undated articles last") {
  const RandomCorpus corpus(5, 60);
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  auto articles = corpus.articles;
  articles[7].published.reset();
  append(*writer, articles);
  writer->commit();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  RetrievalRequest request = all();
  const auto everything = snapshot->retrieve(request).matches;
  REQUIRE(everything.size() == 60);
  for (const std::size_t limit : {std::size_t{1}, std::size_t{10}, std::size_t{59}}) {
    request.limit = limit;
    const auto page = snapshot->retrieve(request).matches;
    REQUIRE(page.size() == limit);
    for (std::size_t i = 0; i < limit; ++i)
      CHECK(page[i].document == everything[i].document);
  }
  request.limit = 60;
  for (const Sort sort : {Sort::newest, Sort::oldest}) {
    request.sort = sort;
    const auto sorted = snapshot->retrieve(request).matches;
    CHECK(snapshot->document(sorted.back().document).id == "d7");
    for (std::size_t i = 1; i + 1 < sorted.size(); ++i) {
      const auto a = *snapshot->document(sorted[i - 1].document).published;
      const auto b = *snapshot->document(sorted[i].document).published;
      CHECK((sort == Sort::newest ? a >= b : a <= b));
    }
  }
}

TEST_CASE("facet counts and filters agree with a naive count") {
  const RandomCorpus corpus(23, 80);
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, corpus.articles);
  writer->commit();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  const Node node = word("zab");
  RetrievalRequest request = all();
  request.query = &node;
  request.facets = {FacetField::source};
  std::map<std::string, std::uint32_t> expected;
  for (std::size_t i = 0; i < corpus.articles.size(); ++i)
    if (corpus.score(i, "zab", {}) > 0)
      ++expected[corpus.articles[i].source];
  std::map<std::string, std::uint32_t> counted;
  const Retrieval retrieval = snapshot->retrieve(request);
  for (const FacetCount& count : retrieval.facets[static_cast<std::size_t>(FacetField::source)])
    counted[count.value] = count.count;
  CHECK(counted == expected);
  for (const auto& [source, count] : expected) {
    const std::vector<Filter> filters{{query::Field::source, {source}}};
    RetrievalRequest filtered = all();
    filtered.query = &node;
    filtered.filters = filters;
    CHECK(snapshot->retrieve(filtered).matched == count);
  }
}

TEST_CASE("copies are folded into one story, whatever part of them matched") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  std::string body;
  for (int i = 0; i < 30; ++i)
    body += "word" + std::to_string(i) + " ";
  std::vector<Article> articles{article("original", "One title", body), article("copy", "Another title", body),
                                article("other", "", "word1 elsewhere")};
  articles[0].published = Timestamp{100};
  articles[1].published = Timestamp{200};
  articles[0].source = "First";
  articles[1].source = "Second";
  append(*writer, articles);
  writer->commit();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  const Node node = word("word1");
  RetrievalRequest request;
  request.query = &node;
  request.facets = {FacetField::source};
  const Retrieval folded = snapshot->retrieve(request);
  CHECK(folded.matched == 3);
  CHECK(folded.stories == 2);
  REQUIRE(folded.matches.size() == 2);
  const auto story =
      std::find_if(folded.matches.begin(), folded.matches.end(), [](const Match& m) { return !m.copies.empty(); });
  REQUIRE(story != folded.matches.end());
  CHECK(snapshot->document(story->document).id == "original");
  const std::vector<Filter> second{{query::Field::source, {"Second"}}};
  request.filters = second;
  const Retrieval filtered = snapshot->retrieve(request);
  REQUIRE(filtered.matches.size() == 1);
  CHECK(snapshot->document(filtered.matches.front().document).id == "copy");
  CHECK(filtered.matches.front().copies.empty());
  request.filters = {};
  request.fold_copies = false;
  CHECK(snapshot->retrieve(request).matches.size() == 3);
}

TEST_CASE("a query past its deadline stops and says so") {
  const RandomCorpus corpus(2, 20);
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, corpus.articles);
  writer->commit();
  const Node node = word("zab");
  RetrievalRequest request;
  request.query = &node;
  request.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  CHECK(open_reader(folder.path() / "index")->snapshot()->retrieve(request).timed_out);
}
