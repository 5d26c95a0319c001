#include "common/error.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace akin;
using namespace akin::engine;
namespace fs = std::filesystem;

namespace {

void make_index(const fs::path& directory) {
  auto writer = open_writer(directory);
  append(*writer, {article("a", "Harbour", "boats in the harbour"), article("b", "", "trains")});
  writer->commit();
}

fs::path only_segment(const fs::path& directory) { return fs::directory_iterator(directory / "segments")->path(); }

void flip_byte(const fs::path& file, std::uintmax_t at) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(at));
  const char old = static_cast<char>(stream.get());
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put(static_cast<char>(old ^ 0x55));
}

ErrorCode code_of_opening(const fs::path& directory) {
  try {
    open_reader(directory);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

} // namespace

TEST_CASE("derived files that are missing or cut short are made again") {
  TemporaryFolder folder;
  const fs::path directory = folder.path() / "index";
  for (const char* name : {"forward.akin", "columns.akin"}) {
    for (const bool cut : {false, true}) {
      CAPTURE(name);
      fs::remove_all(directory);
      make_index(directory);
      const fs::path file = only_segment(directory) / name;
      if (cut)
        fs::resize_file(file, fs::file_size(file) / 2);
      else
        fs::remove(file);
      const auto snapshot = open_reader(directory)->snapshot();
      CHECK(found(*snapshot, word("harbour")) == std::vector<std::string>{"a"});
      CHECK(fs::exists(file));
      CHECK(check(directory).empty());
    }
  }
}

TEST_CASE("check finds a flipped byte in any file") {
  TemporaryFolder folder;
  const fs::path directory = folder.path() / "index";
  for (const char* name : {"forward.akin", "columns.akin", "postings.glass"}) {
    CAPTURE(name);
    fs::remove_all(directory);
    make_index(directory);
    REQUIRE(check(directory).empty());
    const fs::path file = only_segment(directory) / name;
    flip_byte(file, fs::file_size(file) / 3);
    CHECK_FALSE(check(directory).empty());
  }
}

TEST_CASE("a directory without an index, a foreign and a newer one are told apart") {
  TemporaryFolder folder;
  const fs::path directory = folder.path() / "index";
  CHECK(code_of_opening(directory) == ErrorCode::index_missing);
  fs::create_directories(directory);
  std::ofstream(directory / "akin.json") << "{\"name\": \"akin\"}";
  CHECK(code_of_opening(directory) == ErrorCode::index_damaged);
  std::ofstream(directory / "akin.json") << "not json";
  CHECK(code_of_opening(directory) == ErrorCode::index_damaged);
  std::ofstream(directory / "akin.json") << "{\"format_version\": 999}";
  CHECK(code_of_opening(directory) == ErrorCode::index_incompatible);
}

TEST_CASE("what a killed run leaves behind is reported as harmless and removed by the next run") {
  TemporaryFolder folder;
  const fs::path directory = folder.path() / "index";
  make_index(directory);
  fs::create_directories(directory / "segments" / "000099");
  fs::create_directories(directory / "building" / "7");
  const auto problems = check(directory);
  CHECK(problems.size() == 2);
  CHECK(std::all_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.harmless; }));
  open_writer(directory);
  CHECK(check(directory).empty());
}

TEST_CASE("a missing database of a segment is an error that names the file") {
  TemporaryFolder folder;
  const fs::path directory = folder.path() / "index";
  make_index(directory);
  fs::remove(only_segment(directory) / "postings.glass");
  CHECK(code_of_opening(directory) == ErrorCode::index_damaged);
}
