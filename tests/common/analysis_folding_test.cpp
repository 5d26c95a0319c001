#include "common/analysis/analyser.hpp"
#include "common/analysis/folding.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace akin;

TEST_CASE("case and accents do not matter after folding") {
  CHECK(fold("Vostochny") == "vostochny");
  CHECK(fold("Łódź") == "lodz");
  CHECK(fold("naïve") == "naive");
  CHECK(fold("e\u0301te\u0301") == "ete");
  CHECK(fold("Straße") == "strasse");
  CHECK(fold("Ærø") == "aero");
  CHECK(fold("ŒUVRE") == "oeuvre");
  CHECK(fold("Đorđe") == "dorde");
  CHECK(fold("İstanbul") == "istanbul");
  CHECK(fold("ısı") == "isi");
  CHECK(fold("Ёлка") == "елка");
  CHECK(fold("ΌΣΟΣ") == fold("όσος"));
}

TEST_CASE("compatibility forms fold to plain ones") {
  CHECK(fold("Ａｋｉｎ９") == "akin9");
  CHECK(fold("ﬁnance") == "finance");
  CHECK(fold("ｱｶﾞ") == "アガ");
  CHECK(fold("don’t") == "don't");
  CHECK(fold("soft\u00ADhyphen") == "softhyphen");
}

TEST_CASE("Arabic and Hebrew marks and the tatweel go") {
  CHECK(fold("مُحَمَّد") == "محمد");
  CHECK(fold("الـــعربية") == "العربية");
  CHECK(fold("شَلوֹم") == fold("شلوم"));
  CHECK(fold("שָׁלוֹם") == "שלום");
}

TEST_CASE("marks that make another letter stay") {
  CHECK(fold("が") == "が");
  CHECK(fold("か\u3099") == "が");
  CHECK(fold("パーティー") == "パーティー");
  CHECK(fold("हिन्दी") == "हिन्दी");
  CHECK(fold("한국어") == "한국어");
}

TEST_CASE("a folded word has at most 64 bytes and ends between characters") {
  CHECK(fold(std::string(200, 'A')) == std::string(64, 'a'));
  std::string word;
  for (int i = 0; i < 50; ++i)
    word += "ж";
  CHECK(fold("a" + word) == "a" + word.substr(0, 62));
  CHECK(fold_text("a" + word) == "a" + word);
}

TEST_CASE("what has nothing left after folding stays as it is") {
  CHECK(fold("") == "");
  CHECK(fold("\u0301") == "\u0301");
  CHECK(fold("ـ") == "ـ");
}

TEST_CASE("a text is cut between characters, or where it is broken anyway") {
  CHECK(cut_at_character("aжb", 2) == "a");
  CHECK(cut_at_character("aжb", 3) == "aж");
  CHECK(cut_at_character("abc", 5) == "abc");
  CHECK(cut_at_character(std::string(100, '\x80'), 50).size() >= 47);
}
