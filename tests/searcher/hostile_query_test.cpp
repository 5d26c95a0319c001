// Whatever is asked is answered: no crash, no hang, valid JSON.
#include "searcher/searcher.hpp"
#include "tests/common/random_text.hpp"
#include "tests/engine/small_index.hpp"

#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace akin;
using namespace akin::engine;

namespace {

const std::array<std::string_view, 24> query_pieces{
    "ferry", "the",  "\"",      "+",    "-",         "(", ")", "AND ", " OR ", "NOT ",           "title:", "person:",
    "date:", "2023", "..2024-", "fer*", "\"a b\"~9", "~", "*", " ",    "日本", "source:\"x y\"", "\xFF",   "é"};

/// An index with articles that are themselves made of odd text.
void make_index(const std::filesystem::path& directory) {
  auto writer = open_writer(directory);
  std::vector<Article> articles;
  Random random(5);
  for (int i = 0; i < 50; ++i) {
    articles.push_back(
        article("d" + std::to_string(i), "The ferry " + random_mixture(random, odd_pieces, 5), "Ferry a b the"));
    articles.back().body += random_mixture(random, odd_pieces, 60);
    articles.back().source = i % 2 == 0 ? "x y" : "";
    articles.back().published = Timestamp{i * 86'400 * 30};
  }
  append(*writer, articles);
  writer->commit();
}

/// Asks for a text as a query, and for what is related to it.
void ask(const Searcher& searcher, const std::string& text) {
  CAPTURE(text);
  SearchRequest search;
  search.query = text;
  search.explain = true;
  search.facets = {FacetField::source, FacetField::language};
  CHECK(nlohmann::json::accept(to_json(searcher.search(search))));
  SimilarRequest similar;
  ByArticle unsaved;
  unsaved.article.body = text;
  similar.source = unsaved;
  similar.explain = true;
  CHECK(nlohmann::json::accept(to_json(searcher.similar(similar))));
}

} // namespace

TEST_CASE("any bytes are answered, as a query and as a text to find related articles for") {
  TemporaryFolder folder;
  make_index(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  Random random(9);
  for (int i = 0; i < 300; ++i) {
    ask(searcher, random_bytes(random, 80));
    ask(searcher, random_mixture(random, query_pieces, 30));
    ask(searcher, random_mixture(random, odd_pieces, 30));
  }
}

TEST_CASE("queries of great length are answered within their limits") {
  TemporaryFolder folder;
  make_index(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  const auto repeated = [](std::string_view piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += piece;
    return text;
  };
  for (const std::string& text :
       {repeated("(", 1'000'000), repeated("fer* ", 1'000), repeated("word other ", 10'000),
        repeated("\U0001F600", 250'000), repeated("\"ferry ", 100'000), repeated("NOT ", 100'000)})
    ask(searcher, text);
}

TEST_CASE("every naughty string and hostile file is answered") {
  const char* data = std::getenv("AKIN_SHARED_DATA");
  if (data == nullptr || *data == '\0') {
    MESSAGE("skipped: needs AKIN_SHARED_DATA");
    return;
  }
  TemporaryFolder folder;
  make_index(folder.path() / "index");
  const Searcher searcher(folder.path() / "index");
  std::size_t asked = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(data) + "/robustness")) {
    if (!entry.is_regular_file())
      continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), {}};
    ask(searcher, whole.substr(0, 100'000));
    std::istringstream lines(whole.substr(0, 100'000));
    for (std::string line; std::getline(lines, line); ++asked)
      ask(searcher, line);
  }
  CHECK(asked > 1'000);
}
