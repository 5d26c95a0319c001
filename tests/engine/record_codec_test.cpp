#include "common/error.hpp"
#include "engine/xapian/record_codec.hpp"

#include <doctest/doctest.h>
#include <random>

using namespace akin;
using namespace akin::engine;

TEST_CASE("a record cut short anywhere is refused, never read past its end") {
  Article article;
  article.id = "id";
  article.body = "body";
  article.tags = {"one", "two"};
  article.published = Timestamp{1};
  article.extra = {{"k", 1.5}};
  const std::vector<Entity> entities{{EntityKind::place, "Vostochny", false}, {EntityKind::person, "Kim", true}};
  const std::vector<Mention> mentions{{1, ArticleField::body, 0, 2}, {0, ArticleField::body, 2, 4}};
  const std::string bytes = encode_record(article, entities, mentions);
  const Record record = decode_record(bytes);
  REQUIRE(record.article == article);
  REQUIRE(record.entities == entities);
  REQUIRE(record.mentions == mentions);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(decode_record(std::string_view(bytes).substr(0, size)), Error);
  }
}

TEST_CASE("a name that is what its first mention says is stored once") {
  Article article;
  article.title = "Vostochny";
  article.body = "Kim and Kim Jong-un at Vostochny";
  const std::vector<Entity> entities{{EntityKind::place, "Vostochny", false},
                                     {EntityKind::person, "Kim Jong-un", false},
                                     {EntityKind::organisation, "TASS", true}};
  const std::vector<Mention> mentions{{0, ArticleField::title, 0, 9},
                                      {1, ArticleField::body, 0, 3},
                                      {1, ArticleField::body, 8, 19},
                                      {0, ArticleField::body, 23, 32}};
  const std::string bytes = encode_record(article, entities, mentions);
  const auto count = [&](std::string_view name) {
    std::size_t found = 0;
    for (std::size_t at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1))
      ++found;
    return found;
  };
  CHECK(count("Vostochny") == 2);
  CHECK(count("Kim Jong-un") == 2); // its first mention is another
  CHECK(count("TASS") == 1);
  CHECK(decode_record(bytes).entities == entities);
}

TEST_CASE("a record of the version before, with every name, reads the same") {
  Article article;
  article.body = "Kim Jong-un";
  const std::vector<Entity> entities{{EntityKind::person, "Kim Jong Un", false}};
  std::string bytes = encode_record(article, entities, std::vector{Mention{0, ArticleField::body, 0, 11}});
  bytes[0] = 2;
  CHECK(decode_record(bytes).entities == entities);
  bytes[0] = 1;
  CHECK_THROWS_AS(decode_record(bytes), Error);
}

TEST_CASE("a mention outside its text, or of no entity, is refused") {
  Article article;
  article.body = "body";
  const std::vector<Entity> entities{{EntityKind::place, "Vostochny", false}};
  for (const Mention& mention : {Mention{0, ArticleField::body, 1, 5}, Mention{1, ArticleField::body, 0, 2},
                                 Mention{0, ArticleField::title, 0, 1}, Mention{0, ArticleField{3}, 0, 0}})
    CHECK_THROWS_AS(decode_record(encode_record(article, entities, std::vector{mention})), Error);
}

TEST_CASE("arbitrary bytes decode to an article or an error") {
  std::mt19937 random(7);
  int errors = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 60, '\0');
    for (char& c : bytes)
      c = static_cast<char>(random());
    if (!bytes.empty())
      bytes[0] = static_cast<char>(2 + i % 2);
    try {
      decode_record(bytes);
    } catch (const Error& error) {
      ++errors;
      CHECK(error.code() == ErrorCode::index_damaged);
    }
  }
  CHECK(errors > 0);
}

TEST_CASE("what was compressed with a dictionary needs that dictionary and no other") {
  std::vector<std::string> samples;
  for (int i = 0; i < 600; ++i)
    samples.push_back("The harbour master of port " + std::to_string(i) +
                      " said on Monday that boats were late again.");
  const auto dictionary = CompressionDictionary::train(samples);
  REQUIRE(dictionary);
  Compressor compressor;
  Decompressor decompressor;
  const std::string small = compressor.compress(samples[5], dictionary.get());
  CHECK(small.size() < samples[5].size());
  CHECK(decompressor.decompress(small, {{dictionary->id(), dictionary}}) == samples[5]);
  CHECK_THROWS_AS(decompressor.decompress(small, {}), Error);
  CHECK(decompressor.decompress(compressor.compress(samples[5], nullptr), {}) == samples[5]);
}
