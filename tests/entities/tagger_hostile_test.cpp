#include "../common/random_text.hpp"
#include "common/analysis/folding.hpp"
#include "entities/features.hpp"
#include "entities/recogniser.hpp"
#include "tagged.hpp"

#include <ctime>
#include <doctest/doctest.h>

using namespace akin;
using namespace akin::entities;

namespace {

/// Counts what a text costs: a token is looked at a bounded number of times per pass, and only tokens of chains have
/// features, each at most FeatureKeys::capacity.
void check_bounds(std::string body) {
  Article article;
  article.body = std::move(body);
  Analyser analyser;
  AnalysedArticle analysed;
  analyser.analyse(std::move(article), analysed);
  DocumentText text;
  text.read(analysed, analyser.vocabulary(), *Gazetteer::built_in());
  REQUIRE(text.tokens().size() == analysed.tokens.size());
  std::uint32_t last = 0;
  std::size_t problems = 0;
  for (const TokenRange chain : text.chains()) {
    problems += chain.first < last || chain.last > text.tokens().size() ? 1U : 0U;
    problems += chain.size() == 0 || chain.size() > DocumentText::max_chain_tokens ? 1U : 0U;
    last = chain.last;
  }
  CHECK(problems == 0);
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes)
    text += piece;
  return text;
}

/// Seconds of the processor that entities of a text take, the analysis not counted; the best of three. The clock on the
/// wall would count what else the machine does.
double seconds_of(const std::string& body) {
  Article article;
  article.body = body;
  Analyser analyser;
  AnalysedArticle analysed;
  analyser.analyse(std::move(article), analysed);
  Recogniser recogniser;
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    const std::clock_t begin = std::clock();
    recogniser.recognise(analysed, analyser.vocabulary());
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

/// Eight times the text may take thirty times as long, on a busy machine; what is quadratic takes sixty-four times.
void check_linear(const std::string& piece, std::size_t bytes) {
  CAPTURE(piece);
  CHECK(seconds_of(repeated(piece, bytes)) < 30 * seconds_of(repeated(piece, bytes / 8)) + 0.05);
}

} // namespace

TEST_CASE("entities of endless names take time in proportion to the text") {
  constexpr std::size_t bytes = 2'000'000;
  check_linear("ABCDEFGHIJ", bytes);
  check_linear("ABC DEF ", bytes);
  check_linear("Vladimir Putin said. ", bytes);
  check_linear("Kim Jong-un and Mr Kim. ", bytes);
  check_linear("Bank of the ", bytes);
  std::string all_different;
  for (int i = 0; all_different.size() < bytes; ++i)
    all_different += "Ada " + std::string(1, static_cast<char>('A' + i % 26)) + "ov" +
                     std::string(1, static_cast<char>('a' + i / 26 % 26)) +
                     std::string(1, static_cast<char>('a' + i / 676 % 26)) + "ski said. ";
  CHECK(seconds_of(all_different) < 30 * seconds_of(all_different.substr(0, bytes / 8)) + 0.05);
}

TEST_CASE("chains are bounded and disjoint whatever the text holds") {
  constexpr std::size_t bytes = 200'000;
  check_bounds(repeated("A", bytes));
  check_bounds(repeated("A ", bytes));
  check_bounds(repeated("A-", bytes));
  check_bounds(repeated("A of the ", bytes));
  check_bounds(repeated("A-b-1-", bytes));
  check_bounds(repeated("von ", bytes) + "Papen");
  check_bounds(repeated("New York ", bytes));
  check_bounds(repeated("1 ", bytes));
}

TEST_CASE("ten megabytes of capital letters and one name a million times are tagged") {
  TaggedText text;
  CHECK(text.names(repeated("ABCDEFGHIJ", 10'000'000)).size() <= 1);
  CHECK(text.names(repeated("Vladimir Putin said. ", 21'000'000)).size() >= 900'000);
}

TEST_CASE("memory is kept from one article to the next") {
  TaggedText text;
  const auto first = text.names("Angela Merkel met Emmanuel Macron in Paris.");
  for (int i = 0; i < 3; ++i)
    CHECK(text.names("Angela Merkel met Emmanuel Macron in Paris.") == first);
}

TEST_CASE("any bytes have entities whose mentions fit, in any language and with any record") {
  std::mt19937_64 random(11);
  Analyser analyser;
  AnalysedArticle analysed;
  Recogniser recogniser;
  const std::array<std::string_view, 12> pieces{"Kim",  " ",      "Jong-un", ". ",       "Bank of ", "\n",
                                                "\xC3", "PARIS ", "’s ",     "\xE2\x80", "\0",       "Mr. "};
  const std::array<const char*, 4> languages{"", "en", "de", "ru"};
  for (int round = 0; round < 400; ++round) {
    Article article;
    article.title = random_bytes(random, 40);
    article.body = round % 2 == 0 ? random_bytes(random, 300) : random_mixture(random, pieces, 80);
    article.language = languages[static_cast<std::size_t>(round) % languages.size()];
    article.people = {random_bytes(random, 12), std::string(random_mixture(random, pieces, 3))};
    analyser.analyse(std::move(article), analysed);
    recogniser.recognise(analysed, analyser.vocabulary());
    for (const auto& mention : analysed.mentions) {
      REQUIRE(mention.entity < analysed.entities.size());
      REQUIRE(mention.begin < mention.end);
    }
  }
}

TEST_CASE("any bytes are tagged, with spans that fit") {
  std::mt19937_64 random(7);
  TaggedText text;
  const std::array<std::string_view, 16> pieces{"Kim",  " ",        "Jong", "-",   "un",   ".",  "\n",   "\n\n",
                                                "\xC3", "NEW YORK", "of ",  "’s ", "\xFF", "3 ", "von ", "É"};
  for (int round = 0; round < 300; ++round) {
    Article article;
    article.title = round % 3 == 0 ? random_bytes(random, 80) : random_mixture(random, pieces, 30);
    article.body = round % 2 == 0 ? random_bytes(random, 400)
                                  : random_mixture(random, odd_pieces, 60) + random_mixture(random, pieces, 90);
    const auto& spans = text.tag(article);
    std::uint32_t last = 0;
    for (const TaggedSpan& span : spans) {
      REQUIRE(span.first_token >= last);
      REQUIRE(span.first_token < span.last_token);
      REQUIRE(span.last_token <= text.analysed().tokens.size());
      last = span.last_token;
    }
  }
}
