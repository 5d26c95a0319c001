// Files, folders, globs, archives and formats told apart.
#include "tests/indexer/reading.hpp"

#include <bzlib.h>
#include <doctest/doctest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

using namespace akin;
using namespace akin::indexer;
using Strings = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

std::string gzip(std::string text) {
  z_stream state{};
  REQUIRE(deflateInit2(&state, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&state, text.size()) + 64, '\0');
  state.next_in = reinterpret_cast<Bytef*>(text.data());
  state.avail_in = static_cast<uInt>(text.size());
  state.next_out = reinterpret_cast<Bytef*>(packed.data());
  state.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&state, Z_FINISH) == Z_STREAM_END);
  packed.resize(packed.size() - state.avail_out);
  deflateEnd(&state);
  return packed;
}

std::string zstd(std::string text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  return packed;
}

std::string bzip2(std::string text) {
  auto size = static_cast<unsigned>(text.size() + text.size() / 50 + 700);
  std::string packed(size, '\0');
  REQUIRE(BZ2_bzBuffToBuffCompress(packed.data(), &size, text.data(), static_cast<unsigned>(text.size()), 1, 0, 0) ==
          BZ_OK);
  packed.resize(size);
  return packed;
}

/// Lines that do not compress to nothing.
std::string many_lines(int count) {
  std::string lines;
  unsigned noise = 1;
  for (int i = 0; i < count; ++i) {
    lines += "{\"title\":\"Title " + std::to_string(i) + "\",\"body\":\"";
    for (int j = 0; j < 20; ++j) {
      noise = noise * 1664525U + 1013904223U;
      lines += std::to_string(noise);
    }
    lines += "\"}\n";
  }
  return lines;
}

} // namespace

TEST_CASE("a folder is read recursively, in name order, without hidden and unknown files") {
  const TemporaryFolder folder;
  folder.write("b.txt", "Two\n\ntext");
  folder.write("a/deep/x.jsonl", "{\"title\":\"One\"}\n");
  folder.write("c.md", "# Three\n");
  folder.write(".hidden.txt", "Hidden");
  folder.write(".git/x.txt", "Hidden");
  const auto unknown = folder.write("picture.png", "\x89PNG");
  const auto reading = read({folder.path()});
  CHECK(reading.titles() == Strings{"One", "Two", "Three"});
  CHECK(reading.skipped == Strings{unknown});
  CHECK(reading.rejections.empty());
  REQUIRE(reading.records.size() == 3);
  CHECK(reading.records[0].origin.path == folder.path() + "/a/deep/x.jsonl");
}

TEST_CASE("a folder that links to itself is read once") {
  const TemporaryFolder folder;
  folder.write("a/x.txt", "One");
  fs::create_directory_symlink(folder.path(), folder.path() + "/a/loop");
  fs::create_directory_symlink(folder.path() + "/a", folder.path() + "/z");
  CHECK(read({folder.path()}).titles() == Strings{"One"});
}

TEST_CASE("an input that is not there or cannot be opened is a rejection and the rest is read") {
  const TemporaryFolder folder;
  const auto good = folder.write("good.txt", "Good");
  fs::create_symlink(folder.path() + "/nowhere", folder.path() + "/dangling.txt");
  const auto reading = read({folder.path() + "/missing.jsonl", folder.path() + "/no*match", folder.path(), good});
  CHECK(reading.titles() == Strings{"Good", "Good"});
  REQUIRE(reading.rejections.size() == 3);
  CHECK(reading.rejections[0].origin.path == folder.path() + "/missing.jsonl");
  CHECK(reading.rejections[0].reason.find("cannot be opened: No such file or directory") == 0);
  CHECK(reading.rejections[1].reason.find("no file matches") == 0);
  CHECK(reading.rejections[2].origin.path == folder.path() + "/dangling.txt");
}

TEST_CASE("a file without permission to read is a rejection") {
  if (::geteuid() == 0) {
    MESSAGE("skipped: root may read everything");
    return;
  }
  const TemporaryFolder folder;
  const auto path = folder.write("a.txt", "One");
  fs::permissions(path, fs::perms::none);
  const auto reading = read({path});
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].reason.find("Permission denied") != std::string::npos);
}

TEST_CASE("a file that fails while it is read is a rejection") {
  const auto reading = read({"/proc/self/mem"}); // opens, but its first page cannot be read
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].reason.find("cannot be read") == 0);
}

TEST_CASE("globs are understood when the shell has left them alone") {
  const TemporaryFolder folder;
  folder.write("b.txt", "Two");
  folder.write("a.txt", "One");
  folder.write("c.md", "# Three");
  CHECK(read({folder.path() + "/*.txt"}).titles() == Strings{"One", "Two"});
}

TEST_CASE("compressed inputs are told by their bytes, with several members in a row") {
  const std::string one = "{\"title\":\"One\"}\n";
  const std::string two = "{\"title\":\"Two\"}\n";
  CHECK(read_file("a.jsonl.gz", gzip(one) + gzip(two)).titles() == Strings{"One", "Two"});
  CHECK(read_file("a.jsonl.zst", zstd(one) + zstd(two)).titles() == Strings{"One", "Two"});
  CHECK(read_file("a.jsonl.bz2", bzip2(one) + bzip2(two)).titles() == Strings{"One", "Two"});
  CHECK(read_file("a.jsonl", gzip(one)).titles() == Strings{"One"});
  CHECK(read_file("a.jsonl.gz", one).titles() == Strings{"One"});
}

TEST_CASE("of a truncated archive everything before the cut is kept") {
  const auto lines = many_lines(3000);
  for (const auto& [name, packed] : {std::pair<std::string, std::string>{"a.jsonl.gz", gzip(lines)},
                                     {"a.jsonl.zst", zstd(lines)},
                                     {"a.jsonl.bz2", bzip2(lines)}}) {
    const auto& shown = name; // clang 14 captures no structured bindings
    CAPTURE(shown);
    const auto reading = read_file(name, std::string_view(packed).substr(0, packed.size() / 2));
    CHECK(reading.records.size() > 700);
    CHECK(reading.records.size() < 3000);
    REQUIRE(reading.rejections.size() == 1);
    CHECK(reading.rejections[0].reason.find("archive is truncated") == 0);
    CHECK(reading.rejections[0].origin.path.find(name) != std::string::npos);
  }
}

TEST_CASE("of a damaged archive everything before the damage is kept") {
  const auto lines = many_lines(3000);
  const auto good = gzip("{\"title\":\"One\"}\n");
  const auto trailing = read_file("a.jsonl.gz", good + "not gzip at all");
  CHECK(trailing.titles() == Strings{"One"});
  REQUIRE(trailing.rejections.size() == 1);
  CHECK(trailing.rejections[0].reason.find("archive is damaged") == 0);
  auto packed = bzip2(lines);
  packed[packed.size() / 2] ^= 0x55;
  const auto damaged = read_file("a.jsonl.bz2", packed);
  CHECK(damaged.records.size() > 700);
  REQUIRE_FALSE(damaged.rejections.empty());
  CHECK(damaged.rejections.back().reason.find("archive is damaged") == 0);
}

TEST_CASE("what expands without end is cut at the limit of a record") {
  InputOptions options;
  options.max_record_bytes = 1U << 20U;
  const auto bomb = gzip("{\"title\":\"One\"}\n" + std::string(40U << 20U, ' ') + "x\n{\"title\":\"Two\"}\n");
  CHECK(bomb.size() < 100'000);
  const auto reading = read_file("a.jsonl.gz", bomb, options);
  CHECK(reading.titles() == Strings{"One", "Two"});
  CHECK(reading.rejections.size() == 1);
}

TEST_CASE("a named file without a known extension is told by its first bytes") {
  CHECK(read_file("dump", "{\"title\":\"One\"}\n{\"title\":\"Two\"}\n").titles() == Strings{"One", "Two"});
  CHECK(read_file("dump", "\n[{\"title\":\"One\"}]").titles() == Strings{"One"});
  CHECK(
      read_file("dump", "<?xml version='1.0'?><!-- x --><rss><channel><item><title>One</title></item></channel></rss>")
          .titles() == Strings{"One"});
  CHECK(read_file("dump", "---\ntitle: One\n---\nText").titles() == Strings{"One"});
  CHECK(read_file("dump", "Title\n\nText").titles() == Strings{"Title"});
  const auto binary = read_file("dump", std::string_view("\x7F"
                                                         "ELF\0\0\0",
                                                         7));
  REQUIRE(binary.rejections.size() == 1);
  CHECK(binary.rejections[0].reason.find("--format") != std::string::npos);
}

TEST_CASE("a format given for a folder reads the files named for it or for nothing") {
  const TemporaryFolder folder;
  folder.write("a.log", "One");
  folder.write("b.txt", "Two");
  folder.write("c.jsonl", "{\"title\":\"no\"}");
  folder.write("d.bin", std::string_view("\0\1\2", 3));
  InputOptions options;
  options.format = Format::text;
  const auto reading = read({folder.path()}, options);
  CHECK(reading.titles() == Strings{"One", "Two"});
  CHECK(reading.skipped.size() == 2);
}

TEST_CASE("progress tells the bytes of the files as they are on disk") {
  const TemporaryFolder folder;
  const auto first = folder.write("a.jsonl.gz", gzip(many_lines(100)));
  const auto second = folder.write("b.txt", "Two");
  const auto size = fs::file_size(first) + fs::file_size(second);
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  InputVisitor visitor;
  visitor.record = [](RawRecord&&) { return true; };
  visitor.progress = [&](std::uint64_t now, std::uint64_t of) {
    CHECK(now >= done);
    done = now;
    total = of;
  };
  read_inputs({folder.path()}, {}, visitor);
  CHECK(done == size);
  CHECK(total == size);
}
