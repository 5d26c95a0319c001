// Pages with known answers: every folder of html_cases is a case. source.html is the page, at
// https://pages.example/<case>; expected.txt the body; expected.json all the other fields.
#include "common/article_json.hpp"
#include "indexer/html/html_extract.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> cases() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(AKIN_SOURCE_DIR) / "tests/indexer/html_cases"))
    folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::string without_final_newline(std::string text) {
  if (!text.empty() && text.back() == '\n')
    text.pop_back();
  return text;
}

} // namespace

TEST_CASE("every page of html_cases gives its expected text and metadata") {
  REQUIRE(cases().size() >= 10);
  for (const fs::path& folder : cases()) {
    const std::string name = folder.filename().string();
    CAPTURE(name);
    akin::Article article =
        akin::indexer::extract_html(read_file(folder / "source.html"), "https://pages.example/" + name);
    CHECK(article.body == without_final_newline(read_file(folder / "expected.txt")));
    article.body.clear();
    const auto expected = nlohmann::json::parse(read_file(folder / "expected.json"));
    CHECK(nlohmann::json::parse(akin::to_json(article)).dump(1) == expected.dump(1));
  }
}
