#include "tests/entities/named_article.hpp"

#include <chrono>
#include <doctest/doctest.h>

namespace akin::entities {
namespace {

using Strings = std::vector<std::string>;
constexpr auto person = EntityKind::person;
constexpr auto place = EntityKind::place;
constexpr auto organisation = EntityKind::organisation;

TEST_CASE("The longest form of a person's name is the name, titles left out") {
  const NamedArticle article("[P North Korean leader Kim Jong-un] met [P President Vladimir Putin]. [P Mr Kim] and "
                             "[P Putin] talked; [P Jong-un] smiled. [P Kremlin spokesperson Dmitry Peskov] said so.");
  CHECK(article.names(person) == Strings{"Kim Jong-un", "Vladimir Putin", "Dmitry Peskov"});
  CHECK(article.mentions() == Strings{"Kim Jong-un=Kim Jong-un", "Vladimir Putin=Vladimir Putin", "Kim=Kim Jong-un",
                                      "Putin=Vladimir Putin", "Jong-un=Kim Jong-un", "Dmitry Peskov=Dmitry Peskov"});
}

TEST_CASE("A short name before the full one means it all the same") {
  const NamedArticle article("[P Kim Jong-un] arrived.", {}, {}, "[P Kim] arrives");
  CHECK(article.mentions() == Strings{"Kim=Kim Jong-un", "Kim Jong-un=Kim Jong-un"});
  CHECK(article.article.mentions.front().field == ArticleField::title);
}

TEST_CASE("Hyphens, case, accents and possessives do not tell names apart") {
  const NamedArticle article("[P Kim Jong Un]'s train. [P Kim Jong-un] waved, [P KIM JONG-UN] left. [P Kim Jong-un] "
                             "again. [P Lech Wałęsa] and [P Lech Walesa]. [P Vladimír Putin]\u2019s and [P Vladimir "
                             "Putin].");
  CHECK(article.names(person) == Strings{"Kim Jong-un", "Lech Wałęsa", "Vladimír Putin"});
}

TEST_CASE("Particles, initials and middle names lead to the full name") {
  const NamedArticle article("[P Ursula von der Leyen] spoke. [P Von der Leyen] and [P V. Putin] agreed. [P Vladimir "
                             "Putin] left. [P George W. Bush] wrote; [P George Bush] read.");
  CHECK(article.names(person) == Strings{"Ursula von der Leyen", "Vladimir Putin", "George W. Bush"});
}

TEST_CASE("A title that may be a name is one only before a whole name") {
  const NamedArticle article("[P Dean Smith] and [P Judge Amy Berman] met [P Mike Judge]. [P President]");
  CHECK(article.names(person) == Strings{"Dean Smith", "Amy Berman", "Mike Judge"});
}

TEST_CASE("An ambiguous surname means who was named last in full, else who is named first") {
  const NamedArticle article("[P Kim] was there. [P Kim Jong-un] came. [P Kim] spoke. [P Kim Yo-jong] came. [P Kim] "
                             "listened. [P Kim Jong-un] left. [P Kim] waved.");
  CHECK(article.mentions() == Strings{"Kim=Kim Jong-un", "Kim Jong-un=Kim Jong-un", "Kim=Kim Jong-un",
                                      "Kim Yo-jong=Kim Yo-jong", "Kim=Kim Yo-jong", "Kim Jong-un=Kim Jong-un",
                                      "Kim=Kim Jong-un"});
}

TEST_CASE("A place with and without its kind is one; a town is not what is named after it") {
  const NamedArticle one("[L Vostochny] saw it. The [L Vostochny Cosmodrome] is new. [L Etna] smoked: [L Mount Etna].");
  CHECK(one.names(place) == Strings{"Vostochny Cosmodrome", "Mount Etna"});
  const NamedArticle two(
      "[L Sydney Airport] is in [L Sydney]. [L Gobi Plateau] and [L Gobi Desert] are in the [L Gobi].");
  CHECK(two.names(place) == Strings{"Sydney Airport", "Sydney", "Gobi Plateau", "Gobi Desert", "Gobi"});
}

TEST_CASE("Capitals join the organisation or place whose initials they are") {
  const NamedArticle article("The [O European Union] ([O EU]) and the [L U.S.] met. The [O EU] left the [L US] and the "
                             "[L United States of America]. [O Acme Holdings Ltd] owns [O Acme].");
  CHECK(article.names(organisation) == Strings{"European Union", "Acme Holdings Ltd"});
  CHECK(article.names(place) == Strings{"United States of America"});
  const NamedArticle companies("[O General Motors Corp] closes a plant of [O GM]. The [O Canadian Broadcasting Corp], "
                               "[O CBC] for short, said so.");
  CHECK(companies.names(organisation) == Strings{"General Motors Corp", "Canadian Broadcasting Corp"});
  const NamedArticle states("The [L United States] and the [L U.S.] agree.");
  CHECK(states.mentions() == Strings{"United States=United States", "U.S.=United States"});
}

TEST_CASE("What is known under several names has one in an article, the usual one if it is there") {
  const NamedArticle article("[L USA], [L US], [L Calif] and [L California]; the [O UN], then the [O United Nations]; "
                             "[L Burma], [L Myanmar]. [P Georgia] lives in [L Ga].");
  CHECK(article.names(place) == Strings{"USA", "California", "Myanmar", "Ga"});
  CHECK(article.names(organisation) == Strings{"United Nations"});
  CHECK(article.names(person) == Strings{"Georgia"});
  const NamedArticle longest("[L US] troops left for the [L USA].");
  CHECK(longest.names(place) == Strings{"USA"});
}

TEST_CASE("Two letters are a place's initials only where they are known for it") {
  const NamedArticle article("[L Dakota City] is far from [L DC]. [L New South Wales], or [L NSW], and [L HK].");
  CHECK(article.names(place) == Strings{"New South Wales", "Dakota City", "DC", "HK"});
}

TEST_CASE("An office means the same with its kind before and behind, and without its country") {
  const NamedArticle article(
      "The [O Ministry of Finance] said so; the [O Finance Ministry] did. The [O U.S. Department "
      "of the Interior], the [O Interior Department] and the [O U.S. Navy], the [O Navy].");
  CHECK(article.names(organisation) == Strings{"Ministry of Finance", "U.S. Department of the Interior", "U.S. Navy"});
}

TEST_CASE("A bare kind of organisation counts only for the one that it means") {
  const NamedArticle bare("[O The Committee] met the [O Ministry].");
  CHECK(bare.names(organisation).empty());
  CHECK(bare.mentions().empty());
  const NamedArticle meant("The [O Lodden Committee] met; the [O Committee] agreed.");
  CHECK(meant.mentions() == Strings{"Lodden Committee=Lodden Committee", "Committee=Lodden Committee"});
}

TEST_CASE("Initials hold all letters of what is an acronym itself") {
  const NamedArticle article("The [O U.S. Navy] asked the [O UN]; the [O USN] is the navy.");
  CHECK(article.names(organisation) == Strings{"U.S. Navy", "UN"});
}

TEST_CASE("Names that are possessives have their s") {
  const NamedArticle article("[O Sotheby]'s sold it. [O Standard & Poor]’s agreed, [P Macy]'s hat is [O Google]'s.");
  CHECK(article.names(organisation) == Strings{"Sotheby's", "Standard & Poor’s", "Google"});
  CHECK(article.names(person) == Strings{"Macy"});
}

TEST_CASE("An organisation's one word means the longer name that has it, where only one does") {
  const NamedArticle article("[O Tidewell Foods] closed its plant; [O Tidewell] said so. [O Corrib Rangers] won: the "
                             "[O Rangers] sang. [O Google] and [O Google Cloud] are two. [O Harbour Bank] and [O Town "
                             "Bank] merged into the [O Bank].",
                             {}, {}, "[O Tidewell] closes");
  CHECK(article.names(organisation) ==
        Strings{"Tidewell Foods", "Corrib Rangers", "Google", "Google Cloud", "Harbour Bank", "Town Bank"});
}

TEST_CASE("A person's name is not cut at a hyphen, and takes nothing that is only tied to it") {
  const NamedArticle article("[P Jo Chun]-ryong and [P Aurélio Quintanilha]-Bastos saw the [P Vladimir Putin]-backed "
                             "plan and the [P Kim Jong-un]-[P Putin] meeting.",
                             {}, {}, "[P Jo Chun]-ryong");
  CHECK(article.names(person) ==
        Strings{"Jo Chun-ryong", "Vladimir Putin", "Aurélio Quintanilha-Bastos", "Kim Jong-un"});
}

TEST_CASE("A name has the kind of most of its mentions") {
  const NamedArticle article("[L Roscosmos] flies. [O Roscosmos] pays. [O Roscosmos] builds.");
  CHECK(article.names(organisation) == Strings{"Roscosmos"});
  CHECK(article.names(place).empty());
}

TEST_CASE("Given names win in spelling and kind, and come first") {
  Article given;
  given.people = {"Putin", "Kim Jong Un"};
  given.organisations = {"Vostochny"};
  const NamedArticle article("[P Sergei Shoigu], [P Sergei Shoigu]. [P Vladimir Putin] met [P Kim Jong-un] at "
                             "[L Vostochny]. [P Vladimir] left.",
                             {}, given);
  CHECK(article.names(person) == Strings{"Putin", "Kim Jong Un", "Sergei Shoigu"});
  CHECK(article.names(organisation) == Strings{"Vostochny"});
  CHECK(article.names(place).empty());
  CHECK(article.article.entities[0].given);
  CHECK(!article.article.entities[3].given);
  CHECK(article.mentions().back() == "Vladimir=Putin");
}

TEST_CASE("The alias table wins over the text and over what is given") {
  const auto aliases = AliasTable::parse("person, Kim Jong-un, KJU|Marshal Kim\n"
                                         "place, Eastern Spaceport, Vostochny|Vostochny Cosmodrome\n"
                                         "person, -, Soyuz\n",
                                         "a");
  Article given;
  given.people = {"KJU", "Soyuz"};
  const NamedArticle article("[P Kim] saw [L Vostochny]. Nobody tagged Marshal Kim. [P Soyuz] flew, [O Vostochny "
                             "Cosmodrome] cheered; the kju did not. [P Kim Jong-il] was [P Marshal Kim].",
                             aliases, given);
  CHECK(article.names(person) == Strings{"Kim Jong-un", "Kim Jong-il"});
  CHECK(article.names(place) == Strings{"Eastern Spaceport"});
  CHECK(article.names(organisation).empty());
  CHECK(article.mentions() == Strings{"Kim=Kim Jong-un", "Vostochny=Eastern Spaceport", "Marshal Kim=Kim Jong-un",
                                      "Vostochny Cosmodrome=Eastern Spaceport", "Kim Jong-il=Kim Jong-il",
                                      "Marshal Kim=Kim Jong-un"});
}

TEST_CASE("An alias within a longer name is a part of that name") {
  const auto aliases = AliasTable::parse("place, Paris\nperson, Kim Jong-un, Kim\n", "a");
  const NamedArticle article("[O Paris Saint-Germain] won. [P President Kim] and [P Kim Jong-il].", aliases);
  CHECK(article.names(place).empty());
  CHECK(article.names(organisation) == Strings{"Paris Saint-Germain"});
  CHECK(article.mentions().at(1) == "Kim=Kim Jong-un");
  CHECK(article.mentions().at(2) == "Kim Jong-il=Kim Jong-il");
}

TEST_CASE("Mentions are byte offsets into their field and never overlap") {
  const NamedArticle article("É — [P Lech Wałęsa] spoke to [L U.S.] reporters.", {}, {}, "[P Wałęsa] speaks");
  REQUIRE(article.article.mentions.size() == 3);
  CHECK(article.mentions() == Strings{"Wałęsa=Lech Wałęsa", "Lech Wałęsa=Lech Wałęsa", "U.S.=U.S."});
}

TEST_CASE("Many mentions of one name, and many names, take time in proportion") {
  const auto seconds_for = [](const std::string& text) {
    const auto start = std::chrono::steady_clock::now();
    const NamedArticle article(text);
    CHECK(!article.article.entities.empty());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  std::string one_name;
  for (int i = 0; i < 200'000; ++i)
    one_name += "[P Kim] and ";
  std::string many_names = "[P Kim] ";
  for (int i = 0; i < 100'000; ++i)
    many_names += "[P Kim X" + std::to_string(i) + "y] and ";
  CHECK(seconds_for("[P Kim Jong-un] " + one_name) < 20);
  CHECK(seconds_for(many_names) < 20);
}

} // namespace
} // namespace akin::entities
