#include "fake_writer.hpp"
#include "indexer/index_run.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <random>
#include <set>
#include <unistd.h>

using akin::Error;
using akin::ErrorCode;
using akin::indexer::IndexEvents;
using akin::indexer::IndexOptions;
using akin::indexer::IndexProgress;
using akin::indexer::IndexSummary;
using akin::indexer::Origin;
using akin::indexer::Rejection;
using akin::indexer::run_index;
using akin::test::FakeWriter;

namespace {

/// A folder of its own that goes when the test ends.
class InputFolder {
 public:
  InputFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "akin-index-run-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~InputFolder() { std::filesystem::remove_all(path_); }
  InputFolder(const InputFolder&) = delete;
  InputFolder& operator=(const InputFolder&) = delete;

  std::string write(const std::string& name, const std::string& content) const {
    const auto file = path_ / name;
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string line(const std::string& id, const std::string& title) {
  return fmt::format("{{\"id\":\"{}\",\"title\":\"{}\",\"body\":\"Some words about {}.\"}}\n", id, title, title);
}

std::string numbered_lines(int first, int last, const std::string& title = "number") {
  std::string lines;
  for (int i = first; i < last; ++i)
    lines += line(fmt::format("a{:06}", i), fmt::format("{} {}", title, i));
  return lines;
}

IndexSummary index(FakeWriter& writer, const std::vector<std::string>& inputs, IndexOptions options = {},
                   const IndexEvents& events = {}) {
  if (options.threads == 0)
    options.threads = 4;
  const IndexSummary summary = run_index(writer, inputs, options, events);
  CHECK(summary.read == summary.added + summary.replaced + summary.unchanged + summary.rejected);
  return summary;
}

/// What the events told.
struct Told {
  std::vector<std::string> rejected;
  std::vector<std::string> warned;
  std::vector<std::uint64_t> committed;
  std::vector<IndexProgress> progress;
  IndexEvents events;

  Told() {
    events.rejected = [this](const Rejection& r) { rejected.push_back(place(r.origin)); };
    events.warned = [this](const Origin& origin, const std::string& text) {
      warned.push_back(origin.path.empty() ? text : place(origin));
    };
    events.committed = [this](std::uint64_t articles) { committed.push_back(articles); };
    events.progress = [this](const IndexProgress& p) { progress.push_back(p); };
  }

  static std::string place(const Origin& origin) {
    return std::filesystem::path(origin.path).filename().string() + ":" + std::to_string(origin.line);
  }
};

} // namespace

TEST_CASE("articles arrive in the order of the input, whatever the number of threads") {
  const InputFolder folder;
  const std::vector<std::string> inputs{folder.write("a.jsonl", numbered_lines(0, 3000)),
                                        folder.write("b.jsonl", numbered_lines(3000, 4321))};
  for (const unsigned threads : {1U, 2U, 7U}) {
    CAPTURE(threads);
    FakeWriter writer;
    IndexOptions options;
    options.threads = threads;
    const IndexSummary summary = index(writer, inputs, options);
    CHECK(summary.added == 4321);
    CHECK(summary.read == 4321);
    CHECK(writer.order.size() == 4321);
    CHECK(std::is_sorted(writer.order.begin(), writer.order.end()));
    CHECK(*std::max_element(writer.batch_sizes.begin(), writer.batch_sizes.end()) == akin::engine::batch_articles);
    CHECK(summary.input_bytes > 4321 * 50);
    CHECK_FALSE(summary.stopped);
  }
}

TEST_CASE("an article is written as it was read, analysed") {
  const InputFolder folder;
  FakeWriter writer;
  index(writer, {folder.write("a.jsonl", line("x", "Rockets rise"))});
  const akin::AnalysedArticle& stored = writer.articles().at("x");
  CHECK(stored.article.title == "Rockets rise");
  CHECK(stored.article.body == "Some words about Rockets rise.");
  CHECK(stored.title_tokens == 2);
  CHECK(stored.tokens.size() == 7);
}

TEST_CASE("an input without articles is no error") {
  const InputFolder folder;
  FakeWriter writer;
  Told told;
  const IndexSummary summary = index(writer, {folder.path()}, {}, told.events);
  CHECK(summary.read == 0);
  CHECK(writer.articles().empty());
  CHECK(told.rejected.empty());
}

TEST_CASE("a second run leaves unchanged articles alone and replaces changed ones") {
  const InputFolder folder;
  FakeWriter writer;
  index(writer, {folder.write("a.jsonl", numbered_lines(0, 1200))});
  writer.order.clear();
  writer.batch_sizes.clear();

  const IndexSummary same = index(writer, {folder.write("a.jsonl", numbered_lines(0, 1200))});
  CHECK(same.unchanged == 1200);
  CHECK(same.added + same.replaced == 0);
  CHECK(writer.batch_sizes.empty());

  const IndexSummary changed = index(writer, {folder.write("a.jsonl", numbered_lines(0, 1190) + line("a000042", "new") +
                                                                          line("a000043", "new") + line("z", "new"))});
  CHECK(changed.added == 1);
  CHECK(changed.replaced == 2);
  CHECK(changed.unchanged == 1190);
  CHECK(writer.order == std::vector<std::string>{"a000042", "a000043", "z"});
  CHECK(writer.articles().at("a000042").article.title == "new");
}

TEST_CASE("of articles with one id the last one counts") {
  const InputFolder folder;
  FakeWriter writer;
  const IndexSummary summary = index(writer, {folder.write("a.jsonl", line("x", "first") + line("y", "other") +
                                                                          line("x", "second") + line("x", "second"))});
  CHECK(summary.added == 2);
  CHECK(summary.replaced == 1);
  CHECK(summary.unchanged == 1);
  CHECK(writer.articles().at("x").article.title == "second");
}

TEST_CASE("an article that comes back to what the index has, after another one with its id, wins all the same") {
  const InputFolder folder;
  for (const int between : {0, 700, 5000}) { // in the same batch, in another one, beyond a commit
    CAPTURE(between);
    FakeWriter writer;
    index(writer, {folder.write("a.jsonl", line("x", "first"))});
    IndexOptions options;
    options.commit_articles = 2000;
    const IndexSummary summary =
        index(writer, {folder.write("a.jsonl", line("x", "second") + numbered_lines(0, between) + line("x", "first"))},
              options);
    CHECK(summary.replaced == 2);
    CHECK(summary.added == static_cast<std::uint64_t>(between));
    CHECK(writer.articles().at("x").article.title == "first");
  }
}

TEST_CASE("runs over random inputs end as writing one article after the other would") {
  std::mt19937 random(5);
  const InputFolder folder;
  FakeWriter writer;
  std::map<std::string, std::string> expected;
  for (int run = 0; run < 15; ++run) {
    std::string lines;
    IndexSummary counts;
    for (int i = 0; i < 3000; ++i) {
      const std::string id = std::to_string(random() % (run < 5 ? 20U : 4000U));
      const std::string title = std::to_string(random() % 3);
      lines += line(id, title);
      const auto [found, is_new] = expected.try_emplace(id, title);
      ++(is_new ? counts.added : found->second == title ? counts.unchanged : counts.replaced);
      found->second = title;
    }
    IndexOptions options;
    options.commit_articles = 1 + random() % 3000;
    const IndexSummary summary = index(writer, {folder.write("a.jsonl", lines)}, options);
    CHECK(summary.added == counts.added);
    CHECK(summary.replaced == counts.replaced);
    CHECK(summary.unchanged == counts.unchanged);
    REQUIRE(writer.articles().size() == expected.size());
    for (const auto& [id, title] : expected)
      CHECK(writer.articles().at(id).article.title == title);
  }
}

TEST_CASE("a bad record is reported with file and line, in order, and the others are indexed") {
  const InputFolder folder;
  FakeWriter writer;
  Told told;
  const IndexSummary summary =
      index(writer,
            {folder.write("a.jsonl", line("x", "one") + "{broken\n" + line("y", "two") + "[1,2]\n{\"id\":\"empty\"}\n"),
             folder.path() + "/missing.jsonl", folder.write("b.jsonl", "nonsense\n" + line("z", "three"))},
            {}, told.events);
  CHECK(summary.added == 3);
  CHECK(summary.rejected == 5);
  CHECK(told.rejected ==
        std::vector<std::string>{"a.jsonl:2", "a.jsonl:4", "a.jsonl:5", "missing.jsonl:0", "b.jsonl:1"});
  CHECK(writer.order == std::vector<std::string>{"x", "y", "z"});
}

TEST_CASE("what is odd about an article is told and counted") {
  const InputFolder folder;
  FakeWriter writer;
  Told told;
  const IndexSummary summary =
      index(writer,
            {folder.write("a.jsonl", line("x", "one") + R"({"id":"y","title":"two","published":"soon"})"
                                                        "\n")},
            {}, told.events);
  CHECK(summary.added == 2);
  CHECK(summary.warnings == 1);
  CHECK(told.warned == std::vector<std::string>{"a.jsonl:2"});
}

TEST_CASE("files of no known format in a folder are counted") {
  const InputFolder folder;
  FakeWriter writer;
  folder.write("a.jsonl", line("x", "one"));
  folder.write("b.bin", std::string("\0\1\2", 3));
  const IndexSummary summary = index(writer, {folder.path()});
  CHECK(summary.added == 1);
  CHECK(summary.skipped_files == 1);
  CHECK(summary.rejected == 0);
}

TEST_CASE("a run commits as often as it is asked to and says what is durable") {
  const InputFolder folder;
  FakeWriter writer;
  Told told;
  IndexOptions options;
  options.commit_articles = 1000;
  IndexEvents events = told.events;
  events.committed = [&](std::uint64_t articles) {
    CHECK(writer.articles().size() == articles);
    told.committed.push_back(articles);
  };
  index(writer, {folder.write("a.jsonl", numbered_lines(0, 3300))}, options, events);
  CHECK(told.committed == std::vector<std::uint64_t>{1000, 2000, 3000, 3300});
}

TEST_CASE("a run commits after the time that it is given") {
  const InputFolder folder;
  FakeWriter writer;
  IndexOptions options;
  options.commit_seconds = 0;
  index(writer, {folder.write("a.jsonl", numbered_lines(0, 10))}, options);
  CHECK(writer.commits > 1);
  CHECK(writer.articles().size() == 10);
}

TEST_CASE("progress is told, at the end the whole of it") {
  const InputFolder folder;
  FakeWriter writer;
  Told told;
  const std::string file = folder.write("a.jsonl", numbered_lines(0, 700));
  index(writer, {file}, {}, told.events);
  REQUIRE_FALSE(told.progress.empty());
  const IndexProgress& last = told.progress.back();
  CHECK(last.records == 700);
  CHECK(last.done_bytes == std::filesystem::file_size(file));
  CHECK(last.total_bytes == last.done_bytes);
  CHECK(last.input_bytes > 0);
}

TEST_CASE("sync deletes what the input no longer has") {
  const InputFolder folder;
  FakeWriter writer;
  IndexOptions options;
  options.sync = true;
  index(writer, {folder.write("a.jsonl", numbered_lines(0, 1500))}, options);
  Told told;
  const IndexSummary summary =
      index(writer, {folder.write("a.jsonl", numbered_lines(700, 1500) + line("new", "new"))}, options, told.events);
  CHECK(summary.deleted == 700);
  CHECK(summary.unchanged == 800);
  CHECK(summary.added == 1);
  CHECK(writer.articles().size() == 801);
  CHECK(writer.articles().count("a000699") == 0);
  CHECK(told.warned.empty());
}

TEST_CASE("without sync nothing is deleted") {
  const InputFolder folder;
  FakeWriter writer;
  index(writer, {folder.write("a.jsonl", numbered_lines(0, 10))});
  CHECK(index(writer, {folder.write("a.jsonl", numbered_lines(5, 6))}).deleted == 0);
  CHECK(writer.articles().size() == 10);
}

TEST_CASE("sync deletes nothing when some of the input may be missing, and says so") {
  const InputFolder folder;
  FakeWriter writer;
  const std::string file = folder.write("a.jsonl", numbered_lines(0, 10));
  index(writer, {file});
  IndexOptions options;
  options.sync = true;
  const std::vector<std::vector<std::string>> incomplete{
      {folder.write("b.jsonl", line("b", "b")), folder.path() + "/missing.jsonl"},
      {folder.write("c.jsonl", line("b", "b") + "{\"id\":\"a0000")},
      {folder.write("d.jsonl", "")},
  };
  for (const auto& inputs : incomplete) {
    CAPTURE(inputs.front());
    Told told;
    const IndexSummary summary = index(writer, inputs, options, told.events);
    CHECK(summary.deleted == 0);
    CHECK(summary.warnings == 1);
    REQUIRE(told.warned.size() == 1);
    CHECK(told.warned.front().starts_with("nothing was deleted: "));
    CHECK(writer.articles().size() >= 10);
  }
}

TEST_CASE("a run that is stopped keeps what it has read and deletes nothing") {
  const InputFolder folder;
  FakeWriter writer;
  index(writer, {folder.write("old.jsonl", line("old", "old"))});
  std::atomic<bool> stop{false};
  Told told;
  IndexEvents events = told.events;
  events.stop = &stop;
  events.committed = [&](std::uint64_t) { stop = true; }; // at the first commit
  IndexOptions options;
  options.sync = true;
  options.commit_articles = 1000;
  const IndexSummary summary = index(writer, {folder.write("a.jsonl", numbered_lines(0, 100'000))}, options, events);
  CHECK(summary.stopped);
  CHECK(summary.deleted == 0);
  CHECK(summary.added >= 1000);
  CHECK(summary.added < 100'000);
  CHECK(writer.articles().size() == summary.added + 1);
  CHECK(told.warned.size() == 1);
  CHECK(writer.order.back() == fmt::format("a{:06}", summary.added - 1)); // without a gap
}

TEST_CASE("an error on a worker ends the run; what was committed stays") {
  const InputFolder folder;
  FakeWriter writer;
  writer.failure = {6, Error(ErrorCode::storage, "the disk is full", "building/6")};
  IndexOptions options;
  options.threads = 3;
  options.commit_articles = 1000;
  std::string message;
  try {
    run_index(writer, {folder.write("a.jsonl", numbered_lines(0, 20'000))}, options, {});
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::storage);
    message = error.what();
  }
  CHECK(message == "the disk is full (building/6)");
  CHECK(writer.articles().size() % 1000 == 0);
  CHECK(writer.articles().size() <= 6 * akin::engine::batch_articles);
  CHECK(writer.articles().size() == writer.order.size());
}

TEST_CASE("an error that readers would take for a bad file ends the run as well") {
  const InputFolder folder;
  FakeWriter writer;
  writer.failure = {0, Error(ErrorCode::input_unreadable, "odd")};
  CHECK_THROWS_AS(run_index(writer, {folder.write("a.jsonl", numbered_lines(0, 20'000))}, {}, {}), Error);
}

TEST_CASE("what an event throws passes through and nothing more is committed") {
  const InputFolder folder;
  FakeWriter writer;
  IndexEvents events;
  events.progress = [](const IndexProgress&) { throw std::runtime_error("enough"); };
  CHECK_THROWS_WITH(run_index(writer, {folder.write("a.jsonl", numbered_lines(0, 600))}, {}, events), "enough");
  CHECK(writer.commits == 0);
}

TEST_CASE("more threads than there is work for do no harm") {
  const InputFolder folder;
  FakeWriter writer;
  IndexOptions options;
  options.threads = 64;
  CHECK(index(writer, {folder.write("a.jsonl", line("x", "one"))}, options).added == 1);
}
