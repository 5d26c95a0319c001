#include "common/analysis/analyser.hpp"
#include "entities/token_scorer.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <random>

using namespace akin;
using namespace akin::entities;

namespace {

using Rows = std::map<std::uint32_t, WeightRow>;

std::uint32_t random_key(std::mt19937& random) { return static_cast<std::uint32_t>(random()); }

WeightRow random_row(std::mt19937& random) {
  WeightRow row;
  for (std::int8_t& weight : row)
    weight = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
  return row;
}

std::array<int, weighted_labels> sum_of(std::span<const std::uint32_t> keys, const Rows& rows) {
  std::array<int, weighted_labels> sum{};
  for (const std::uint32_t key : keys) {
    const auto row = rows.find(key);
    for (std::size_t label = 0; row != rows.end() && label < weighted_labels; ++label)
      sum[label] += row->second[label];
  }
  return sum;
}

Model::Parts parts_of(const Rows& rows) {
  Model::Parts parts;
  for (const auto& [key, row] : rows) {
    parts.keys.push_back(key);
    parts.rows.push_back(row);
  }
  return parts;
}

} // namespace

TEST_CASE("a table of weights sums the rows of the keys that it has") {
  std::mt19937 random(7);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{5000}, std::size_t{60000}}) {
    Rows rows;
    while (rows.size() < size)
      rows[rows.size() % 50 == 0 ? static_cast<std::uint32_t>(rows.size() / 50) : random_key(random)] =
          random_row(random);
    const Model::Parts parts = parts_of(rows);
    const WeightTable table(parts.keys, parts.rows);
    std::size_t wrong = 0;
    for (int round = 0; round < 2000; ++round) {
      std::vector<std::uint32_t> keys;
      while (keys.size() < WeightTable::max_keys)
        keys.push_back(random() % 3 == 0 || size == 0 ? random_key(random) : parts.keys[random() % size]);
      RowSum sum;
      table.add(keys, sum);
      const auto expected = sum_of(keys, rows);
      for (std::size_t label = 0; label < weighted_labels; ++label)
        wrong += sum[label] != expected[label] ? 1U : 0U;
    }
    CHECK_MESSAGE(wrong == 0, size, " rows");
  }
}

TEST_CASE("a scorer that keeps sums says what the rows of all features say") {
  std::mt19937 random(11);
  Analyser analyser;
  std::vector<AnalysedArticle> articles(3);
  Rows rows;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    Article article;
    article.title = "KIM JONG UN MEETS PUTIN IN VOSTOCHNY";
    article.body =
        "Kim met Mr Putin, 71, at McDonald's of the U.S. in Élan and Elan 3 York 14. PUTIN said IBM 1987 Éa.\n";
    for (int word = 0; word < 3000; ++word) // more words than are kept
      article.body += "Aa" + std::to_string(random() % 6000) +
                      (word % 7 == 0   ? ". "
                       : word % 3 == 0 ? " of the "
                                       : " ");
    analyser.analyse(std::move(article), articles[i]);
  }
  const auto gazetteer = Gazetteer::built_in();
  DocumentText text;
  FeatureExtractor features(text);
  FeatureKeys keys;
  const auto each_token = [&](const auto& enter, const auto& visit) {
    for (const AnalysedArticle& article : articles) {
      text.read(article, analyser.vocabulary(), *gazetteer);
      for (const TokenRange chain : text.chains()) {
        features.enter(chain);
        enter(chain);
        for (std::uint32_t token = chain.first; token < chain.last; ++token) {
          features.extract(token, keys);
          visit(token);
        }
      }
    }
  };
  each_token([](TokenRange) {},
             [&](std::uint32_t) {
               for (const std::uint32_t key : keys.keys())
                 if (random() % 4 != 0)
                   rows.try_emplace(key, random_row(random));
             });
  const auto model = Model::parse(Model::serialise(parts_of(rows), *gazetteer), gazetteer, "random");
  TokenScorer scorer(text, *model);
  std::size_t tokens = 0, wrong = 0;
  std::span<const LabelScores> all_scores;
  std::uint32_t first = 0;
  each_token(
      [&](TokenRange chain) {
        all_scores = scorer.score(chain);
        first = chain.first;
      },
      [&](std::uint32_t token) {
        const auto expected = sum_of(keys.keys(), rows);
        const LabelScores& scores = all_scores[token - first];
        wrong += scores[outside] != 0 || !std::equal(expected.begin(), expected.end(), scores.begin()) ? 1U : 0U;
        ++tokens;
      });
  CHECK(tokens > 9000);
  CHECK(wrong == 0);
}
