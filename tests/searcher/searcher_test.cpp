#include "common/error.hpp"
#include "searcher/searcher.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace akin;
using namespace akin::engine;

namespace {

/// Three articles, two of them about one thing.
void make_three(const std::filesystem::path& directory) {
  auto writer = open_writer(directory);
  Article first = article("first", "Ferry runs aground", "The ferry ran aground off Gotland with ninety passengers.");
  first.places = {"Gotland"};
  first.published = Timestamp{1'000'000};
  Article second =
      article("second", "Inquiry into the ferry", "Inspectors of the ferry that grounded off Gotland met.");
  second.places = {"Gotland"};
  second.published = Timestamp{1'000'000 + 3 * 86'400};
  append(*writer, {first, second, article("third", "Violin stolen", "A violin vanished from a workshop.")});
  writer->commit();
}

std::vector<std::string> ids(const Result& result) {
  std::vector<std::string> list;
  for (const Hit& hit : result.hits)
    list.push_back(hit.id);
  return list;
}

} // namespace

TEST_CASE("on three articles the related one comes first, with a reason, and never the article itself") {
  TemporaryFolder folder;
  make_three(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  SimilarRequest request;
  request.source = ById{"first"};
  const Result result = searcher.similar(request);
  REQUIRE_FALSE(result.hits.empty());
  const Hit& hit = result.hits.front();
  CHECK(hit.id == "second");
  const std::vector<std::string> listed = ids(result);
  CHECK(std::count(listed.begin(), listed.end(), "first") == 0);
  REQUIRE(hit.why);
  REQUIRE_FALSE(hit.why->entities.empty());
  CHECK(hit.why->days_apart == 3);
  CHECK(hit.why->entities.front().name == "Gotland");
  CHECK(hit.why->days_apart == 3);
  REQUIRE(hit.confidence);
  CHECK(*hit.confidence > 0);
  CHECK(*hit.confidence <= 1);
}

TEST_CASE("an unsaved text finds its related articles, and what the page shows already is left out") {
  TemporaryFolder folder;
  make_three(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  SimilarRequest request;
  request.source = ByArticle{article("", "", "Why did the ferry run aground near Gotland?")};
  const auto found = ids(searcher.similar(request));
  REQUIRE(found.size() == 2);
  request.exclude = {"first"};
  CHECK(ids(searcher.similar(request)) == std::vector<std::string>{"second"});
}

TEST_CASE("an unknown article is an error, a text without known words an empty list that says so") {
  TemporaryFolder folder;
  make_three(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  SimilarRequest request;
  request.source = ById{"nobody"};
  CHECK_THROWS_AS(searcher.similar(request), Error);
  request.source = ByArticle{article("", "", "xyzzy plugh")};
  const Result result = searcher.similar(request);
  CHECK(result.hits.empty());
  CHECK_FALSE(result.warnings.empty());
}

TEST_CASE("words match by their stems and are marked in the snippet") {
  TemporaryFolder folder;
  make_three(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  SearchRequest request;
  request.query = "passenger";
  const Result result = searcher.search(request);
  REQUIRE(ids(result) == std::vector<std::string>{"first"});
  const auto& parts = result.hits.front().snippet;
  CHECK(std::any_of(parts.begin(), parts.end(), [](const SnippetPart& p) { return p.mark && p.text == "passengers"; }));
}

TEST_CASE("words that match are marked in the title, and in the summary when the body has none of them") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path());
  Article both = article("both", "Ferries  for the north & the south", "Two ships were ordered on Monday.");
  both.summary = "A yard builds ferries.";
  append(*writer, {both, article("body", "Yards", "The ferry was built here. A ferry is a ship.")});
  writer->commit();
  const Searcher searcher(folder.path());
  SearchRequest request;
  request.query = "ferry";
  const auto written = [](const std::vector<SnippetPart>& parts) {
    std::string text;
    for (const SnippetPart& part : parts)
      text += part.mark ? "[" + part.text + "]" : part.text;
    return text;
  };
  for (const Hit& hit : searcher.search(request).hits) {
    CAPTURE(hit.id);
    CHECK(written(hit.title_parts) == (hit.id == "both" ? "[Ferries] for the north & the south" : ""));
    CHECK(written(hit.snippet) ==
          (hit.id == "both" ? "A yard builds [ferries]." : "The [ferry] was built here. A [ferry] is a ship."));
  }
  request.query = "ordered";
  CHECK(written(searcher.search(request).hits.at(0).snippet) == "Two ships were [ordered] on Monday.");
  request.snippets = false;
  request.query = "ferry";
  for (const Hit& hit : searcher.search(request).hits)
    CHECK(hit.title_parts.empty());
}

TEST_CASE("stop words are left out beside other words and found when there is nothing else") {
  TemporaryFolder folder;
  make_three(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  SearchRequest request;
  request.query = "the violin";
  CHECK(ids(searcher.search(request)) == std::vector<std::string>{"third"});
  request.query = "with";
  CHECK(ids(searcher.search(request)) == std::vector<std::string>{"first"});
  request.query = "\"aground off Gotland\"";
  CHECK(ids(searcher.search(request)) == std::vector<std::string>{"first"});
  request.query = "place:gotland";
  CHECK(searcher.search(request).total == 2);
  request.query = "";
  CHECK(searcher.search(request).total == 3);
}

TEST_CASE("a limit out of range is refused") {
  TemporaryFolder folder;
  make_three(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  SearchRequest request;
  request.limit = 1001;
  CHECK_THROWS_AS(searcher.search(request), Error);
}

TEST_CASE("parts of a compound are optional beside other words, and side by side otherwise") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path());
  append(*writer, {article("hyphen", "", "A multi-stage pump."), article("parts", "", "The last stage of the pump."),
                   article("other", "", "A multi tool.")});
  writer->commit();
  const Searcher searcher(folder.path());
  const auto found = [&](const std::string& query) {
    SearchRequest request;
    request.query = query;
    auto list = ids(searcher.search(request));
    std::sort(list.begin(), list.end());
    return list;
  };
  CHECK(found("multi-stage") == std::vector<std::string>{"hyphen"});
  CHECK(found("+multi-stage pump") == std::vector<std::string>{"hyphen"});
  CHECK(found("multi-stage pump") == std::vector<std::string>{"hyphen", "other", "parts"});
  CHECK(found("pump -multi-stage") == std::vector<std::string>{"parts"});
}

TEST_CASE("a query that is being typed finds what its last word begins, the word itself first") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path());
  append(*writer, {article("artist", "", "An artist paints the harbour."),
                   article("art", "", "The art of the harbour."), article("other", "", "A harbour.")});
  writer->commit();
  const Searcher searcher(folder.path());
  const auto found = [&](const std::string& query) {
    SearchRequest request;
    request.query = query;
    request.prefix = true;
    request.relax = false;
    return ids(searcher.search(request));
  };
  CHECK(found("art") == std::vector<std::string>{"art", "artist"});
  CHECK(found("arti") == std::vector<std::string>{"artist"});
  CHECK(found("+harbour +arti") == std::vector<std::string>{"artist"});
  CHECK(found("harbour arti").front() == "artist");
  CHECK(found("art ") == std::vector<std::string>{"art"}); // complete
  CHECK(found("ar").empty());                              // too short
}
