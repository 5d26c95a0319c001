#include "common/text_lines.hpp"

#include <doctest/doctest.h>

using namespace akin;

TEST_CASE("white space becomes single blanks, and none at the ends") {
  std::string out = "what was there before";
  const auto spaced = [&](std::string_view text) -> const std::string& {
    write_single_spaced(text, out);
    return out;
  };
  CHECK(spaced("Nigel\nLawson") == "Nigel Lawson");
  CHECK(spaced(" \t\r\n Nigel  \n\t Lawson\n") == "Nigel Lawson");
  CHECK(spaced("K.\u00A0Shanmugam \u2009\u202F") == "K. Shanmugam");
  CHECK(spaced("Zo\u00EB\u2014\u2010Ann") == "Zo\u00EB\u2014\u2010Ann");
  CHECK(spaced("Nigel") == "Nigel");
  CHECK(spaced("").empty());
  CHECK(spaced(" \n ").empty());
}
