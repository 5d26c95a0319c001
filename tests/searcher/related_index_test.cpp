#include "common/error.hpp"
#include "searcher/related_index.hpp"
#include "searcher/searcher.hpp"
#include "tests/engine/random_articles.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <atomic>
#include <doctest/doctest.h>
#include <fstream>
#include <set>
#include <sstream>

using namespace akin;
using namespace akin::engine;

namespace {

constexpr std::size_t stories = 12;

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word.back() == '.' ? word.substr(0, word.size() - 1) : word);
  return words;
}

/// Article number n tells story n % stories: half of its words are the story's, the others are drawn from all.
Article telling(std::size_t number) {
  static const std::vector<std::string> common = words_of(prose(5, 400));
  const std::vector<std::string> own = words_of(prose(100 + number % stories, 40));
  std::mt19937_64 random(number);
  std::string body;
  for (int i = 0; i < 60; ++i)
    body += (i % 2 == 0 ? own[random() % own.size()] : common[random() % common.size()]) + " ";
  Article result = article("n" + std::to_string(number), "About " + own[0], body);
  result.url = "https://news.example/" + std::to_string(number);
  result.source = "paper " + std::to_string(number % 3);
  result.published = Timestamp{1'700'000'000 + static_cast<std::int64_t>(number % 5) * 86'400};
  result.people = {"Ada Lovelace"};
  return result;
}

std::vector<Article> telling(std::size_t first, std::size_t end) {
  std::vector<Article> articles;
  for (std::size_t i = first; i < end; ++i)
    articles.push_back(telling(i));
  return articles;
}

void add(const std::filesystem::path& path, const std::vector<Article>& articles,
         const std::vector<std::string>& removed = {}) {
  auto writer = open_writer(path);
  append(*writer, articles, removed);
  writer->commit();
}

Result similar(const Searcher& searcher, const std::string& id, std::size_t limit = 10) {
  SimilarRequest request;
  request.source = ById{id};
  request.limit = limit;
  request.snippets = false;
  return searcher.similar(request);
}

std::set<std::string> ids(const Result& result) {
  std::set<std::string> found;
  for (const Hit& hit : result.hits)
    found.insert(hit.id);
  return found;
}

void flip_byte(const std::filesystem::path& file, double place) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto at = static_cast<std::streamoff>(place * static_cast<double>(std::filesystem::file_size(file)));
  stream.seekg(at);
  const char byte = static_cast<char>(stream.get() ^ 0xFF);
  stream.seekp(at);
  stream.put(byte);
}

} // namespace

TEST_CASE("lists from the related index are those without it, with the same words about each hit") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 240));
  const Searcher without(path);
  Searcher with(path);
  REQUIRE(with.refresh_related(0));
  CHECK(RelatedIndex::open(*open_reader(path)->snapshot()) != nullptr);
  for (const char* id : {"n0", "n7", "n239"}) {
    CAPTURE(id);
    const Result plain = similar(without, id);
    const Result fast = similar(with, id);
    REQUIRE(fast.hits.size() == 10);
    std::set<std::string> common;
    const auto a = ids(plain), b = ids(fast);
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(common, common.end()));
    CHECK(common.size() >= 9);
    for (const Hit& hit : fast.hits) {
      const auto same =
          std::find_if(plain.hits.begin(), plain.hits.end(), [&](const Hit& h) { return h.id == hit.id; });
      if (same == plain.hits.end())
        continue;
      CHECK(hit.score == doctest::Approx(same->score).epsilon(0.02));
      CHECK(*hit.confidence == doctest::Approx(*same->confidence).epsilon(0.02));
      CHECK(hit.title == same->title);
      CHECK(hit.url == same->url);
      CHECK(hit.source == same->source);
      CHECK(hit.published == same->published);
      CHECK(hit.people == same->people);
      CHECK(hit.why->days_apart == same->why->days_apart);
      REQUIRE(hit.why->entities.size() == same->why->entities.size());
      REQUIRE_FALSE(hit.why->terms.empty());
      CHECK(hit.why->terms.front().share == doctest::Approx(same->why->terms.front().share).epsilon(0.05));
    }
  }
}

TEST_CASE("an article shows all its terms, although the related index keeps only the weightiest") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  std::vector<Article> articles = telling(0, 40);
  const auto word = [](std::size_t i) { return "zq" + std::to_string(i); };
  constexpr std::size_t words = 300; // more than the index keeps
  std::string body;
  for (std::size_t i = 0; i < words; ++i)
    for (std::size_t times = 0; times <= i % 3; ++times)
      body += word(i) + " ";
  articles.push_back(article("long", "", body));
  articles.push_back(article("short", "", word(7) + " alone"));
  add(path, articles);
  Searcher searcher(path);
  REQUIRE(searcher.refresh_related(0));
  const auto shown = searcher.show("long", true);
  REQUIRE(shown);
  REQUIRE(shown->terms.size() == words);
  for (std::size_t i = 0; i < words; ++i) {
    const auto term =
        std::find_if(shown->terms.begin(), shown->terms.end(), [&](const auto& each) { return each.stem == word(i); });
    REQUIRE(term != shown->terms.end());
    CHECK(term->frequency == i % 3 + 1);
    CHECK(term->document_frequency == (i == 7 ? 2 : 1));
    CHECK(term->weight > 0);
  }
}

TEST_CASE("words in reasons are written as the corpus writes the names of organisations and places") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  std::vector<Article> articles = telling(0, 40);
  articles[0] = article("n0", "", "Envoys spoke of NATO and Gotland");
  articles[12] = article("n12", "", "Why NATO looks at Gotland");
  articles[1].organisations = {"NATO"};
  articles[2].places = {"Gotland", "GOTLAND"};
  add(path, articles);
  Searcher searcher(path);
  REQUIRE(searcher.refresh_related(0));
  const Result result = similar(searcher, "n0");
  const auto hit = std::find_if(result.hits.begin(), result.hits.end(), [](const Hit& h) { return h.id == "n12"; });
  REQUIRE(hit != result.hits.end());
  std::set<std::string> words;
  for (const SharedTerm& term : hit->why->terms)
    words.insert(term.term);
  CHECK(words.contains("NATO"));
  CHECK(words.contains("Gotland"));
}

TEST_CASE("newer articles are found beside those of the related index, replaced and deleted ones are not") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 240));
  Searcher searcher(path);
  REQUIRE(searcher.refresh_related(0));
  Article newer = telling(0);
  newer.id = "newer";
  newer.url.clear();
  newer.body += " together with something else that is new";
  const auto before = ids(similar(searcher, "n0"));
  const std::string gone = *before.begin();
  add(path, {newer}, {gone});
  const auto snapshot = open_reader(path)->snapshot();
  REQUIRE(RelatedIndex::open(*snapshot) != nullptr); // still the one from before
  CHECK(RelatedIndex::open(*snapshot)->documents() == 240);
  SimilarRequest request;
  request.source = ById{"n0"};
  request.fold_copies = false;
  const auto after = ids(searcher.similar(request));
  CHECK(after.contains("newer"));
  CHECK_FALSE(after.contains(gone));
  CHECK(ids(similar(searcher, "newer")).size() == 10); // and they have lists themselves
}

TEST_CASE("copies are folded under the oldest when candidates come from the related index") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  auto articles = telling(0, 240);
  Article older = articles[12];
  older.id = "older";
  older.url.clear();
  older.published->seconds -= 3600;
  articles.push_back(older);
  add(path, articles);
  Searcher searcher(path);
  REQUIRE(searcher.refresh_related(0));
  const Result result = similar(searcher, "n0", 30);
  const auto hit = std::find_if(result.hits.begin(), result.hits.end(), [](const Hit& h) { return h.id == "older"; });
  REQUIRE(hit != result.hits.end());
  REQUIRE(hit->copies.size() == 1);
  CHECK(hit->copies.front().id == "n12");
  CHECK(hit->copies.front().url == "https://news.example/12");
  CHECK_FALSE(ids(result).contains("n12"));
  CHECK_FALSE(ids(similar(searcher, "n12", 30)).contains("older"));
}

TEST_CASE("a related index is refreshed when the index has grown by half, and forgotten when it is numbered anew") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 200));
  Searcher searcher(path);
  CHECK_FALSE(searcher.refresh_related(201)); // too small to need one
  CHECK_FALSE(std::filesystem::exists(path / "derived" / "related_vectors.akin"));
  REQUIRE(searcher.refresh_related(0));
  add(path, telling(200, 290));
  REQUIRE(searcher.refresh_related(0));
  CHECK(RelatedIndex::open(*open_reader(path)->snapshot())->documents() == 200);
  add(path, telling(290, 310), {"n3"});
  REQUIRE(searcher.refresh_related(0));
  CHECK(RelatedIndex::open(*open_reader(path)->snapshot())->documents() == 311); // with the tombstone
  open_writer(path)->compact();
  CHECK(RelatedIndex::open(*open_reader(path)->snapshot()) == nullptr);
  CHECK(similar(searcher, "n0").hits.size() == 10);
  REQUIRE(searcher.refresh_related(0));
  CHECK(RelatedIndex::open(*open_reader(path)->snapshot())->documents() == 309);
}

TEST_CASE("lists for every article come in index order on any number of threads, and go on behind an article") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 240));
  Searcher searcher(path);
  REQUIRE(searcher.refresh_related(0));
  SimilarRequest request;
  request.limit = 3;
  request.snippets = false;
  const auto lists = [&](const EveryArticle& settings) {
    std::vector<std::string> found;
    searcher.similar_all(
        request,
        [](std::string id, const Result& result) {
          for (const Hit& hit : result.hits)
            id += " " + hit.id;
          return id;
        },
        [&](std::string_view list) {
          found.emplace_back(list);
          return true;
        },
        settings);
    return found;
  };
  const auto all = lists({.after = {}, .threads = 1});
  REQUIRE(all.size() == 240);
  CHECK(all[17].starts_with("n17 "));
  CHECK(lists({.after = {}, .threads = 3}) == all);
  CHECK(lists({.after = "n199", .threads = 2}) == std::vector<std::string>(all.begin() + 200, all.end()));
  CHECK(lists({.after = "n239", .threads = 2}).empty());
  CHECK_THROWS_AS(lists({.after = "nobody", .threads = 1}), Error);
  std::size_t seen = 0;
  searcher.similar_all(
      request, [](const std::string& id, const Result&) { return id; }, [&](std::string_view) { return ++seen < 70; });
  CHECK(seen == 70);
}

TEST_CASE("lists that keep what JSON says of articles say the same") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 240));
  Article copy = telling(5);
  copy.id = "copy of n5";
  copy.source = "B \"quoted\" \\";
  copy.people = {"Ada Lovelace"};
  copy.tags = {"first", "second"};
  add(path, {copy});
  Searcher searcher(path);
  REQUIRE(searcher.refresh_related(0));
  SimilarRequest request;
  request.limit = 5;
  request.snippets = false;
  request.fold_copies = false;
  const auto lists = [&](bool written, unsigned threads) {
    std::vector<std::string> found;
    std::atomic<std::size_t> hits_written = 0;
    searcher.similar_all(
        request,
        [&](const std::string& id, const Result& result) {
          Result same_time = result;
          same_time.took_ms = 0;
          for (const Hit& hit : result.hits)
            hits_written += hit.written != nullptr ? 1 : 0;
          return to_json(id, same_time);
        },
        [&](std::string_view list) {
          found.emplace_back(list);
          return true;
        },
        {.after = {}, .threads = threads, .written = written});
    CHECK((hits_written > 1000) == written);
    return found;
  };
  const auto plain = lists(false, 1);
  REQUIRE(plain.size() == 241);
  CHECK(std::any_of(plain.begin(), plain.end(),
                    [](const auto& list) { return list.find("Ada Lovelace") != std::string::npos; }));
  request.source = ById{"n17"};
  Result alone = searcher.similar(request);
  alone.took_ms = 0;
  CHECK(to_json("n17", alone) == plain[17]);
  CHECK(lists(true, 1) == plain);
  CHECK(lists(true, 3) == plain);
}

TEST_CASE("a damaged related index neither crashes nor counts as damage, and check takes it away") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 240));
  for (const char* name : {"related_vectors.akin", "related_postings.akin"}) {
    for (const double place : {0.0, 0.001, 0.2, 0.5, 0.8, 0.9, 0.97}) {
      CAPTURE(name);
      CAPTURE(place);
      REQUIRE(Searcher(path).refresh_related(0));
      REQUIRE(check(path).empty());
      const auto file = path / "derived" / name;
      flip_byte(file, place);
      const Searcher searcher(path);
      for (std::size_t i = 0; i < 240; i += 13)
        similar(searcher, "n" + std::to_string(i));
      const auto problems = check(path);
      REQUIRE(problems.size() == 1);
      CHECK(problems.front().harmless);
      CHECK(problems.front().file == file.string());
      CHECK_FALSE(std::filesystem::exists(file));
    }
    REQUIRE(Searcher(path).refresh_related(0));
    std::filesystem::resize_file(path / "derived" / name, 1000);
    CHECK(RelatedIndex::open(*open_reader(path)->snapshot()) == nullptr);
    CHECK(similar(Searcher(path), "n1").hits.size() == 10);
  }
}

TEST_CASE("what only few documents of a stem's list can hold keeps those where it weighs most") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 240));
  const std::shared_ptr<const Snapshot> snapshot = open_reader(path)->snapshot();
  const VectorSpace space(snapshot);
  RelatedIndexSettings settings;
  settings.longest_list = 3;
  REQUIRE(build_related_index(space, nullptr, settings));
  const auto index = RelatedIndex::open(*snapshot);
  REQUIRE(index);
  const UnitVector vector = index->vector_of(index->record_of(5));
  REQUIRE_FALSE(vector.empty());
  const auto best =
      *std::max_element(vector.begin(), vector.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const UnitVector one{{best.first, 1.0F}};
  const auto nearest = index->nearest(one, {}, 100);
  CHECK(nearest.size() <= 3);
  REQUIRE_FALSE(nearest.empty());
  for (std::size_t i = 1; i < nearest.size(); ++i)
    CHECK(nearest[i - 1].first >= nearest[i].first);
}

TEST_CASE("a look-up that reads little of the lists reads what adds most") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  add(path, telling(0, 240));
  const std::shared_ptr<const Snapshot> snapshot = open_reader(path)->snapshot();
  REQUIRE(build_related_index(VectorSpace(snapshot), nullptr, {}));
  const auto index = RelatedIndex::open(*snapshot);
  REQUIRE(index);
  const UnitVector vector = index->vector_of(index->record_of(5));
  const auto all = index->nearest(vector, {}, 240);
  REQUIRE(all.size() > 20);
  CHECK(all.front().second == 5); // what is most like an article is that article
  SimilarSettings few;
  few.candidate_postings = 5;
  few.candidate_documents = 2;
  const auto some = index->nearest(vector, few, 10);
  REQUIRE_FALSE(some.empty());
  CHECK(some.size() <= 10);
  CHECK(some.front().second == 5);
  for (std::size_t i = 0; i < some.size(); ++i) { // a part of their likeness, never more
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.second == some[i].second; });
    REQUIRE(known != all.end());
    CHECK(some[i].first <= known->first + 0.001F);
    CHECK((i == 0 || some[i - 1].first >= some[i].first));
  }
}

TEST_CASE("making the related index breaks off when asked, keeps nothing, and is made the next time") {
  TemporaryFolder folder;
  add(folder.path() / "index", telling(0, 300));
  Searcher searcher(folder.path() / "index");
  std::stop_source stop;
  stop.request_stop();
  try {
    searcher.refresh_related(1, stop.get_token());
    FAIL("not broken off");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::unavailable);
  }
  CHECK(RelatedIndex::open(*open_reader(folder.path() / "index")->snapshot()) == nullptr);
  CHECK(searcher.refresh_related(1));
  CHECK(RelatedIndex::open(*open_reader(folder.path() / "index")->snapshot()) != nullptr);
}
