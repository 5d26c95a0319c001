// Articles of made-up prose, the same in every run.
#pragma once

#include "common/article.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace akin::engine {

/// Prose of words that are drawn with a fixed seed; text is told apart by the seed.
inline std::string prose(std::uint64_t seed, std::size_t words) {
  std::mt19937_64 random(seed);
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    std::string word;
    for (std::uint64_t left = 4 + random() % 4; left > 0; --left)
      word += static_cast<char>('a' + random() % 26);
    text += word + (i % 12 == 11 ? ". " : " ");
  }
  return text;
}

/// The first words of a text.
inline std::string first_words(const std::string& text, std::size_t words) {
  std::size_t end = 0;
  while (words-- > 0 && end != std::string::npos)
    end = text.find(' ', end + 1);
  return text.substr(0, end);
}

/// The same articles in another order.
inline std::vector<Article> shuffled(std::vector<Article> articles, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t i = articles.size(); i > 1; --i)
    std::swap(articles[i - 1], articles[random() % i]);
  return articles;
}

} // namespace akin::engine
