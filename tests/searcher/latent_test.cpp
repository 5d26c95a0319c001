#include "searcher/latent_space.hpp"
#include "searcher/truncated_svd.hpp"
#include "tests/engine/random_articles.hpp"
#include "tests/engine/small_index.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <map>
#include <sstream>

using namespace akin;
using namespace akin::engine;

namespace {

/// The words of a theme.
std::vector<std::string> theme_words(std::uint64_t theme) {
  std::istringstream text(prose(1000 + theme, 80));
  std::vector<std::string> words;
  for (std::string word; text >> word;)
    if (word.back() != '.')
      words.push_back(word);
  return words;
}

/// Articles of two themes, ten words of one in each.
std::vector<Article> two_themes(std::size_t count) {
  const std::vector<std::vector<std::string>> themes{theme_words(0), theme_words(1)};
  std::vector<Article> articles;
  std::mt19937_64 random(3);
  for (std::size_t i = 0; i < count; ++i) {
    std::string body;
    for (int w = 0; w < 10; ++w)
      body += themes[i % 2][random() % themes[i % 2].size()] + " ";
    articles.push_back(article(std::to_string(i), "", body));
  }
  return articles;
}

std::shared_ptr<const Snapshot> indexed(const std::filesystem::path& path, const std::vector<Article>& articles,
                                        std::size_t step) {
  auto writer = open_writer(path);
  for (std::size_t begin = 0; begin < articles.size(); begin += step) {
    const auto first = articles.begin() + static_cast<std::ptrdiff_t>(begin);
    append(*writer, {first, first + static_cast<std::ptrdiff_t>(std::min(step, articles.size() - begin))});
    writer->commit();
  }
  return open_reader(path)->snapshot();
}

} // namespace

TEST_CASE("the strongest directions of a matrix are found, and those that it lacks are zero") {
  // Rank two: 3·(0.6, 0.8, 0) by five rows, 2·(0, 0, 1) by others.
  SparseRows rows;
  for (int i = 0; i < 5; ++i)
    rows.push_back({{0, 1.8F}, {1, 2.4F}});
  for (int i = 0; i < 4; ++i)
    rows.push_back({{2, 2.0F}});
  const auto v = right_singular_vectors(rows, 3, 3, 3);
  const auto at = [&](std::size_t row, std::size_t k) { return static_cast<double>(std::abs(v[row * 3 + k])); };
  CHECK(at(0, 0) == doctest::Approx(0.6).epsilon(1e-3));
  CHECK(at(1, 0) == doctest::Approx(0.8).epsilon(1e-3));
  CHECK(at(2, 1) == doctest::Approx(1).epsilon(1e-3));
  for (std::size_t row = 0; row < 3; ++row)
    CHECK(at(row, 2) == doctest::Approx(0));
  CHECK(v == right_singular_vectors(rows, 3, 3, 3));
}

TEST_CASE("articles of one theme are close among themes without sharing a word") {
  TemporaryFolder folder;
  const auto snapshot = indexed(folder.path() / "index", two_themes(300), 1000);
  const auto space = latent_space_of(*snapshot);
  REQUIRE(space);
  const auto code = [&](std::uint64_t theme, std::size_t from) {
    const auto words = theme_words(theme);
    std::map<TermId, TermVectorEntry> entries;
    for (std::size_t i = from; i < from + 20; ++i)
      if (const auto term = snapshot->find_term(stem_of(words[i], Language::english)))
        entries[*term] = {*term, 1, 0, 0, 0};
    TermVector vector;
    vector.length = 20;
    for (const auto& [term, entry] : entries)
      vector.entries.push_back(entry);
    return space->code_of(vector);
  };
  CHECK(cosine(code(0, 0), code(0, 30)) > cosine(code(0, 0), code(1, 30)) + 0.3);
  CHECK(cosine(code(0, 0), code(0, 0)) == doctest::Approx(1));
  CHECK(cosine(code(0, 0), LatentCode{}) == 0);
}

TEST_CASE("a model is the same however the index is cut, and comes back from its bytes") {
  TemporaryFolder one;
  TemporaryFolder many;
  const auto articles = two_themes(240);
  const auto whole = train_latent_model(*indexed(one.path() / "index", articles, 1000));
  const auto cut = train_latent_model(*indexed(many.path() / "index", shuffled(articles, 5), 37));
  REQUIRE(whole);
  REQUIRE(cut);
  CHECK(to_bytes(*whole) == to_bytes(*cut));
  const auto back = latent_model_from(to_bytes(*whole));
  REQUIRE(back);
  CHECK(to_bytes(*back) == to_bytes(*whole));
  CHECK(back->dimensions == 24);
  CHECK_FALSE(latent_model_from(to_bytes(*whole).substr(1)));
  CHECK_FALSE(latent_model_from(to_bytes(*whole) + "x"));
  CHECK_FALSE(latent_model_from(""));
}

TEST_CASE("themes are kept beside the index, learnt anew when it has grown, and not learnt from a few articles") {
  TemporaryFolder folder;
  const auto path = folder.path() / "index";
  CHECK(latent_space_of(*indexed(path, two_themes(100), 1000)) == nullptr);
  CHECK_FALSE(std::filesystem::exists(path / "derived" / "latent.akin"));
  const auto space = latent_space_of(*indexed(path, two_themes(250), 1000));
  REQUIRE(space);
  CHECK(space->model().articles == 250);
  CHECK(std::filesystem::exists(path / "derived" / "latent.akin"));
  CHECK(latent_space_of(*indexed(path, two_themes(300), 1000))->model().articles == 250);
  CHECK(latent_space_of(*indexed(path, two_themes(400), 1000))->model().articles == 400);
  std::filesystem::remove_all(path / "derived");
  CHECK(latent_space_of(*open_reader(path)->snapshot())->model().articles == 400);
}
