#include "common/error.hpp"
#include "searcher/cursor.hpp"
#include "searcher/searcher.hpp"
#include "tests/engine/random_articles.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace akin;
using namespace akin::engine;

namespace {

/// Articles with equal scores and dates, without dates, with copies, from four publications and some without, in
/// several segments.
void make_many(const std::filesystem::path& directory) {
  auto writer = open_writer(directory);
  for (unsigned segment = 0; segment < 3; ++segment) {
    std::vector<Article> articles;
    for (unsigned i = 0; i < 40; ++i) {
      const unsigned number = 40 * segment + i;
      Article made = article("a" + std::to_string(number), i % 5 == 0 ? "Ferry timetable" : "Harbour news",
                             i % 3 == 0 ? "The ferry." : "A ferry and a harbour. " + prose(number / 4, 30));
      if (i % 7 != 0)
        made.published = Timestamp{86'400 * (number % 11)};
      if (number % 5 != 4)
        made.source = "Paper " + std::to_string(number % 5);
      articles.push_back(std::move(made));
    }
    append(*writer, articles);
    writer->commit();
  }
}

SearchRequest request_for(const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.limit = 1000;
  return request;
}

std::vector<std::string> ids(const Result& result) {
  std::vector<std::string> list;
  for (const Hit& hit : result.hits)
    list.push_back(hit.id);
  return list;
}

} // namespace

TEST_CASE("pages by cursor are disjoint and together what one long page has, in every order") {
  TemporaryFolder folder;
  make_many(folder.path());
  const Searcher searcher(folder.path());
  for (const char* query : {"ferry", "harbour ferry", "", "ferri timetabl", "+harbour +nowhere"}) {
    for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
      for (const bool fold : {true, false}) {
        CAPTURE(query);
        SearchRequest request = request_for(query);
        request.sort = sort;
        request.fold_copies = fold;
        const Result whole = searcher.search(request);
        REQUIRE(whole.hits.size() == whole.total);
        CHECK_FALSE(whole.next_cursor);
        request.limit = 7;
        request.cursor = cursor_start;
        std::vector<std::string> gathered;
        for (int page = 0; !request.cursor.empty() && page < 100; ++page) {
          const Result result = searcher.search(request);
          CHECK(result.total == whole.total);
          const auto list = ids(result);
          gathered.insert(gathered.end(), list.begin(), list.end());
          REQUIRE(result.next_cursor);
          request.cursor = *result.next_cursor;
        }
        CHECK(request.cursor.empty());
        CHECK(gathered == ids(whole));
      }
    }
  }
}

TEST_CASE("a cursor goes on where it was while articles come in, when hits are ordered by date") {
  TemporaryFolder folder;
  make_many(folder.path());
  const Searcher searcher(folder.path());
  SearchRequest request = request_for("ferry");
  request.sort = Sort::oldest;
  const auto before = ids(searcher.search(request));
  request.limit = 10;
  request.cursor = cursor_start;
  const Result first = searcher.search(request);
  Article late = article("late", "Ferry again", "The ferry is back.");
  late.published = Timestamp{0}; // among what was shown already
  auto writer = open_writer(folder.path());
  append(*writer, {late});
  writer->commit();
  request.cursor = *first.next_cursor;
  CHECK(ids(searcher.search(request)) == std::vector<std::string>(before.begin() + 10, before.begin() + 20));
}

TEST_CASE("a cursor that means nothing is refused, with the reason") {
  TemporaryFolder folder;
  make_many(folder.path());
  const Searcher searcher(folder.path());
  SearchRequest request = request_for("ferry");
  request.limit = 5;
  request.cursor = cursor_start;
  const std::string good = *searcher.search(request).next_cursor;
  const auto refused = [&](const SearchRequest& asked) {
    try {
      searcher.search(asked);
      return false;
    } catch (const Error& error) {
      return error.code() == ErrorCode::invalid_argument;
    }
  };
  for (const std::string& bad :
       {std::string("x"), std::string("1-2-3-4"), good + "-1", good + " ", "-" + good, std::string(5000, '1')}) {
    CAPTURE(bad);
    request.cursor = bad;
    CHECK(refused(request));
  }
  request.cursor = good;
  CHECK_FALSE(refused(request));
  SearchRequest other = request;
  other.query = "harbour";
  CHECK(refused(other));
  other = request;
  other.sort = Sort::newest;
  CHECK(refused(other));
  other = request;
  other.filters.sources = {"Paper 1"};
  CHECK(refused(other));
  other = request;
  other.offset = 5;
  CHECK(refused(other));
  other = request;
  other.per_source = 1;
  CHECK(refused(other));
  {
    auto writer = open_writer(folder.path());
    append(*writer, {}, {"a0"});
    writer->commit();
    writer->compact();
  }
  CHECK(refused(request));
}

TEST_CASE("a publication's share holds over all pages, and what it leaves out is the worst of that publication") {
  TemporaryFolder folder;
  make_many(folder.path());
  const Searcher searcher(folder.path());
  SearchRequest request = request_for("ferry");
  const Result whole = searcher.search(request);
  for (const std::size_t most : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
    std::map<std::string, std::size_t> counts;
    std::vector<std::string> expected;
    for (const Hit& hit : whole.hits)
      if (hit.source.empty() || ++counts[hit.source] <= most)
        expected.push_back(hit.id);
    request.per_source = most;
    const Result limited = searcher.search(request);
    CHECK(ids(limited) == expected);
    CHECK(limited.total == whole.total);
    SearchRequest page = request;
    page.limit = 4;
    page.offset = 6;
    const auto begin = expected.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(6, expected.size()));
    const auto end = expected.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(10, expected.size()));
    CHECK(ids(searcher.search(page)) == std::vector<std::string>(begin, end));
  }
}
