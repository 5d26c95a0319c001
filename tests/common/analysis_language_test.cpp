#include "common/analysis/language.hpp"
#include "common/analysis/stemmer.hpp"
#include "common/analysis/stop_words.hpp"

#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace akin;

TEST_CASE("a language tag is known by its primary subtag, in any case") {
  CHECK(language_from_tag("en") == Language::english);
  CHECK(language_from_tag("en-GB") == Language::english);
  CHECK(language_from_tag("EN_us.UTF-8") == Language::english);
  CHECK(info(language_from_tag("pt_BR")).name == "Portuguese");
  CHECK(info(language_from_tag("zh-Hant-TW")).name == "Chinese");
  CHECK(info(language_from_tag(" de ")).name == "German");
}

TEST_CASE("a language is also known by its English name, an older code or a three-letter code") {
  CHECK(info(language_from_tag("french")).code == "fr");
  CHECK(info(language_from_tag("Finnish")).code == "fi");
  CHECK(info(language_from_tag("nb-NO")).code == "no");
  CHECK(info(language_from_tag("iw")).code == "he");
  CHECK(info(language_from_tag("deu")).code == "de");
}

TEST_CASE("what names no known language is unknown") {
  for (const char* tag : {"", "-", "xx", "und", "english please", "e", "klingon", "\xff\xfe"})
    CHECK_MESSAGE(language_from_tag(tag) == Language::unknown, tag);
  CHECK(info(static_cast<Language>(250)).code == "und");
}

TEST_CASE("the indices that indexes store do not move") {
  CHECK(languages()[0].code == "und");
  CHECK(languages()[1].code == "en");
  CHECK(languages()[10].code == "de");
  CHECK(languages()[28].code == "yi");
  CHECK(languages()[75].code == "cy");
}

TEST_CASE("codes are unique and each gives its own language back") {
  std::set<std::string_view> codes;
  for (std::size_t i = 1; i < languages().size(); ++i) {
    CHECK(codes.insert(languages()[i].code).second);
    CHECK(static_cast<std::size_t>(language_from_tag(languages()[i].code)) == i);
    CHECK(static_cast<std::size_t>(language_from_tag(languages()[i].name)) == i);
  }
}

TEST_CASE("every stemmer that the table names exists") {
  Stemmers stemmers;
  std::string stem;
  for (std::size_t i = 0; i < languages().size(); ++i) {
    stemmers.stem_into("akin", static_cast<Language>(i), stem);
    CHECK(!stem.empty());
  }
}

TEST_CASE("function words are stop words, content words are not") {
  CHECK(is_stop_word("the", Language::english));
  CHECK(is_stop_word("don't", Language::english));
  for (const char* word : {"us", "may", "rocket", "minister", "year", ""})
    CHECK(!is_stop_word(word, Language::english));
  CHECK(is_stop_word("fur", language_from_tag("de"))); // für
  CHECK(is_stop_word("etait", language_from_tag("fr")));
  CHECK(is_stop_word("чтобы", language_from_tag("ru")));
  CHECK(!is_stop_word("the", Language::unknown));
  CHECK(!is_stop_word("the", language_from_tag("ja")));
}

TEST_CASE("every language that says so has stop words") {
  for (std::size_t i = 0; i < languages().size(); ++i) {
    const auto language = static_cast<Language>(i);
    bool found = false;
    for (const char* word : {"a", "de", "the", "und", "och", "og", "ja", "и", "bir", "het", "a"})
      found = found || is_stop_word(word, language);
    CHECK_MESSAGE(found == languages()[i].has_stop_words, std::string(languages()[i].name));
  }
}
