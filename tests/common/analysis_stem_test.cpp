#include "common/analysis/analyser.hpp"

#include <doctest/doctest.h>

using namespace akin;

TEST_CASE("words of one family share a stem in their language") {
  CHECK(stem_of("rockets", Language::english) == "rocket");
  CHECK(stem_of("Launched", Language::english) == stem_of("launches", Language::english));
  CHECK(stem_of("HÄUSER", language_from_tag("de")) == "haus");
  CHECK(stem_of("российский", language_from_tag("ru")) == stem_of("российского", language_from_tag("ru")));
  CHECK(stem_of("élections", language_from_tag("fr")) == stem_of("Élection", language_from_tag("fr")));
}

TEST_CASE("Turkish capitals are lowered the Turkish way before stemming") {
  const Language turkish = language_from_tag("tr");
  CHECK(stem_of("IŞIKLAR", turkish) == stem_of("ışıklar", turkish));
  CHECK(stem_of("IŞIKLAR", turkish) == "isik");
}

TEST_CASE("words with digits and words of languages without a stemmer are folded only") {
  CHECK(stem_of("3dings", Language::english) == "3dings");
  CHECK(stem_of("2020s", Language::english) == "2020s");
  CHECK(stem_of("Domów", language_from_tag("pl")) == "domow");
  CHECK(stem_of("Running", Language::unknown) == "running");
}

TEST_CASE("a curly apostrophe stems like a straight one") {
  CHECK(stem_of("don’t", Language::english) == stem_of("don't", Language::english));
  CHECK(stem_of("o’clock", Language::english) == stem_of("o'clock", Language::english));
}

TEST_CASE("the stemmers' version is named") {
  CHECK((stemmer_version() == "2.2.0" || stemmer_version().starts_with("other-")));
}
