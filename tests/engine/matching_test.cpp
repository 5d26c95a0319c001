#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <doctest/doctest.h>
#include <map>
#include <memory>
#include <optional>
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
  std::size_t tokens = 0;
  mutable std::map<Words, double> weights;

  explicit RandomCorpus(unsigned seed, int size) {
    std::mt19937 random(seed);
    for (int i = 0; i < size; ++i) {
      titles.push_back(words(random, 1 + random() % 3));
      bodies.push_back(words(random, 1 + random() % 30));
      articles.push_back(article("d" + std::to_string(i), joined(titles.back()), joined(bodies.back())));
      tokens += titles.back().size() + bodies.back().size();
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
  /// All words of the phrase within as many positions as it has words, and slop more, in the title or in the body.
  bool contains_near(std::size_t i, const Words& phrase, std::size_t slop) const {
    return near_in(titles[i], phrase, slop) || near_in(bodies[i], phrase, slop);
  }
  static bool near_in(const Words& text, const Words& phrase, std::size_t slop) {
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
      const auto first = text.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), begin + phrase.size() + slop));
      if (std::all_of(phrase.begin(), phrase.end(),
                      [&](const std::string& word) { return std::find(first, last, word) != last; }))
        return true;
    }
    return false;
  }
  static std::size_t count_in(const Words& text, const Words& wanted) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [&](const std::string& word) {
      return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
    }));
  }
  std::size_t count(std::size_t i, const Words& wanted) const {
    return count_in(titles[i], wanted) + count_in(bodies[i], wanted);
  }
  /// idf and burst of several stems as if they were one word, whose document frequency is the sum of theirs.
  double weight(const Words& stems, const RankingSettings& r) const {
    const auto [known, is_new] = weights.try_emplace(stems, 0);
    if (!is_new)
      return known->second;
    const double n = static_cast<double>(articles.size());
    double df = 0, cf = 0;
    for (std::size_t d = 0; d < articles.size(); ++d) {
      for (const std::string& stem : stems)
        df += count(d, {stem}) > 0 ? 1 : 0;
      cf += static_cast<double>(count(d, stems));
    }
    df = std::min(df, n);
    if (df > 0)
      known->second = std::log(1 + (n - df + 0.5) / (df + 0.5)) * std::pow(std::max(1.0, cf / df), r.burst_exponent);
    return known->second;
  }
  double score(std::size_t i, const std::string& word, const RankingSettings& r) const {
    return score(i, Words{word}, r);
  }
  /// BM25 as RankingSettings states it, straight from the words.
  double score(std::size_t i, const Words& stems, const RankingSettings& r) const {
    const double tf = static_cast<double>(count(i, stems));
    if (tf == 0)
      return 0;
    const double length = static_cast<double>(titles[i].size() + bodies[i].size());
    const double average = static_cast<double>(tokens) / static_cast<double>(articles.size());
    return weight(stems, r) * (tf * (r.k1 + 1) / (tf + r.k1 * (1 - r.b + r.b * length / average)) +
                               (count_in(titles[i], stems) > 0 ? r.title_weight : 0));
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

namespace {

/// A tree of any kind of query, and what it finds of a corpus by a naive scan.
struct RandomQuery {
  const RandomCorpus& corpus;
  std::mt19937 random;

  Node tree(unsigned depth) {
    switch (random() % (depth > 0 ? 10 : 7)) {
    case 0: {
      Node node = phrase(RandomCorpus::words(random, 2 + random() % 2));
      node.slop = random() % 2 == 0 ? 0 : 1 + random() % 4;
      return node;
    }
    case 1: { // what is resolved to several stems: a prefix, or the inflections of a word
      Node node = word("z");
      node.kind = Kind::prefix;
      node.words.front().stems.clear();
      for (const std::string& stem : RandomCorpus::words(random, 1 + random() % 3))
        if (auto& stems = node.words.front().stems; std::find(stems.begin(), stems.end(), stem) == stems.end())
          stems.push_back(stem);
      return node;
    }
    case 2: {
      Node node;
      node.kind = Kind::value;
      node.field = query::Field::source;
      node.text = "source" + std::to_string(random() % 5);
      return node;
    }
    case 3: {
      Node node;
      node.kind = Kind::date;
      node.range.begin = Timestamp{static_cast<std::int64_t>(random() % 900)};
      node.range.end = Timestamp{node.range.begin->seconds + static_cast<std::int64_t>(random() % 500)};
      return node;
    }
    case 4:
      return word(RandomCorpus::words(random, 1).front(), query::Field::title);
    case 5:
    case 6:
      return word(RandomCorpus::words(random, 1).front());
    default:
      break;
    }
    Node node = boolean({});
    for (std::size_t n = 1 + random() % 4; n > 0; --n)
      node.clauses.push_back({std::array{Occur::should, Occur::must, Occur::must_not}[random() % 3], tree(depth - 1)});
    return node;
  }

  std::optional<double> naive(const Node& node, std::size_t i) const {
    const Article& article = corpus.articles[i];
    const RankingSettings ranking;
    switch (node.kind) {
    case Kind::phrase: {
      Words words;
      double sum = 0;
      for (const query::QueryWord& part : node.words) {
        words.push_back(part.surface);
        sum += corpus.score(i, part.stems, ranking);
      }
      const bool found = node.slop == 0 ? corpus.contains(i, words) : corpus.contains_near(i, words, node.slop);
      return found ? std::optional(sum) : std::nullopt;
    }
    case Kind::prefix:
    case Kind::word: {
      const double score = corpus.score(i, node.words.front().stems, ranking);
      if (node.field != query::Field::title)
        return score > 0 ? std::optional(score) : std::nullopt;
      const Words& title = corpus.titles[i];
      if (std::find(title.begin(), title.end(), node.words.front().surface) == title.end())
        return std::nullopt;
      return corpus.weight(node.words.front().stems, ranking) * (1 + static_cast<double>(ranking.title_weight));
    }
    case Kind::value:
      return article.source == node.text ? std::optional(0.0) : std::nullopt;
    case Kind::date:
      return *node.range.begin <= *article.published && *article.published < *node.range.end ? std::optional(0.0)
                                                                                             : std::nullopt;
    default:
      break;
    }
    double sum = 0;
    bool any = false;
    bool required = false;
    bool only_not = true;
    for (const auto& [occur, clause] : node.clauses) {
      const auto score = naive(clause, i);
      if ((occur == Occur::must && !score) || (occur == Occur::must_not && score))
        return std::nullopt;
      required = required || occur == Occur::must;
      only_not = only_not && occur == Occur::must_not;
      any = any || (occur != Occur::must_not && score);
      sum += occur == Occur::must_not ? 0 : score.value_or(0);
    }
    return any || required || only_not ? std::optional(sum) : std::nullopt;
  }
};

} // namespace

TEST_CASE("trees of all kinds of queries find what a naive scan finds, in one segment, in several and merged") {
  const RandomCorpus corpus(29, 150);
  std::vector<std::unique_ptr<TemporaryFolder>> folders;
  std::vector<std::shared_ptr<const Snapshot>> snapshots;
  for (const bool merged : {false, true})
    for (const std::size_t commits : {std::size_t{1}, std::size_t{4}}) {
      const auto& folder = *folders.emplace_back(std::make_unique<TemporaryFolder>());
      auto writer = open_writer(folder.path() / "index");
      for (std::size_t c = 0; c < commits; ++c) {
        append(*writer,
               {corpus.articles.begin() + static_cast<std::ptrdiff_t>(c * corpus.articles.size() / commits),
                corpus.articles.begin() + static_cast<std::ptrdiff_t>((c + 1) * corpus.articles.size() / commits)});
        writer->commit();
      }
      if (merged)
        writer->compact();
      snapshots.push_back(open_reader(folder.path() / "index")->snapshot());
      REQUIRE(snapshots.back()->statistics().segments == (merged ? 1 : commits));
    }
  RandomQuery queries{corpus, std::mt19937(31)};
  std::size_t matches = 0;
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const Node node = queries.tree(2);
    std::map<std::string, double> expected;
    for (std::size_t i = 0; i < corpus.articles.size(); ++i)
      if (const auto score = queries.naive(node, i))
        expected[corpus.articles[i].id] = *score;
    matches += expected.size();
    RetrievalRequest request = all();
    request.query = &node;
    const Retrieval whole = snapshots.front()->retrieve(request);
    for (const auto& snapshot : snapshots) {
      const auto found = scores(*snapshot, node);
      REQUIRE(found.size() == expected.size());
      for (const auto& [id, score] : expected) {
        REQUIRE(found.contains(id));
        REQUIRE(found.at(id) == doctest::Approx(score).epsilon(1e-4));
      }
      // The same order everywhere, to the last of equals: a page is the same page however the index is cut.
      request.limit = 1 + queries.random() % 20;
      const Retrieval page = snapshot->retrieve(request);
      REQUIRE(page.matched == whole.matched);
      for (std::size_t i = 0; i < page.matches.size(); ++i)
        REQUIRE(page.matches[i].document == whole.matches[i].document);
      request.limit = 0;
      REQUIRE(snapshot->retrieve(request).matched == whole.matched);
    }
  }
  CHECK(matches > 5000);
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
