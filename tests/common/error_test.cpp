#include "common/error.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>

TEST_CASE("every error code has its row, in order, with a stable name of its own") {
  std::set<std::string_view> names;
  std::size_t place = 0;
  for (const akin::ErrorCodeInfo& row : akin::error_codes()) {
    CAPTURE(row.name);
    CHECK(static_cast<std::size_t>(row.code) == place++);
    CHECK(&akin::info(row.code) == &row);
    CHECK(names.insert(row.name).second);
    CHECK(std::all_of(row.name.begin(), row.name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }));
  }
  CHECK(akin::error_codes().back().code == akin::ErrorCode::internal);
}

TEST_CASE("every error ends the program with status 2 and a request with an HTTP error") {
  for (const akin::ErrorCodeInfo& row : akin::error_codes()) {
    CAPTURE(row.name);
    CHECK(row.exit_status == 2);
    CHECK(row.http_status >= 400);
    CHECK(row.http_status < 600);
  }
}

TEST_CASE("an error says what happened and where") {
  const akin::Error error(akin::ErrorCode::not_found, "there is no such article", "id 7");
  CHECK(error.code() == akin::ErrorCode::not_found);
  CHECK(error.message() == "there is no such article");
  CHECK(error.context() == "id 7");
  CHECK(std::string(error.what()) == "there is no such article (id 7)");
  CHECK(std::string(akin::Error(akin::ErrorCode::internal, "odd").what()) == "odd");
}

TEST_CASE("the documentation lists every error code with its exit and HTTP status") {
  std::ifstream file(AKIN_SOURCE_DIR "/docs/json_format.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const akin::ErrorCodeInfo& row : akin::error_codes()) {
    CAPTURE(row.name);
    const std::size_t start = text.find(fmt::format("| `{}` |", row.name));
    REQUIRE(start != std::string::npos);
    const std::string line = text.substr(start, text.find('\n', start) - start);
    CHECK(line.ends_with(fmt::format("| {} | {} |", row.exit_status, row.http_status)));
  }
}
