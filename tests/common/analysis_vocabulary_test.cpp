#include "common/analysis/vocabulary.hpp"
#include "common/hash.hpp"

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

using namespace akin;

TEST_CASE("ways to write a word share one entry") {
  Vocabulary vocabulary;
  const WordId rockets = vocabulary.intern("Rockets", Language::english);
  CHECK(vocabulary.intern("rockets", Language::english) == rockets);
  CHECK(vocabulary.intern("ROCKETS", Language::english) == rockets);
  CHECK(vocabulary.size() == 1);
  CHECK(vocabulary[rockets].text == "rockets");
  CHECK(vocabulary[rockets].stem == "rocket");
  CHECK(!vocabulary[rockets].stop);
}

TEST_CASE("a word in another language is another entry") {
  Vocabulary vocabulary;
  const WordId english = vocabulary.intern("die", Language::english);
  const WordId german = vocabulary.intern("die", language_from_tag("de"));
  CHECK(english != german);
  CHECK(!vocabulary[english].stop);
  CHECK(vocabulary[german].stop);
  CHECK(vocabulary.text_hash(english) == vocabulary.text_hash(german));
}

TEST_CASE("words that fold alike but stem apart are two entries") {
  Vocabulary vocabulary;
  const Language turkish = language_from_tag("tr");
  const WordId dotless = vocabulary.intern("ISPARTA", turkish);
  const WordId dotted = vocabulary.intern("isparta", turkish);
  CHECK(vocabulary[dotless].text == vocabulary[dotted].text);
  CHECK((vocabulary[dotless].stem == vocabulary[dotted].stem) == (dotless == dotted));
}

TEST_CASE("ids count up in order of first appearance") {
  Vocabulary vocabulary;
  CHECK(vocabulary.intern("one", Language::english) == 0);
  CHECK(vocabulary.intern("two", Language::english) == 1);
  CHECK(vocabulary.intern("one", Language::english) == 0);
  CHECK(vocabulary.intern("three", Language::english) == 2);
}

TEST_CASE("entries and their views stay while the vocabulary grows and moves") {
  Vocabulary vocabulary;
  const WordId first = vocabulary.intern("Launches", Language::english);
  const std::string_view text = vocabulary[first].text;
  std::vector<WordId> ids;
  for (int i = 0; i < 50000; ++i)
    ids.push_back(vocabulary.intern("word" + std::to_string(i), Language::unknown));
  Vocabulary moved = std::move(vocabulary);
  CHECK(text == "launches");
  CHECK(moved[first].text.data() == text.data());
  CHECK(moved.size() == 50001);
  bool same = true;
  for (int i = 0; i < 50000; ++i) {
    const std::string word = "word" + std::to_string(i);
    same = same && moved.intern(word, Language::unknown) == ids[static_cast<std::size_t>(i)] &&
           moved[ids[static_cast<std::size_t>(i)]].text == word;
  }
  CHECK(same);
}

TEST_CASE("a word's hash is that of its folded text") {
  Vocabulary vocabulary;
  CHECK(vocabulary.text_hash(vocabulary.intern("Été", language_from_tag("fr"))) == hash64("ete"));
}

TEST_CASE("an empty or overlong word is no error") {
  Vocabulary vocabulary;
  CHECK(vocabulary[vocabulary.intern("", Language::english)].text == "");
  CHECK(vocabulary[vocabulary.intern(std::string(500, 'x'), Language::english)].text == std::string(64, 'x'));
}

TEST_CASE("interning a whole text gives what interning its words one by one gives") {
  std::string text;
  for (int i = 0; i < 20000; ++i)
    text += "Word" + std::to_string(i % 7000) + " an-uncommonly-longwordofmanyletters ä ";
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  std::vector<WordId> ids(spans.size());
  Vocabulary whole;
  whole.intern_all(text, spans, Language::english, ids.data());
  Vocabulary single;
  std::size_t different = 0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const std::string_view surface = std::string_view(text).substr(spans[i].begin, spans[i].end - spans[i].begin);
    if (single.intern(surface, Language::english) != ids[i])
      ++different;
  }
  CHECK(different == 0);
  CHECK(single.size() == whole.size());
}

TEST_CASE("words that share their beginning, end and length stay apart") {
  Vocabulary vocabulary;
  const std::vector<std::string> words{"a",
                                       "aa",
                                       "aba",
                                       "aca",
                                       "abba",
                                       "acca",
                                       "ab",
                                       "abcab",
                                       "abdab",
                                       "aaaaaaaaaaaaaaab",
                                       "aaaaaaaaaaaaaaaab",
                                       "aaaaaaaabaaaaaaaa",
                                       "aaaaaaaacaaaaaaaa",
                                       "12345678x12345678",
                                       "12345678y12345678"};
  for (std::size_t i = 0; i < words.size(); ++i)
    CHECK(vocabulary.intern(words[i], Language::unknown) == i);
  for (std::size_t i = 0; i < words.size(); ++i)
    CHECK(vocabulary.intern(words[i], Language::unknown) == i);
}
