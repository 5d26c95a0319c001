#include "searcher/date_histogram.hpp"
#include "searcher/searcher.hpp"
#include "tests/engine/small_index.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::engine;

namespace {

/// "2023-09:2 2023-10:0 …"
std::string shown(const std::vector<FacetValue>& histogram) {
  std::string text;
  for (const FacetValue& bucket : histogram)
    text += (text.empty() ? "" : " ") + bucket.value + ":" + std::to_string(bucket.count);
  return text;
}

constexpr std::int32_t first_of_2023 = 19358; // days since 1970-01-01

} // namespace

TEST_CASE("buckets are days, months or years, whichever can be read, without gaps") {
  CHECK(date_histogram({}).empty());
  const std::vector<DayCount> days{{first_of_2023, 2}, {first_of_2023 + 2, 1}};
  CHECK(shown(date_histogram(days)) == "2023-01-01:2 2023-01-02:0 2023-01-03:1");
  const std::vector<DayCount> months{{first_of_2023 + 30, 1}, {first_of_2023 + 31, 2}, {first_of_2023 + 120, 3}};
  CHECK(shown(date_histogram(months)) == "2023-01:1 2023-02:2 2023-03:0 2023-04:0 2023-05:3");
  const std::vector<DayCount> years{{-1, 1}, {0, 2}, {first_of_2023, 3}};
  const auto histogram = date_histogram(years);
  REQUIRE(histogram.size() == 2023 - 1969 + 1);
  CHECK(histogram.front().value == "1969");
  CHECK(histogram[1].count == 2);
  CHECK(histogram.back().value == "2023");
  CHECK(histogram.back().count == 3);
}

TEST_CASE("the leap day and the last day of a year are in their own months") {
  const std::vector<DayCount> days{{first_of_2023 + 365 + 59, 1},
                                   {first_of_2023 + 2 * 365, 1}}; // 2024-02-29, 2024-12-31
  CHECK(date_histogram(days).front().value == "2024-02");
  CHECK(date_histogram(days).back().value == "2024-12");
}

TEST_CASE("a story counts once in the histogram, on the day of its first publication") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path());
  const std::string text = "The ferry ran aground off Gotland with ninety passengers on a calm and clear morning.";
  Article first = article("first", "Ferry", text);
  first.published = Timestamp{std::int64_t{first_of_2023} * 86'400};
  Article copy = article("copy", "Ferry", text);
  copy.published = Timestamp{(std::int64_t{first_of_2023} + 1) * 86'400};
  Article other = article("other", "Ferry sold", "A ferry was sold.");
  other.published = Timestamp{(std::int64_t{first_of_2023} + 2) * 86'400 + 5};
  append(*writer, {first, copy, other, article("undated", "", "Ferry tickets.")});
  writer->commit();
  const Searcher searcher(folder.path());
  SearchRequest request;
  request.query = "ferry";
  REQUIRE(add_facet("dates", request));
  REQUIRE(add_facet("sources", request));
  CHECK_FALSE(add_facet("colours", request));
  const Result folded = searcher.search(request);
  REQUIRE(folded.facets.size() == 2);
  CHECK(folded.facets.back().first == "dates");
  CHECK(shown(folded.facets.back().second) == "2023-01-01:1 2023-01-02:0 2023-01-03:1");
  request.fold_copies = false;
  CHECK(shown(searcher.search(request).facets.back().second) == "2023-01-01:1 2023-01-02:1 2023-01-03:1");
}
