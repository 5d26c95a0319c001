#include "common/error.hpp"
#include "tests/engine/small_index.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <thread>

using namespace akin;
using namespace akin::engine;

TEST_CASE("an article comes back as it was stored, byte for byte") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  Article stored = article("a", "Tïtle \xF0\x9F\x9A\x80", "Body\n\nwith  spaces\t.");
  stored.published = Timestamp{-5};
  stored.tags = {"x", "y"};
  stored.extra = {{"n", std::int64_t{7}}, {"d", 0.5}, {"b", true}, {"s", std::string("text")}};
  append(*writer, {stored});
  writer->commit();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  const auto document = snapshot->find_id("a");
  REQUIRE(document);
  CHECK(snapshot->stored(std::span(&*document, 1)).front() == stored);
}

TEST_CASE("the last article with an id counts, within a batch, across batches and across commits") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, {article("a", "", "oldest words"), article("a", "", "older words")});
  append(*writer, {article("a", "", "old words")});
  writer->commit();
  append(*writer, {article("a", "", "new words"), article("b", "", "other words")});
  writer->commit();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  CHECK(snapshot->document_count() == 2);
  CHECK(found(*snapshot, word("old")).empty());
  CHECK(found(*snapshot, word("new")) == std::vector<std::string>{"a"});
  CHECK(found(*snapshot, word("word")).size() == 2);
}

TEST_CASE("a removed article is gone, and can come back") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, {article("a", "", "harbour one"), article("b", "", "harbour two")});
  writer->commit();
  append(*writer, {}, {"a"});
  writer->commit();
  auto reader = open_reader(folder.path() / "index");
  CHECK(found(*reader->snapshot(), word("harbour")) == std::vector<std::string>{"b"});
  CHECK_FALSE(reader->snapshot()->find_id("a"));
  CHECK_FALSE(writer->content_hash("a"));
  append(*writer, {article("a", "", "harbour one")});
  writer->commit();
  CHECK(found(*reader->snapshot(), word("harbour")).size() == 2);
}

TEST_CASE("what was not committed is not seen, and a reader keeps its snapshot while others move on") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, {article("a", "", "first")});
  writer->commit();
  auto reader = open_reader(folder.path() / "index");
  const auto before = reader->snapshot();
  append(*writer, {article("b", "", "second")});
  CHECK(reader->snapshot()->document_count() == 1);
  writer->commit();
  writer->compact();
  CHECK(before->document_count() == 1);
  CHECK(before->stored(std::vector<DocNumber>{0}).front().body == "first");
  CHECK(found(*before, word("first")) == std::vector<std::string>{"a"});
  CHECK(reader->snapshot()->document_count() == 2);
}

TEST_CASE("a second writer is told who holds the lock") {
  TemporaryFolder folder;
  const auto first = open_writer(folder.path() / "index");
  try {
    open_writer(folder.path() / "index");
    FAIL("two writers");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::index_locked);
    CHECK(error.message().find(std::to_string(::getpid())) != std::string::npos);
  }
}

TEST_CASE("many small commits become few segments and lose nothing") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  for (int i = 0; i < 40; ++i) {
    append(*writer, {article(std::to_string(i), "", "common number" + std::to_string(i))});
    writer->commit();
  }
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  CHECK(snapshot->statistics().segments < 8);
  CHECK(snapshot->document_count() == 40);
  CHECK(found(*snapshot, word("number17")) == std::vector<std::string>{"17"});
  writer.reset(); // its folder for batches goes with it
  CHECK(check(folder.path() / "index").empty());
}

TEST_CASE("small commits do not rewrite a large segment") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  std::vector<Article> many;
  for (int i = 0; i < 2000; ++i)
    many.push_back(article(std::to_string(i), "", "common number" + std::to_string(i)));
  append(*writer, many);
  writer->commit();
  const auto first = *std::filesystem::directory_iterator(folder.path() / "index" / "segments");
  for (int i = 0; i < 20; ++i) {
    append(*writer, {article("new" + std::to_string(i), "", "common")});
    writer->commit();
    CHECK(std::filesystem::exists(first));
  }
  CHECK(open_reader(folder.path() / "index")->snapshot()->statistics().segments < 8);
}

TEST_CASE("a commit leaves batches alone that are still being filled or not yet appended") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  Analyser analyser;
  AnalysedArticle analysed;
  const auto batch_of = [&](const std::string& id) {
    auto batch = writer->new_batch();
    analyser.analyse(article(id, "", "common " + id), analysed);
    batch->add(analysed, analyser.vocabulary());
    return batch;
  };
  auto open = batch_of("open");
  auto finished = batch_of("finished");
  finished->finish();
  append(*writer, {article("early", "", "common early")});
  writer->commit();
  open->finish();
  writer->append(std::move(open));
  writer->append(std::move(finished));
  writer->commit();
  CHECK(found(*open_reader(folder.path() / "index")->snapshot(), word("common")).size() == 3);
}

TEST_CASE("compacting keeps the live articles only") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, {article("a", "", "one"), article("b", "", "two")});
  writer->commit();
  append(*writer, {article("a", "", "three")}, {"b"});
  writer->commit();
  writer->compact();
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  CHECK(snapshot->statistics().segments == 1);
  CHECK(snapshot->statistics().deleted == 0);
  CHECK(snapshot->document_slots() == 1);
  CHECK(found(*snapshot, word("three")) == std::vector<std::string>{"a"});
}

TEST_CASE("an index is not put between somebody's other files") {
  TemporaryFolder folder;
  std::ofstream(folder.path() / "letter.txt") << "dear";
  CHECK_THROWS_AS(open_writer(folder.path()), Error);
  CHECK(std::filesystem::exists(folder.path() / "letter.txt"));
}

TEST_CASE("replacing builds beside the live index and swaps at the commit") {
  TemporaryFolder folder;
  {
    auto writer = open_writer(folder.path() / "index");
    append(*writer, {article("a", "", "old")});
    writer->commit();
  }
  auto reader = open_reader(folder.path() / "index");
  WriterOptions options;
  options.replace = true;
  auto writer = open_writer(folder.path() / "index", options);
  append(*writer, {article("b", "", "new")});
  CHECK(found(*reader->snapshot(), word("old")) == std::vector<std::string>{"a"});
  writer->commit();
  CHECK(found(*reader->snapshot(), word("old")).empty());
  CHECK(found(*reader->snapshot(), word("new")) == std::vector<std::string>{"b"});
}

TEST_CASE("readers on other threads always see a whole commit") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, {article("x0", "", "pair"), article("y0", "", "pair")});
  writer->commit();
  auto reader = open_reader(folder.path() / "index");
  std::atomic<bool> stop{false};
  std::atomic<int> odd{0};
  RetrievalRequest request;
  request.limit = 1000;
  request.fold_copies = false; // they are all the same text
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t)
    threads.emplace_back([&] {
      while (!stop)
        if (found(*reader->snapshot(), word("pair"), request).size() % 2 != 0)
          ++odd;
    });
  for (int i = 1; i < 25; ++i) {
    append(*writer, {article("x" + std::to_string(i), "", "pair"), article("y" + std::to_string(i), "", "pair")});
    writer->commit();
  }
  stop = true;
  for (std::thread& thread : threads)
    thread.join();
  CHECK(odd == 0);
  CHECK(reader->snapshot()->document_count() == 50);
}
