// Words by their beginning and by nearly their spelling, against a look at every word.
#include "engine/xapian/xapian_engine.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <random>

using namespace akin;
using namespace akin::engine;

namespace {

/// Optimal string alignment distance of two texts of one-byte characters.
unsigned edits_between(const std::string& a, const std::string& b) {
  std::vector<std::vector<unsigned>> table(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (unsigned i = 0; i <= a.size(); ++i)
    for (unsigned j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      table[i][j] =
          std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  return table[a.size()][b.size()];
}

unsigned edits_to_beginning(const std::string& typed, const std::string& word) {
  unsigned least = 99;
  for (std::size_t length = 0; length <= word.size(); ++length)
    least = std::min(least, edits_between(typed, word.substr(0, length)));
  return least;
}

std::string random_word(std::mt19937& random) {
  std::string word;
  for (std::size_t length = 2 + random() % 6; length > 0; --length)
    word += static_cast<char>('a' + random() % 4);
  return word;
}

} // namespace

TEST_CASE("words by beginning and near words are those that a look at every word gives, in one segment or several") {
  std::mt19937 random(4);
  std::map<std::string, std::uint64_t> counts;
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  for (int commit = 0; commit < 3; ++commit) {
    std::vector<Article> articles;
    for (int i = 0; i < 20; ++i) {
      std::string body;
      for (int w = 0; w < 30; ++w) {
        const std::string word = random_word(random);
        ++counts[word];
        body += word + " ";
      }
      articles.push_back(article(std::to_string(commit * 100 + i), "", body));
    }
    append(*writer, articles);
    writer->commit();
    const auto snapshot = open_reader(folder.path() / "index")->snapshot();
    for (int round = 0; round < 40; ++round) {
      const std::string typed = random_word(random);
      CAPTURE(typed);
      std::map<std::string, std::uint64_t> beginning;
      std::map<std::string, unsigned> near;
      std::map<std::string, unsigned> near_beginning;
      for (const auto& [word, count] : counts) {
        if (word.starts_with(typed))
          beginning[word] = count;
        if (edits_between(typed, word) <= 2)
          near[word] = edits_between(typed, word);
        if (edits_to_beginning(typed, word) <= 1)
          near_beginning[word] = edits_to_beginning(typed, word);
      }
      std::map<std::string, std::uint64_t> found_beginning;
      for (const IndexedWord& word : snapshot->words_with_prefix(typed, 10'000))
        found_beginning[word.text] = word.count;
      REQUIRE(found_beginning == beginning);
      std::map<std::string, unsigned> found_near;
      for (const IndexedWord& word : snapshot->words_near(typed, {2, 10'000, false, 0})) {
        REQUIRE(word.count == counts.at(word.text));
        found_near[word.text] = word.edits;
      }
      REQUIRE(found_near == near);
      std::map<std::string, unsigned> found_near_beginning;
      for (const IndexedWord& word : snapshot->words_near(typed, {1, 10'000, true, 0}))
        found_near_beginning[word.text] = word.edits;
      REQUIRE(found_near_beginning == near_beginning);
    }
  }
}

TEST_CASE("a letter of several bytes is one edit") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path() / "index");
  append(*writer, {article("a", "", "спутник ракета")});
  writer->commit();
  const auto words = open_reader(folder.path() / "index")->snapshot()->words_near("спутнек", {1, 10, false, 2});
  REQUIRE(words.size() == 1);
  CHECK(words.front().text == "спутник");
}
