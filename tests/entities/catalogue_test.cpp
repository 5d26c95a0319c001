#include "entities/catalogue.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <string>
#include <tuple>

namespace akin::entities {
namespace {

constexpr auto person = EntityKind::person;
constexpr auto place = EntityKind::place;
constexpr auto organisation = EntityKind::organisation;

TEST_CASE("Spellings of a name join under the most frequent one") {
  const Catalogue catalogue({{{person, "Kim Jong Un", 3}, {person, "Kim Jong-un", 7}, {person, "Kim Jongun", 1}}, {}},
                            {});
  REQUIRE(catalogue.entries().size() == 1);
  CHECK(catalogue.entries()[0].name == "Kim Jong-un");
  CHECK(catalogue.entries()[0].articles == 11);
  CHECK(catalogue.canonical(person, "Kim Jong Un") == "Kim Jong-un");
  CHECK(catalogue.canonical(place, "Kim Jong Un") == "Kim Jong Un");
  CHECK(catalogue.find(person, "KIM JONG UN") == &catalogue.entries()[0]);
}

TEST_CASE("Names in capitals are shown only where hardly an article has others, or they may be acronyms") {
  const auto shown = [](EntityKind kind, const char* capitals, const char* other, std::uint32_t articles) {
    return Catalogue({{{kind, capitals, 20}, {kind, other, articles}}, {}}, {}).entries()[0].name;
  };
  CHECK(shown(place, "KABUL", "Kabul", 3) == "Kabul");
  CHECK(shown(place, "KABUL", "Kabul", 1) == "KABUL");
  CHECK(shown(organisation, "NATO", "Nato", 3) == "NATO");
  CHECK(shown(organisation, "NATO", "Nato", 21) == "Nato");
  CHECK(shown(organisation, "J.P. MOSS", "J.P. Moss", 3) == "J.P. Moss");
}

TEST_CASE("A lone surname joins when nine in ten of its uses mean one person") {
  const NameStatistics clear{{{person, "Putin", 4}, {person, "Vladimir Putin", 20}, {person, "Igor Putin", 1}},
                             {{person, "Vladimir Putin", "Putin", 18}, {person, "Igor Putin", "Putin", 1}}};
  const Catalogue joined(clear, {});
  CHECK(joined.canonical(person, "Putin") == "Vladimir Putin");
  CHECK(joined.find(person, "putin")->name == "Vladimir Putin");
  const NameStatistics unclear{{{person, "Kim", 4}, {person, "Kim Jong-un", 20}, {person, "Kim Yo-jong", 9}},
                               {{person, "Kim Jong-un", "Kim", 8}, {person, "Kim Yo-jong", "Kim", 2}}};
  const Catalogue apart(unclear, {});
  CHECK(apart.canonical(person, "Kim") == "Kim");
  CHECK(apart.find(person, "Kim")->name == "Kim");
}

TEST_CASE("An initial in the middle does not part the uses of a surname") {
  const Catalogue catalogue({{{person, "Moss", 9}, {person, "Ana Moss", 20}, {person, "Ana J. Moss", 10}},
                             {{person, "Ana Moss", "Moss", 9}, {person, "Ana J. Moss", "Moss", 5}}},
                            {});
  CHECK(catalogue.canonical(person, "Moss") == "Ana Moss");
  CHECK(catalogue.canonical(person, "Ana J. Moss") == "Ana J. Moss");
}

TEST_CASE("One use is evidence only where nobody else could be meant") {
  const NameStatistics alone{{{person, "Peskov", 1}, {person, "Dmitry Peskov", 1}},
                             {{person, "Dmitry Peskov", "Peskov", 1}}};
  CHECK(Catalogue(alone, {}).canonical(person, "Peskov") == "Dmitry Peskov");
  NameStatistics two = alone;
  two.names.push_back({person, "Nikolai Peskov", 1});
  CHECK(Catalogue(two, {}).canonical(person, "Peskov") == "Peskov");
  const NameStatistics none{{{person, "Peskov", 1}, {person, "Dmitry Peskov", 1}}, {}};
  CHECK(Catalogue(none, {}).canonical(person, "Peskov") == "Peskov");
}

TEST_CASE("A place joins itself with its kind unless it is much better known by itself") {
  const Catalogue catalogue({{{place, "Vostochny", 6},
                              {place, "Vostochny Cosmodrome", 5},
                              {place, "Sydney", 500},
                              {place, "Sydney Spaceport", 5},
                              {place, "Gobi", 3},
                              {place, "Gobi Desert", 3},
                              {place, "Gobi Plateau", 3}},
                             {}},
                            {});
  CHECK(catalogue.canonical(place, "Vostochny") == "Vostochny Cosmodrome");
  CHECK(catalogue.find(place, "vostochny")->articles == 11);
  CHECK(catalogue.canonical(place, "Sydney") == "Sydney");
  CHECK(catalogue.canonical(place, "Gobi") == "Gobi");
}

TEST_CASE("A short name that is known by itself does not join the few longer ones") {
  const Catalogue catalogue(
      {{{organisation, "Reuters", 3000},
        {organisation, "Reuters Holdings Plc", 5},
        {place, "U.S.", 9000},
        {place, "US", 900},
        {place, "United States", 4000},
        {place, "japan", 50},
        {place, "Japan", 5}},
       {{organisation, "Reuters Holdings Plc", "Reuters", 5}, {place, "United States", "U.S.", 800}}},
      {});
  CHECK(catalogue.canonical(organisation, "Reuters") == "Reuters");
  CHECK(catalogue.find(organisation, "reuters")->name == "Reuters");
  CHECK(catalogue.canonical(place, "US") == "United States");
  CHECK(catalogue.canonical(place, "japan") == "Japan");
}

TEST_CASE("Initials join only when articles use them for the name") {
  const Catalogue with(
      {{{organisation, "ET", 9}, {organisation, "Elbe Tram", 5}}, {{organisation, "Elbe Tram", "ET", 3}}}, {});
  CHECK(with.canonical(organisation, "ET") == "Elbe Tram");
  CHECK(with.entries()[0].aliases == std::vector<std::string>{});
  const Catalogue without({{{organisation, "ET", 9}, {organisation, "Elbe Tram", 5}}, {}}, {});
  CHECK(without.canonical(organisation, "ET") == "ET");
}

TEST_CASE("What has the initials of a company and a legal form is that company as well") {
  const Catalogue catalogue(
      {{{organisation, "ABM", 40},
        {organisation, "ABM Corp", 11},
        {organisation, "Allied Bread Mills Corp", 20},
        {organisation, "Allied Bread Mills", 2}},
       {{organisation, "ABM Corp", "ABM", 9}, {organisation, "Allied Bread Mills Corp", "ABM", 18}}},
      {});
  REQUIRE(catalogue.entries().size() == 1);
  CHECK(catalogue.entries()[0].name == "Allied Bread Mills Corp");
  CHECK(catalogue.entries()[0].articles == 73);
}

TEST_CASE("Companies are the same with and without a legal form") {
  const Catalogue names({{{organisation, "Harlow Mills", 3},
                          {organisation, "Harlow Mills Ltd", 9},
                          {organisation, "Harlow Mills Corporation", 2},
                          {organisation, "Harlow", 2},
                          {person, "Harlow Mills Ltd", 1}},
                         {}},
                        {});
  CHECK(names.canonical(organisation, "Harlow Mills") == "Harlow Mills Ltd");
  CHECK(names.canonical(organisation, "Harlow Mills Corporation") == "Harlow Mills Ltd");
  CHECK(names.canonical(organisation, "Harlow") == "Harlow");
}

TEST_CASE("One word is a company's name without its legal form only where articles use it so") {
  const NameStatistics apart{{{organisation, "Vestra", 60}, {organisation, "Vestra Inc", 5}}, {}};
  CHECK(Catalogue(apart, {}).entries().size() == 2);
  NameStatistics together = apart;
  together.forms.push_back({organisation, "Vestra Inc", "Vestra", 3});
  const Catalogue joined(together, {});
  REQUIRE(joined.entries().size() == 1);
  CHECK(joined.entries()[0].name == "Vestra"); // known so: in more than four times as many articles
}

TEST_CASE("A leading article tells no names apart but those of people") {
  const Catalogue catalogue({{{organisation, "The European Union", 4},
                              {organisation, "European Union", 50},
                              {place, "The Netherlands", 9},
                              {place, "Netherlands", 2},
                              {person, "The Rock", 3},
                              {person, "Rock", 1}},
                             {}},
                            {});
  CHECK(catalogue.canonical(organisation, "The European Union") == "European Union");
  CHECK(catalogue.canonical(place, "Netherlands") == "The Netherlands");
  CHECK(catalogue.find(place, "the netherlands") == catalogue.find(place, "NETHERLANDS"));
  CHECK(catalogue.canonical(person, "The Rock") == "The Rock");
  CHECK(catalogue.canonical(person, "Rock") == "Rock");
}

TEST_CASE("Forms that no article has as a name are aliases") {
  const Catalogue catalogue(
      {{{person, "Ursula von der Leyen", 5}}, {{person, "Ursula von der Leyen", "Von der Leyen", 4}}}, {});
  CHECK(catalogue.entries()[0].aliases == std::vector<std::string>{"Von der Leyen"});
  CHECK(catalogue.find(person, "von der leyen") == &catalogue.entries()[0]);
  CHECK(catalogue.find(person, "leyen") == nullptr);
}

TEST_CASE("The alias table's names stay, and all its aliases find them") {
  const auto aliases = AliasTable::parse("person, Kim, Kim the Elder\nplace, Kyiv, Kiev\n", "a");
  const Catalogue catalogue({{{person, "Kim", 4}, {person, "Kim Jong-un", 20}, {place, "KYIV", 2}, {place, "Kyiv", 1}},
                             {{person, "Kim Jong-un", "Kim", 8}}},
                            aliases);
  CHECK(catalogue.canonical(person, "Kim") == "Kim");
  CHECK(catalogue.find(person, "Kim the Elder")->name == "Kim");
  CHECK(catalogue.canonical(place, "KYIV") == "Kyiv");
  CHECK(catalogue.find(place, "kiev")->name == "Kyiv");
}

TEST_CASE("A name that is hardly ever of another kind is one entity of its own kind") {
  const Catalogue catalogue({{{person, "Paris", 1},
                              {place, "Paris", 40},
                              {organisation, "PARIS", 2},
                              {person, "Austin", 3},
                              {place, "Austin", 40},
                              {person, "Lima", 1},
                              {person, "Ana Lima", 5},
                              {place, "Lima", 90},
                              {person, "Vostochny", 1},
                              {place, "Vostochny", 5},
                              {place, "Vostochny Cosmodrome", 13}},
                             {{person, "Ana Lima", "Lima", 5}}},
                            {});
  const CatalogueEntry* const paris = catalogue.entry_of(person, "Paris");
  REQUIRE(paris != nullptr);
  CHECK(paris->kind == place);
  CHECK(paris->articles == 43);
  CHECK(paris == catalogue.entry_of(place, "Paris"));
  CHECK(paris == catalogue.entry_of(organisation, "PARIS"));
  CHECK(paris == catalogue.find(person, "paris"));
  CHECK(catalogue.canonical(organisation, "PARIS") == "Paris");
  CHECK(catalogue.entry_of(person, "Austin")->kind == person);
  CHECK(catalogue.canonical(person, "Lima") == "Ana Lima");
  CHECK(catalogue.entry_of(place, "Lima")->articles == 90);
  CHECK(catalogue.canonical(person, "Vostochny") == "Vostochny Cosmodrome");
  CHECK(catalogue.entries().size() == 6);
}

TEST_CASE("The alias table decides the kind of its names") {
  const auto aliases = AliasTable::parse("person, Paris, Paris of Troy\n", "a");
  const Catalogue catalogue({{{person, "Paris", 1}, {place, "Paris", 40}}, {}}, aliases);
  CHECK(catalogue.entry_of(person, "Paris")->kind == person);
}

TEST_CASE("Names of one country join under the usual one") {
  const NameStatistics statistics{{{place, "U.S.", 900},
                                   {place, "USA", 80},
                                   {place, "United States", 40},
                                   {place, "United States of America", 3},
                                   {place, "Britain", 7},
                                   {place, "U.K.", 3},
                                   {place, "Korea", 5},
                                   {place, "South Korea", 9}},
                                  {{place, "United States of America", "United States", 3}}};
  const Catalogue catalogue(statistics, {});
  CHECK(catalogue.canonical(place, "U.S.") == "United States");
  CHECK(catalogue.canonical(place, "United States of America") == "United States");
  CHECK(catalogue.find(place, "usa")->articles == 1023);
  CHECK(catalogue.canonical(place, "U.K.") == "Britain"); // the corpus does not say United Kingdom
  CHECK(catalogue.canonical(place, "Korea") == "Korea");
  const auto aliases = AliasTable::parse("place, America, USA\n", "a");
  const Catalogue renamed(statistics, aliases);
  CHECK(renamed.canonical(place, "USA") == "America");
  CHECK(renamed.canonical(place, "U.S.") == "United States");
}

TEST_CASE("Organisations and states that are known under several names join without evidence") {
  const Catalogue catalogue({{{organisation, "UN", 100},
                              {organisation, "United Nations", 80},
                              {organisation, "Fed", 3},
                              {organisation, "Federal Reserve Board", 9},
                              {place, "Calif", 30},
                              {place, "California", 20},
                              {person, "Fed", 1}},
                             {}},
                            {});
  CHECK(catalogue.canonical(organisation, "UN") == "United Nations");
  CHECK(catalogue.find(organisation, "u.n.")->articles == 180);
  CHECK(catalogue.canonical(organisation, "Fed") == "Federal Reserve Board"); // the corpus does not say Federal Reserve
  CHECK(catalogue.canonical(place, "Calif") == "California");
}

TEST_CASE("A name that records give as a surname joins the longer one of their texts") {
  const Catalogue catalogue({{{person, "volcker", 80}, {person, "Paul Volcker", 40}, {person, "Paula Volcker", 1}},
                             {{person, "volcker", "Paul Volcker", 60}, {person, "Paul Volcker", "Volcker", 30}}},
                            {});
  CHECK(catalogue.canonical(person, "volcker") == "Paul Volcker");
  CHECK(catalogue.find(person, "Volcker")->articles == 120);
  CHECK(catalogue.canonical(person, "Paula Volcker") == "Paula Volcker");
  // Other longer forms are aliases.
  const Catalogue titled({{{person, "Sarney", 5}}, {{person, "Sarney", "Presidente Sarney", 1}}}, {});
  CHECK(titled.entries().size() == 1);
  CHECK(titled.find(person, "presidente sarney")->name == "Sarney");
}

TEST_CASE("A surname that many articles link joins though far more have it alone") {
  const auto known = [](std::uint32_t links, std::uint32_t alone) {
    return std::string(Catalogue({{{person, "Moss", alone}, {person, "Ana Moss", 20}}, //
                                  {{person, "Ana Moss", "Moss", links}}},
                                 {})
                           .canonical(person, "Moss"));
  };
  CHECK(known(10, 200) == "Ana Moss");
  CHECK(known(10, 201) == "Moss");
  CHECK(known(9, 36) == "Ana Moss");
  CHECK(known(9, 37) == "Moss");
  const Catalogue two({{{person, "Moss", 100}, {person, "Ana Moss", 20}, {person, "Ana J. Moss", 20}},
                       {{person, "Ana Moss", "Moss", 15}, {person, "Ana J. Moss", "Moss", 15}}},
                      {});
  CHECK(two.canonical(person, "Moss") == "Moss"); // father and son
}

TEST_CASE("A name with an initial joins the one without that far more articles have") {
  const auto shown = [](const char* longer) {
    return std::string(Catalogue({{{person, "Ana Moss", 100}, {person, longer, 5}}, //
                                  {{person, longer, "Ana Moss", 3}}},
                                 {})
                           .canonical(person, longer));
  };
  CHECK(shown("Ana J. Moss") == "Ana Moss");
  CHECK(shown("Ana Beatrix Moss") == "Ana Beatrix Moss");
  const Catalogue two({{{person, "Ana Moss", 100}, {person, "Ana J. Moss", 5}, {person, "Ana B. Moss", 5}},
                       {{person, "Ana J. Moss", "Ana Moss", 3}, {person, "Ana B. Moss", "Moss", 3}}},
                      {});
  CHECK(two.canonical(person, "Ana B. Moss") == "Ana B. Moss");
}

TEST_CASE("One office has one entry, also where the United States stand before it") {
  const Catalogue catalogue({{{organisation, "Ministry of Finance", 4},
                              {organisation, "Finance Ministry", 9},
                              {organisation, "U.S. Supreme Court", 5},
                              {organisation, "Supreme Court", 20},
                              {organisation, "U.S. Steel", 5},
                              {organisation, "Steel", 5},
                              {organisation, "U.S. Central Office", 5},
                              {organisation, "Central Office", 21}},
                             {}},
                            {});
  CHECK(catalogue.canonical(organisation, "Ministry of Finance") == "Finance Ministry");
  CHECK(catalogue.find(organisation, "Ministry of Finance")->articles == 13);
  CHECK(catalogue.canonical(organisation, "Supreme Court") == "U.S. Supreme Court");
  CHECK(catalogue.canonical(organisation, "Steel") == "Steel");                   // one word may be anyone's
  CHECK(catalogue.canonical(organisation, "Central Office") == "Central Office"); // too well known without
}

TEST_CASE("Of a name of several words that is a person's and a company's, twice as many articles decide") {
  const auto kind_of_person = [](std::uint32_t persons, std::uint32_t companies) {
    const Catalogue catalogue({{{person, "J.P. Moss", persons},
                                {organisation, "J.P. Moss", companies},
                                {place, "Kansas City", 9},
                                {organisation, "Kansas City", 4}},
                               {}},
                              {});
    CHECK(catalogue.entry_of(organisation, "Kansas City")->kind == organisation); // a town and its club
    return catalogue.entry_of(person, "J.P. Moss")->kind;
  };
  CHECK(kind_of_person(4, 8) == organisation);
  CHECK(kind_of_person(4, 7) == person);
  const Catalogue spelt({{{person, "J.P. Moss", 3}, {person, "J.P. MOSS", 1}, {organisation, "J.P. Moss", 8}}, {}}, {});
  CHECK(spelt.entry_of(person, "J.P. MOSS")->articles == 12);
}

TEST_CASE("Of one word that no list has for a place or people, twice as many articles decide") {
  const Catalogue catalogue({{{organisation, "Zentrovex", 20},
                              {place, "Zentrovex", 10},
                              {organisation, "Paris", 20},
                              {place, "Paris", 10},
                              {organisation, "Smith", 20},
                              {person, "Smith", 10}},
                             {}},
                            {});
  CHECK(catalogue.entry_of(place, "Zentrovex")->kind == organisation);
  CHECK(catalogue.entry_of(place, "Zentrovex")->articles == 30);
  CHECK(catalogue.entry_of(place, "Paris")->kind == place);
  CHECK(catalogue.entry_of(person, "Smith")->kind == person);
}

TEST_CASE("Many names are joined by several threads, to the same end") {
  NameStatistics statistics;
  constexpr std::uint32_t many = 5'000;
  for (std::uint32_t i = 0; i < many; ++i) {
    const std::string number = std::to_string(i);
    statistics.names.push_back({person, "Ana Moss" + number, 3});
    statistics.names.push_back({person, "Moss" + number, 2});
    statistics.forms.push_back({person, "Ana Moss" + number, "Moss" + number, 3});
    statistics.names.push_back({place, "Lodden" + number, 1});
    statistics.names.push_back({organisation, "Harlow Mills" + number + " Ltd", 4});
    statistics.names.push_back({organisation, "Harlow Mills" + number, 1});
  }
  const Catalogue catalogue(statistics, {});
  CHECK(catalogue.entries().size() == 3 * many);
  CHECK(std::is_sorted(catalogue.entries().begin(), catalogue.entries().end(), [](const auto& a, const auto& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  }));
  for (const std::uint32_t i : {0U, 1U, 77U, many - 1}) {
    const std::string number = std::to_string(i);
    CHECK(catalogue.canonical(person, "Moss" + number) == "Ana Moss" + number);
    CHECK(catalogue.find(place, "LODDEN" + number)->articles == 1);
    CHECK(catalogue.find(organisation, "harlow mills" + number)->articles == 5);
    CHECK(catalogue.entry_of(organisation, "Harlow Mills" + number)->name == "Harlow Mills" + number + " Ltd");
  }
}

TEST_CASE("The order of what was counted does not matter") {
  std::mt19937 random(7);
  const std::vector<std::string> first{"Kim", "Ana", "Vladimir", "Lee", "Maria"};
  const std::vector<std::string> last{"Putin", "Jong-un", "Jong Un", "Silva", "Kim", "Yo-jong"};
  const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
  for (int round = 0; round < 50; ++round) {
    NameStatistics statistics;
    const auto add_name = [&](const std::string& name) {
      if (std::none_of(statistics.names.begin(), statistics.names.end(), [&](auto& n) { return n.name == name; }))
        statistics.names.push_back({person, name, static_cast<std::uint32_t>(random() % 5 + 1)});
    };
    for (int i = 0; i < 12; ++i) {
      const std::string whole = pick(first) + " " + pick(last);
      const std::string part = random() % 2 == 0 ? pick(first) : pick(last);
      add_name(whole);
      add_name(part);
      if (std::none_of(statistics.forms.begin(), statistics.forms.end(),
                       [&](auto& f) { return f.name == whole && f.form == part; }))
        statistics.forms.push_back({person, whole, part, static_cast<std::uint32_t>(random() % 5 + 1)});
    }
    NameStatistics shuffled = statistics;
    std::shuffle(shuffled.names.begin(), shuffled.names.end(), random);
    std::shuffle(shuffled.forms.begin(), shuffled.forms.end(), random);
    const Catalogue a(statistics, {});
    const Catalogue b(shuffled, {});
    REQUIRE(a.entries().size() == b.entries().size());
    for (std::size_t i = 0; i < a.entries().size(); ++i) {
      CHECK(a.entries()[i].name == b.entries()[i].name);
      CHECK(a.entries()[i].names == b.entries()[i].names);
      CHECK(a.entries()[i].aliases == b.entries()[i].aliases);
    }
  }
}

} // namespace
} // namespace akin::entities
