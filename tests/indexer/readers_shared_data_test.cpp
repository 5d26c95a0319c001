// The readers on real and hostile inputs that are not part of the repository.
#include "tests/indexer/reading.hpp"

#include <cstdlib>
#include <doctest/doctest.h>

using namespace akin::indexer;

namespace {

/// The folder of shared data; empty when this test is to be skipped.
std::string shared_data() {
  const char* folder = std::getenv("AKIN_SHARED_DATA");
  if (folder == nullptr || *folder == '\0') {
    MESSAGE("skipped: needs AKIN_SHARED_DATA");
    return {};
  }
  return folder;
}

} // namespace

TEST_CASE("every hostile file goes through every reader") {
  const auto data = shared_data();
  if (data.empty()) {
    return;
  }
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data + "/robustness")) {
    if (!entry.is_regular_file()) {
      continue;
    }
    ++files;
    for (const auto format : {Format::automatic, Format::jsonl, Format::json, Format::csv, Format::tsv, Format::feed,
                              Format::html, Format::markdown, Format::text}) {
      InputOptions options;
      options.format = format;
      const auto reading = read({entry.path().string()}, options);
      for (const auto& record : reading.records) {
        CHECK_FALSE(record.article.id.empty());
        CHECK_FALSE((record.article.title.empty() && record.article.body.empty()));
      }
    }
  }
  CHECK(files > 300);
}

TEST_CASE("Reuters-21578 is read without loss") {
  const auto data = shared_data();
  if (data.empty()) {
    return;
  }
  const auto reading = read({data + "/related/reuters.jsonl.zst"});
  CHECK(reading.records.size() == 21'577);
  REQUIRE(reading.rejections.size() == 1); // number 12793 has neither title nor text
  CHECK(reading.rejections[0].reason.find("neither title nor body") == 0);
}

TEST_CASE("the posts of a real site all have a title and their date") {
  const auto data = shared_data();
  if (data.empty()) {
    return;
  }
  const auto reading = read({data + "/ingest/site_markdown/news"});
  CHECK(reading.records.size() > 300);
  for (const auto& record : reading.records) {
    CHECK_FALSE(record.article.title.empty());
    CHECK_MESSAGE(record.article.published.has_value(), record.origin.path);
  }
}
