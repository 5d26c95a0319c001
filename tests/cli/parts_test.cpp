#include "cli/exit_status.hpp"
#include "cli/input_report.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/text/glyphs.hpp"
#include "cli/text/render_article.hpp"
#include "cli/text/render_numbers.hpp"
#include "common/error.hpp"

#include <doctest/doctest.h>
#include <new>
#include <nlohmann/json.hpp>

using namespace akin;
using namespace akin::cli;

namespace {

template <class Exception> Failure failure_of(const Exception& exception) {
  try {
    throw exception;
  } catch (...) {
    return current_failure();
  }
}

} // namespace

TEST_CASE("every error code has its exit status from the table") {
  for (const ErrorCodeInfo& row : error_codes()) {
    const Failure failure = failure_of(Error(row.code, "what happened; what to do", "where"));
    CHECK(static_cast<int>(failure.status) == row.exit_status);
    CHECK(failure.message == "what happened; what to do (where)");
  }
}

TEST_CASE("a closed pipe is success, other exceptions are failures that say something") {
  CHECK(failure_of(ClosedPipe{}).status == ExitStatus::ok);
  CHECK(failure_of(ClosedPipe{}).message.empty());
  CHECK(failure_of(std::bad_alloc()).status == ExitStatus::failed);
  CHECK(failure_of(std::bad_alloc()).message.rfind("out of memory", 0) == 0);
  CHECK(failure_of(std::runtime_error("odd")).message == "internal error, please report it: odd");
}

TEST_CASE("JSON for a terminal has no control character left") {
  CHECK(without_raw_controls("{\"a\":\"x\x7f\xc2\x9b\xc2\xa0\xc3\xa9\"}") ==
        "{\"a\":\"x\\u007f\\u009b\xc2\xa0\xc3\xa9\"}");
  CHECK(without_raw_controls("\"cut \xc2") == "\"cut \xc2");
}

TEST_CASE("a progress line has share, count, rate and the time left") {
  const indexer::IndexProgress half{12345, 20'000'000, 500, 1000, 10};
  CHECK(progress_line(half) == "50 %, 12,345 articles, 2.0 MB/s, 0:10 left");
  const indexer::IndexProgress unknown_total{12345, 20'000'000, 500, 0, 10};
  CHECK(progress_line(unknown_total) == "12,345 articles, 2.0 MB/s");
  const indexer::IndexProgress first_moment{1, 2000, 1, 1000, 0.01};
  CHECK(progress_line(first_moment).find("left") == std::string::npos);
}

TEST_CASE("a progress bar fits its terminal") {
  const indexer::IndexProgress half{12345, 20'000'000, 500, 1000, 10};
  CHECK(progress_bar(half, 60) == " 50 % ━━━━━━━━─────────  12,345 articles  2.0 MB/s  0:10 left");
  for (int width = 10; width < 200; ++width)
    CHECK(columns_of(glyphs(progress_bar(half, width))) <= width);
  const indexer::IndexProgress more_than_all{1, 1, 2000, 1000, 10};
  CHECK(progress_bar(more_than_all, 60).rfind("100 %", 0) == 0);
}

TEST_CASE("the first twenty rejections are told, then how many more there were") {
  std::vector<std::string> lines;
  InputReport report("", [&](const std::string& line) { lines.push_back(line); });
  for (std::size_t i = 1; i <= 25; ++i)
    report.rejected({{"in.jsonl", i}, "not JSON"});
  report.finish();
  REQUIRE(lines.size() == 21);
  CHECK(lines.front() == "in.jsonl:1: not JSON");
  CHECK(lines.back() == "… and 5 more rejected (see --rejects FILE)");
  CHECK(report.rejections() == 25);
}

TEST_CASE("a file that is one record is named without a line") {
  CHECK(describe({"page.html", 0}, "no text") == "page.html: no text");
}

TEST_CASE("rejects that cannot be written are an error before anything is done") {
  try {
    InputReport report("/nonexistent/folder/rejects", [](const std::string&) {});
    FAIL("opened a file in a folder that does not exist");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::storage);
    CHECK(error.context() == "/nonexistent/folder/rejects");
  }
}

TEST_CASE("an article is shown with its fields, its text as it is broken, copies and terms") {
  StoredArticle stored;
  stored.article.id = "a1";
  stored.article.title = "A title";
  stored.article.source = "Far East Courier";
  stored.article.authors = {"One", "Two"};
  stored.article.body = "First paragraph.\n\nSecond\x1b[2J paragraph.";
  stored.article.extra = {{"words", std::int64_t{12}}, {"paid", true}};
  stored.copies = {{"b2", "Harbour Post", "", Timestamp{1694592000}}};
  stored.terms = {{"paragraph", 2, 1234, 0.5}};
  CHECK(render(stored, {80, false}) == "A title\n"
                                       "id             a1\n"
                                       "source         Far East Courier\n"
                                       "authors        One, Two\n"
                                       "words          12\n"
                                       "paid           true\n"
                                       "\n"
                                       "First paragraph.\n"
                                       "\n"
                                       "Second\uFFFD[2J paragraph.\n"
                                       "\n"
                                       "1 copy\n"
                                       "  b2 · Harbour Post · 13 Sep 2023\n"
                                       "\n"
                                       "weight   here     articles  stem\n"
                                       "0.5000      2        1,234  paragraph\n");
  const auto json = nlohmann::json::parse(to_json(stored, true));
  CHECK(json["article"]["title"] == "A title");
  CHECK(json["copies"][0]["id"] == "b2");
  CHECK(json["terms"][0]["document_frequency"] == 1234);
  CHECK_FALSE(nlohmann::json::parse(to_json(stored, false)).contains("terms"));
}

TEST_CASE("a summary tells every count, as text and as JSON") {
  indexer::IndexSummary summary;
  summary.read = 1234;
  summary.added = 1200;
  summary.rejected = 34;
  summary.copies = 7;
  summary.input_bytes = 10'000'000;
  summary.seconds = 2;
  CHECK(render(summary, {}) == "  read           1,234\n"
                               "  added          1,200\n"
                               "  replaced           0\n"
                               "  unchanged          0\n"
                               "  deleted            0\n"
                               "  rejected          34\n"
                               "  skipped files      0\n"
                               "  copies found       7\n"
                               "10.0 MB in 2.0 s, 5.0 MB/s\n");
  const auto json = nlohmann::json::parse(to_json(summary));
  CHECK(json["added"] == 1200);
  CHECK(json["copies"] == 7);
  CHECK(json["mb_per_second"] == doctest::Approx(5.0));
  CHECK(json["stopped"] == false);
}
