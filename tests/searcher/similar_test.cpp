#include "common/error.hpp"
#include "searcher/searcher.hpp"
#include "tests/engine/random_articles.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <numeric>

using namespace akin;
using namespace akin::engine;
using Method = SimilarSettings::Method;

namespace {

std::vector<std::string> ids(const Result& result) {
  std::vector<std::string> list;
  for (const Hit& hit : result.hits)
    list.push_back(hit.id);
  return list;
}

Article story(const std::string& id, const std::string& body, std::int64_t day, const std::string& source) {
  Article made = article(id, "", body);
  made.published = Timestamp{day * 86'400};
  made.source = source;
  return made;
}

/// An index of its own for each test.
class Index {
 public:
  explicit Index(const std::vector<Article>& articles, std::size_t step = 1000) {
    auto writer = open_writer(folder_.path() / "index");
    for (std::size_t begin = 0; begin < articles.size(); begin += step) {
      const auto first = articles.begin() + static_cast<std::ptrdiff_t>(begin);
      append(*writer, {first, first + static_cast<std::ptrdiff_t>(std::min(step, articles.size() - begin))});
      writer->commit();
    }
  }
  Result similar(const SimilarRequest& request) const { return Searcher(path()).similar(request); }
  std::filesystem::path path() const { return folder_.path() / "index"; }

 private:
  TemporaryFolder folder_;
};

SimilarRequest from(const std::string& id) {
  SimilarRequest request;
  request.source = ById{id};
  return request;
}

/// A ferry story over three weeks, told by three papers, and something else.
std::vector<Article> ferry_stories() {
  return {
      story("history", "The ferry line to Gotland was founded by fishermen long ago.", 1, "Harbour Post"),
      story("storm", "Before the storm the ferry to Gotland waited with its passengers.", 19, "Harbour Post"),
      story("aground", "The ferry ran aground off Gotland with ninety passengers in the storm.", 20, "Harbour Post"),
      story("rescue", "Passengers of the ferry aground off Gotland were rescued after the storm.", 21, "Civic Record"),
      story("inquiry", "An inquiry asks why the ferry ran aground off Gotland.", 40, "Harbour Post"),
      story("violin", "A violin vanished from a workshop in Cremona.", 20, "Civic Record"),
      story("theft", "The violin of the workshop was found; thieves had kept it.", 22, "Civic Record"),
  };
}

} // namespace

TEST_CASE("background is earlier, follow-up later, same-event close in time") {
  const Index index(ferry_stories());
  SimilarRequest request = from("aground");
  request.mode = SimilarMode::background;
  auto found = ids(index.similar(request));
  std::sort(found.begin(), found.end());
  CHECK(found == std::vector<std::string>{"history", "storm"});
  request.mode = SimilarMode::follow_up;
  found = ids(index.similar(request));
  std::sort(found.begin(), found.end());
  CHECK(found == std::vector<std::string>{"inquiry", "rescue"});
  request.mode = SimilarMode::same_event;
  found = ids(index.similar(request));
  CHECK(std::count(found.begin(), found.end(), "rescue") == 1);
  CHECK(std::count(found.begin(), found.end(), "inquiry") == 0);
  request.source = ByArticle{article("", "", "The ferry ran aground")};
  request.mode = SimilarMode::background;
  const Result undated = index.similar(request);
  CHECK(undated.hits.empty());
  REQUIRE_FALSE(undated.warnings.empty());
  CHECK(undated.warnings.front().find("no date") != std::string::npos);
}

TEST_CASE("near copies of an unsaved article are not related to it, nor what is grouped with them") {
  const std::string text =
      "The ferry Visborg ran aground off Gotland on Monday night with 90 passengers and 14 crew on board, the coast "
      "guard in Visby said. Rescue boats from Slite and Ljugarn took everybody ashore within 3 hours, and nobody was "
      "hurt. Captain Maja Lindqvist said that the steering failed in the storm. The company, Destination Gotland, "
      "cancelled all departures until Thursday while divers look at the hull.";
  auto articles = ferry_stories();
  articles.push_back(story("kept", text + " An inquiry will begin next week.", 20, "Pacific Wire"));
  articles.push_back(story("kept-again", "UPDATE " + text + " An inquiry will begin next week.", 20, "Civic Record"));
  const Index index(articles);
  SimilarRequest request;
  request.source = ByArticle{story("", "Report: " + text, 21, "")};
  auto found = ids(index.similar(request));
  CHECK(std::count(found.begin(), found.end(), "aground") == 1);
  CHECK(std::count(found.begin(), found.end(), "kept") == 0);
  CHECK(std::count(found.begin(), found.end(), "kept-again") == 0);
  request.fold_copies = false; // all are listed one by one
  found = ids(index.similar(request));
  CHECK(std::count(found.begin(), found.end(), "kept") == 1);
  CHECK(std::count(found.begin(), found.end(), "kept-again") == 1);
}

TEST_CASE("no publication exceeds its share, and counts follow") {
  const Index index(ferry_stories());
  SimilarRequest request = from("aground");
  const std::uint32_t all = index.similar(request).total;
  request.per_source = 1;
  const Result limited = index.similar(request);
  REQUIRE(limited.hits.size() == 2);
  CHECK(limited.hits[0].source != limited.hits[1].source);
  CHECK(limited.total == 2);
  CHECK(all > limited.total);
}

TEST_CASE("several articles are looked up together, and none of them is listed") {
  const Index index(ferry_stories());
  SimilarRequest request = from("aground");
  request.more_sources = {"violin"};
  const auto found = ids(index.similar(request));
  CHECK(std::count(found.begin(), found.end(), "theft") == 1);
  CHECK(std::count(found.begin(), found.end(), "rescue") == 1);
  CHECK(std::count(found.begin(), found.end(), "aground") + std::count(found.begin(), found.end(), "violin") == 0);
  request.more_sources = {"nobody"};
  CHECK_THROWS_AS(index.similar(request), Error);
}

TEST_CASE("what hits are to be unlike moves down and is left out itself") {
  const Index index(ferry_stories());
  SimilarRequest request = from("aground");
  request.more_sources = {"violin"};
  const Result before = index.similar(request);
  request.unlike = {"theft"};
  const Result after = index.similar(request);
  const auto found = ids(after);
  CHECK(std::count(found.begin(), found.end(), "theft") == 0);
  CHECK(ids(before).size() > found.size());
}

TEST_CASE("an empty list says why") {
  const Index index(ferry_stories());
  SimilarRequest request = from("aground");
  request.settings.minimum_confidence = 1;
  const Result nothing = index.similar(request);
  CHECK(nothing.hits.empty());
  REQUIRE_FALSE(nothing.warnings.empty());
  CHECK(nothing.warnings.front().find("confidence") != std::string::npos);
  request = from("violin");
  request.filters.sources = {"Nobody's Paper"};
  CHECK_FALSE(index.similar(request).warnings.empty());
}

TEST_CASE("the parts of an explanation add up to the score, with every method that has parts") {
  std::vector<Article> articles = ferry_stories();
  for (std::uint64_t i = 0; i < 250; ++i)
    articles.push_back(
        article("noise-" + std::to_string(i), "", prose(i % 50, 12) + prose(i, 6) + " ferry passengers"));
  const Index index(articles);
  for (const Method method : {Method::vectors, Method::expanded, Method::latent}) {
    SimilarRequest request = from("aground");
    request.settings.method = method;
    request.explain = true;
    const Result result = index.similar(request);
    REQUIRE_FALSE(result.hits.empty());
    for (const Hit& hit : result.hits) {
      const double sum = std::accumulate(hit.explanation.begin(), hit.explanation.end(), 0.0,
                                         [](double so_far, const ExplainedTerm& part) { return so_far + part.score; });
      CHECK(sum == doctest::Approx(hit.score).epsilon(1e-4));
    }
  }
}

TEST_CASE("an article that is not listed is told why") {
  std::vector<Article> articles = ferry_stories();
  articles.push_back(article("aground-copy", "", articles[2].body));
  const Index index(articles);
  const auto reason = [&](const std::string& id, SimilarRequest request = from("aground")) {
    request.versus = id;
    const Result result = index.similar(request);
    REQUIRE(result.versus);
    return *result.versus;
  };
  CHECK(reason("aground").reason.find("itself") != std::string::npos);
  CHECK(reason("aground-copy").reason.find("copy of the article") != std::string::npos);
  CHECK(reason("theft").reason.find("share no word") != std::string::npos);
  const Versus listed = reason("rescue");
  CHECK(listed.rank == 1);
  REQUIRE(listed.hit);
  CHECK_FALSE(listed.hit->explanation.empty());
  SimilarRequest one = from("aground");
  one.limit = 1;
  CHECK(reason("history", one).reason.find("below the 1") != std::string::npos);
  one.exclude = {"history"};
  CHECK(reason("history", one).reason.find("excluded") != std::string::npos);
  one = from("aground");
  one.mode = SimilarMode::follow_up;
  CHECK(reason("history", one).reason.find("time") != std::string::npos);
}

TEST_CASE("hits far away in time lose a part of their score, those of unknown date as much") {
  const Index index({story("source", "The glacier retreats above the village.", 100, ""),
                     story("old", "The glacier retreats above the village, slowly.", 1, ""),
                     story("new", "The glacier retreats above the village, slowly!", 100, ""),
                     article("undated", "", "The glacier retreats above the village: slowly.")});
  SimilarRequest request = from("source");
  request.fold_copies = false;
  request.settings.method = Method::vectors;
  const Result result = index.similar(request);
  REQUIRE(result.hits.size() == 3);
  CHECK(result.hits.front().id == "new");
  CHECK(result.hits[1].score == doctest::Approx(0.8 * result.hits[0].score).epsilon(0.01));
  CHECK(result.hits[2].score == doctest::Approx(0.8 * result.hits[0].score).epsilon(0.01));
  CHECK(result.hits[1].confidence == result.hits[0].confidence);
}

TEST_CASE("collections of any size and shape have lists without the article or its copies") {
  for (const std::size_t size : {1U, 2U, 3U, 10U})
    for (const Method method : {Method::terms, Method::vectors, Method::expanded, Method::latent}) {
      CAPTURE(size);
      std::vector<Article> articles;
      for (std::size_t i = 0; i < size; ++i)
        articles.push_back(article(std::to_string(i), "common title", i % 3 == 2 ? "" : prose(i, 30 + i)));
      const Index index(articles);
      SimilarRequest request = from("0");
      request.settings.method = method;
      const auto found = ids(index.similar(request));
      CHECK(std::count(found.begin(), found.end(), "0") == 0);
      CHECK(found.size() <= size - 1);
    }
  const Index identical({article("a", "", "one word"), article("b", "", "one word"), article("c", "", "one word")});
  CHECK(identical.similar(from("a")).hits.empty());
  SimilarRequest request = from("a");
  request.fold_copies = false;
  CHECK(identical.similar(request).hits.size() == 2);
}

TEST_CASE("an article of one word and one of a megabyte have lists, with and without the other") {
  std::string megabyte;
  while (megabyte.size() < 1'000'000)
    megabyte += prose(megabyte.size(), 1000) + " lighthouse. ";
  const Index index({article("word", "", "lighthouse"), article("big", "A long story", megabyte),
                     article("empty", "", ""), article("plain", "The lighthouse", "A lighthouse was painted white.")});
  for (const Method method : {Method::terms, Method::vectors, Method::expanded, Method::latent}) {
    SimilarRequest request = from("word");
    request.settings.method = method;
    auto of_word = ids(index.similar(request));
    std::sort(of_word.begin(), of_word.end());
    CHECK(of_word == std::vector<std::string>{"big", "plain"});
    request.source = ById{"big"};
    const auto of_big = ids(index.similar(request));
    CHECK(std::count(of_big.begin(), of_big.end(), "big") == 0);
    request.source = ById{"empty"};
    CHECK(index.similar(request).hits.empty());
  }
}

TEST_CASE("two languages do not mix unless they share names") {
  Article french = article("fr", "", "Le ferry pour Gotland est resté au port.");
  french.language = "fr";
  Article german = article("de", "", "Die Fähre nach Gotland blieb im Hafen.");
  german.language = "de";
  const Index index({article("en", "", "The boat to Gotland stayed in port."), french, german});
  const Result result = index.similar(from("de"));
  REQUIRE_FALSE(result.hits.empty());
  REQUIRE(result.hits.front().why);
  CHECK(result.hits.front().confidence < 0.9);
}

TEST_CASE("diverse lists hold the same articles in another order") {
  const Index index(ferry_stories());
  SimilarRequest request = from("aground");
  auto plain = ids(index.similar(request));
  request.settings.diversity = 0.3;
  auto diverse = ids(index.similar(request));
  CHECK(plain.front() == diverse.front());
  std::sort(plain.begin(), plain.end());
  std::sort(diverse.begin(), diverse.end());
  CHECK(plain == diverse);
}

TEST_CASE("a word that two articles share stands as the source writes it, with its accents") {
  const auto in = [](Article article, const char* language) {
    article.language = language;
    return article;
  };
  const Index index({in(story("congres", "Les délégués du congrès élisent un trésorier.", 1, "Courrier"), "fr"),
                     in(story("vote", "Le délégué a quitté le congrès sans trésorier.", 2, "Courrier"), "fr"),
                     in(story("bridges", "The bridges of the harbour were painted by sailors.", 1, "Post"), "en"),
                     in(story("bridge", "A sailor painted one bridge in the harbour.", 2, "Post"), "en")});
  const auto words = [&](const char* id) {
    const Result result = index.similar(from(id));
    REQUIRE(result.hits.size() == 1);
    std::vector<std::string> found;
    for (const SharedTerm& term : result.hits.front().why->terms)
      found.push_back(term.term);
    std::sort(found.begin(), found.end());
    return found;
  };
  CHECK(words("congres") == std::vector<std::string>{"congrès", "délégués", "trésorier"});
  CHECK(words("vote") == std::vector<std::string>{"congrès", "délégué", "trésorier"});
  const auto has = [](const std::vector<std::string>& all, const char* word) {
    return std::find(all.begin(), all.end(), word) != all.end();
  };
  CHECK(has(words("bridges"), "bridges"));
  CHECK(has(words("bridge"), "bridge"));
}

TEST_CASE("the country is a word that two articles share, the pronoun is none") {
  const Index index({story("embassy", "In Kabul the US closed its embassy, said a US envoy.", 1, "Harbour Post"),
                     story("army", "The army of the US left Kabul, a US general said.", 2, "Civic Record"),
                     story("letter", "An envoy told us of Kabul and gave us hope for us all.", 3, "Civic Record")});
  for (const bool snippets : {true, false}) {
    SimilarRequest request = from("embassy");
    request.snippets = snippets;
    const Result result = index.similar(request);
    REQUIRE(result.hits.size() == 2);
    for (const Hit& hit : result.hits) {
      REQUIRE(hit.why);
      const auto names = [&](const std::string& word) {
        return std::any_of(hit.why->terms.begin(), hit.why->terms.end(),
                           [&](const SharedTerm& term) { return term.term == word; });
      };
      CAPTURE(hit.id);
      CHECK(names("US") == (hit.id == "army"));
      CHECK_FALSE(names("us"));
      CHECK_FALSE(names("Us"));
    }
  }
}
