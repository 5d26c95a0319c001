#include "common/analysis/tokenizer.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace akin;

namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& text) {
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  Words words;
  for (const TokenSpan& span : spans)
    words.push_back(text.substr(span.begin, span.end - span.begin));
  return words;
}

/// The words that start sentences.
Words starts_of(const std::string& text) {
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  Words words;
  for (const TokenSpan& span : spans)
    if (span.sentence_start)
      words.push_back(text.substr(span.begin, span.end - span.begin));
  return words;
}

} // namespace

TEST_CASE("letters and digits make words, everything else parts them") {
  CHECK(words_of("Kim Jong-un met (Putin).") == Words{"Kim", "Jong", "un", "met", "Putin"});
  CHECK(words_of("COVID19 snake_case a/b #tag @user x=y") ==
        Words{"COVID19", "snake", "case", "a", "b", "tag", "user", "x", "y"});
  CHECK(words_of("").empty());
  CHECK(words_of(" \n\t -- !").empty());
}

TEST_CASE("inner apostrophes hold a word together, a final 's is left out") {
  CHECK(words_of("don't don’t O'Brien") == Words{"don't", "don’t", "O'Brien"});
  CHECK(words_of("Kim's CHINA'S China’s 1990's, it's") == Words{"Kim", "CHINA", "China", "1990", "it"});
  CHECK(words_of("the dogs' 'quoted' 'tis") == Words{"the", "dogs", "quoted", "tis"});
  CHECK(words_of("Kim's'") == Words{"Kim"});
}

TEST_CASE("elided articles of Romance languages stand alone") {
  CHECK(words_of("l'homme d’Artagnan qu'il dell'arte") ==
        Words{"l", "homme", "d", "Artagnan", "qu", "il", "dell", "arte"});
  CHECK(words_of("aujourd'hui o'clock") == Words{"aujourd'hui", "o'clock"});
}

TEST_CASE("dots and commas between digits hold a number together") {
  CHECK(words_of("3.5 1,000,000.25 10.0.0.1.") == Words{"3.5", "1,000,000.25", "10.0.0.1"});
  CHECK(words_of("3. 5 ,7 a.5 5.a .5") == Words{"3", "5", "7", "a", "5", "5", "a", "5"});
}

TEST_CASE("marks and soft hyphens belong to the word they stand in, and start none") {
  CHECK(words_of("e\u0301te\u0301 \u0301x co\u00ADop") == Words{"e\u0301te\u0301", "x", "co\u00ADop"});
  CHECK(words_of("مُحَمَّد हिन्दी") == Words{"مُحَمَّد", "हिन्दी"});
  CHECK(words_of("co\u00AD op") == Words{"co", "op"});
}

TEST_CASE("Han, Hiragana and Katakana give overlapping pairs") {
  CHECK(words_of("北朝鮮") == Words{"北朝", "朝鮮"});
  CHECK(words_of("日") == Words{"日"});
  CHECK(words_of("ロケットは") == Words{"ロケ", "ケッ", "ット", "トは"});
  CHECK(words_of("NHKは、日本") == Words{"NHK", "は", "日本"});
  CHECK(words_of("ｶﾞｷﾞ") == Words{"ｶﾞｷﾞ"});
  CHECK(words_of("2023年9月") == Words{"2023", "年", "9", "月"});
}

TEST_CASE("Thai and its like are split with a dictionary, Korean by its spaces") {
  CHECK(words_of("ไทยแลนด์เป็นประเทศ") == Words{"ไทย", "แลนด์", "เป็น", "ประเทศ"});
  CHECK(words_of("한국어 텍스트") == Words{"한국어", "텍스트"});
  CHECK(words_of("ກຳລັງກິນເຂົ້າ").size() > 1);
  CHECK(words_of("ภาษาไทยabc").back() == "abc");
}

TEST_CASE("emoji and symbols part words and are none") {
  CHECK(words_of("😀❤️👍🏽").empty());
  CHECK(words_of("go😀team ™ C++") == Words{"go", "team", "C"});
}

TEST_CASE("broken UTF-8 parts words and nothing more") {
  CHECK(words_of("a\xff"
                 "b \xc3 c\xed\xa0\x80"
                 "d \xf8x\xc0\xaf") == Words{"a", "b", "c", "d", "x"});
  CHECK(words_of("ends in \xe2\x82") == Words{"ends", "in"});
  CHECK(words_of(std::string("a\0b", 3)) == Words{"a", "b"});
}

TEST_CASE("a long run is cut at 64 bytes, between characters, and its rest left out") {
  CHECK(words_of(std::string(1000, 'x') + " y") == Words{std::string(64, 'x'), "y"});
  std::string long_word = "a";
  for (int i = 0; i < 100; ++i)
    long_word += "ж";
  CHECK(words_of(long_word) == Words{long_word.substr(0, 63)});
}

TEST_CASE("a capital at the start of a word is seen") {
  std::vector<TokenSpan> spans;
  tokenize("Kim kim Östen 3D ǅ", spans);
  REQUIRE(spans.size() == 5);
  CHECK(spans[0].capitalised);
  CHECK(!spans[1].capitalised);
  CHECK(spans[2].capitalised);
  CHECK(!spans[3].capitalised);
  CHECK(spans[4].capitalised);
}

TEST_CASE("a sentence starts after its end and white space, quotes and brackets between them or not") {
  CHECK(starts_of("One two. Three four! Five? \"Six.\" (Seven.) Eight") ==
        Words{"One", "Three", "Five", "Six", "Seven", "Eight"});
  CHECK(starts_of("He said: “Go.” Then he went… Home") == Words{"He", "Then", "Home"});
  CHECK(starts_of("one.two example.com 3.5 a.b") == Words{"one"});
  CHECK(starts_of("It grew in 2023. The") == Words{"It", "The"});
  CHECK(starts_of("終わり。Next") == Words{"終わ", "Next"});
}

TEST_CASE("initials and abbreviations end no sentence") {
  CHECK(starts_of("Yesterday Mr. Smith and Gen. J. Doe of the U.S. Army met Dr. Who") == Words{"Yesterday"});
  CHECK(starts_of("The answer is no. Then") == Words{"The", "Then"});
}

TEST_CASE("a sentence starts after a blank line, not after a mere line break") {
  CHECK(starts_of("A headline\n\nBody goes\non here\r\n \r\nAgain") == Words{"A", "Body", "Again"});
}

TEST_CASE("tokens are appended to what is there") {
  std::vector<TokenSpan> spans;
  tokenize("one", spans);
  tokenize("two three", spans);
  REQUIRE(spans.size() == 3);
  CHECK(spans[1].begin == 0);
  CHECK(spans[1].sentence_start);
}

TEST_CASE("hostile texts are decoded in one pass: the work is counted, and linear") {
  const std::vector<std::string> pieces{"a'",   "'",        "a’",      "\u00AD", "a\u00AD", "1.", "1,",
                                        ".",    "\u0301",   "a\u0301", "日",     "日゙",      "ไ",  "ไท",
                                        "\xe2", "\xf0\x9f", "l'",      "'s",     "\u200d",  "é"};
  for (const std::string& piece : pieces) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 60000)
      text += piece;
    std::vector<TokenSpan> spans;
    CHECK(tokenize_counting(text, spans) <= 4 * text.size());
  }
}
