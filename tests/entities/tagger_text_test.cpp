#include "common/hash.hpp"
#include "entities/surface_form.hpp"
#include "read_text.hpp"
#include "tagged.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::entities;

namespace {

/// How a word is written, at the end of a text and in the middle: the ways to find out differ.
Written form_in_text(const std::string& word) {
  const auto size = static_cast<std::uint32_t>(word.size());
  const Written at_end = written_form(word, 0, size);
  const std::string text = "x " + word + " and so on";
  CHECK(written_form(text, 2, 2 + size) == at_end);
  return at_end;
}

} // namespace

TEST_CASE("an ordinary word that only begins a sentence is no candidate") {
  const ReadText ordinary("But it rained. Harvests were late, and the harvests of maize too. Officials left.");
  CHECK(ordinary.text.chains().empty());
  const ReadText named("Apple fell. The shares of Apple rose. Putin left. The Kremlin said nothing.");
  REQUIRE(named.text.chains().size() >= 3);
  CHECK(named.chain(0) == "Apple");
}

TEST_CASE("words are told apart by how they are written") {
  CHECK(form_in_text("word") == Written::lower);
  CHECK(form_in_text("internationalisation") == Written::lower);
  CHECK(form_in_text("internationalisatioN") == Written::mixed);
  CHECK(form_in_text("w") == Written::lower);
  CHECK(form_in_text("wörter") == Written::lower);
  CHECK(form_in_text("b2b") == form_in_text("b4b"));
  CHECK(form_in_text("Word") == Written::capital);
  CHECK(form_in_text("Wordprocessing") == Written::capital);
  CHECK(form_in_text("WORD") == Written::upper);
  CHECK(form_in_text("W") == Written::initial);
  CHECK(form_in_text("McDonald") == Written::mixed);
  CHECK(form_in_text("iPhone") == Written::mixed);
  CHECK(form_in_text("deMarco") == Written::mixed);
  CHECK(form_in_text("macOS") == Written::mixed);
  CHECK(form_in_text("westTalks") == Written::lower); // two words, whose blank was lost
  CHECK(form_in_text("Élysée") == Written::capital);
  CHECK(form_in_text("1,200.5") == Written::number);
  CHECK(form_in_text("日本") == Written::other);
}

TEST_CASE("what stands between two words decides whether they can be one name") {
  std::uint32_t line = 0;
  CHECK(gap_between(" ", "Kim", 3, line) == Gap::space);
  CHECK(gap_between("-", "Jong", 4, line) == Gap::hyphen);
  CHECK(gap_between(". ", "J", 1, line) == Gap::dot);
  CHECK(gap_between(". ", "end", 3, line) == Gap::sentence);
  CHECK(gap_between(" & ", "Procter", 7, line) == Gap::joiner);
  CHECK(gap_between("'s ", "Lloyd", 5, line) == Gap::possessive);
  CHECK(gap_between("\u2019s ", "Lloyd", 5, line) == Gap::possessive);
  CHECK(gap_between(", ", "Paris", 5, line) == Gap::comma);
  CHECK(gap_between(" \u2014 ", "Paris", 5, line) == Gap::dash);
  CHECK(gap_between(" (", "Paris", 5, line) == Gap::bracket_open);
  CHECK(gap_between("\n\n", "Paris", 5, line) == Gap::line);
}

TEST_CASE("a wrapped line goes on, a short one ends") {
  std::uint32_t line = 0;
  CHECK(gap_between("\n", "Kim", 70, line) == Gap::space);
  CHECK(line == 71);
  CHECK(gap_between("\n", "Kim", 80, line) == Gap::line);
}

TEST_CASE("chains hold capitalised words with up to two connectors between them") {
  const ReadText read("we saw the Bank of the West and Kim Jong-un there. Then Ursula von der Leyen came to Soyuz-2.");
  REQUIRE(read.text.chains().size() == 3);
  CHECK(read.chain(0) == "Bank of the West and Kim Jong un");
  CHECK(read.chain(1) == "Then Ursula von der Leyen");
  CHECK(read.chain(2) == "Soyuz 2");
}

TEST_CASE("a headline in capitals is read as the body writes its words") {
  const ReadText read("The talks end when Merkel lands in Paris tomorrow.", "TALKS END AS MERKEL LANDS IN NEW YORK");
  std::vector<Written> written;
  for (std::size_t i = 0; i < read.analysed.title_tokens; ++i)
    written.push_back(read.text.tokens()[i].written);
  using enum Written;
  CHECK(written == std::vector<Written>{lower, lower, lower, capital, lower, lower, capital, capital});
}

TEST_CASE("a word knows the longest run of capitals that holds it") {
  const ReadText read("A friend of Vladimir Putin left. Later Putin said no, and putin is no word.");
  std::size_t lone = 0;
  for (std::size_t i = 0; i < read.text.tokens().size(); ++i)
    lone = read.text.surface(i) == "Putin" ? i : lone;
  std::uint16_t offset = 0;
  const TokenRange run = read.text.longest_run(lone, offset);
  CHECK(run.size() == 2);
  CHECK(offset == 1);
  CHECK(read.text.surface(run.first) == "Vladimir");
  CHECK(read.text.case_evidence(lone) == 2);
}

TEST_CASE("the gazetteer knows towns, countries, names and words") {
  const std::shared_ptr<const Gazetteer> gazetteer = Gazetteer::built_in();
  CHECK((gazetteer->classes(hash64("paris")) & city) != 0);
  CHECK((gazetteer->classes(hash64("ukraine")) & country) != 0);
  CHECK((gazetteer->classes(hash64("vladimir")) & first_name) != 0);
  CHECK((gazetteer->classes(hash64("smith")) & surname) != 0);
  CHECK((gazetteer->classes(hash64("walk")) & dictionary_word) != 0);
  CHECK((gazetteer->classes(phrase_hash(hash64("north"), hash64("korean"))) & demonym) != 0);
  CHECK(gazetteer->classes(hash64("qwxzv")) == 0);
}
