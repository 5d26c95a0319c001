#include "common/error.hpp"
#include "entities/alias_table.hpp"
#include "entities/name_key.hpp"

#include <doctest/doctest.h>
#include <string>

namespace akin::entities {
namespace {

std::string message_of(std::string_view text) {
  try {
    AliasTable::parse(text, "aliases.txt");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::invalid_argument);
    return error.what();
  }
  return "";
}

TEST_CASE("An aliases file names kinds, canonical names, aliases and what is no entity") {
  const auto table = AliasTable::parse("\xEF\xBB\xBF# people\r\n\n person , Kim Jong-un , Kim Jong Un | KJU \r\n"
                                       "org, European Union, EU\nplace, Kyiv\nplace, -, Soyuz|Proton\nany, -, Telegram",
                                       "a");
  REQUIRE(table.entries().size() == 3);
  CHECK(table.entries()[0].name == "Kim Jong-un");
  CHECK(table.entries()[0].aliases == std::vector<std::string>{"Kim Jong Un", "KJU"});
  CHECK(table.find("kju") == &table.entries()[0]);
  CHECK(table.find("eu")->kind == EntityKind::organisation);
  CHECK(table.find("kiev") == nullptr);
  CHECK(table.is_stopped(EntityKind::place, "proton"));
  CHECK(!table.is_stopped(EntityKind::person, "proton"));
  CHECK(table.is_stopped(EntityKind::person, "telegram"));
}

TEST_CASE("A table's text is read back as the same table") {
  const auto table = AliasTable::parse("# c\nperson, A B, C|D\nany, -, X\norganization, E,\n", "a");
  const auto again = AliasTable::parse(table.text(), "b");
  CHECK(again.text() == table.text());
  CHECK(again.entries().size() == 2);
  CHECK(AliasTable::parse("# nothing\n", "a").empty());
  CHECK(AliasTable::parse("", "a").text().empty());
}

TEST_CASE("Bad lines are refused with file, line and what to do") {
  CHECK(message_of("person, A\n\nnonsense\n") ==
        "an alias line is 'kind, canonical name, alias|alias' (aliases.txt:3)");
  CHECK(message_of("persn, A, B\n") ==
        "'persn' is no kind of entity; the kinds are person, place, organisation (aliases.txt:1)");
  CHECK(message_of("thing, -, B\n") ==
        "'thing' is no kind of entity; the kinds are person, place, organisation, any (aliases.txt:1)");
  CHECK(message_of("any, A, B\n").find("'any' is no kind of entity") == 0);
  CHECK(message_of("person, , B\n").find("(aliases.txt:1)") != std::string::npos);
  CHECK(message_of("person, A, ...\n").find("no word") != std::string::npos);
  CHECK(message_of("person, -,\n").find("needs names") != std::string::npos);
  CHECK(message_of("#\nperson, A B, C\nplace, D, c\n") == "'c' is a name of 'A B' already, in line 2 (aliases.txt:3)");
  CHECK(message_of("person, A B, C\nplace, -, c\n") == "'c' is a name in line 1 (aliases.txt:2)");
  CHECK(message_of("place, -, c\nperson, A B, C\n") == "'C' is never an entity by line 1 (aliases.txt:2)");
  CHECK(message_of("person, A\xFF, B\n") == "the line is no UTF-8 (aliases.txt:1)");
  CHECK(message_of(std::string(AliasTable::max_bytes + 1, '\n')).find("16 MiB") != std::string::npos);
}

TEST_CASE("Name keys drop case, accents, hyphens, dots and possessives") {
  CHECK(name_key("KIM Jong-Un") == "kim jong un");
  CHECK(name_key("Šumava's") == "sumava");
  CHECK(name_key("U.S.") == "us");
  CHECK(name_key("U.S. Army") == "us army");
  CHECK(name_key("J. K. Rowling") == "jk rowling");
  CHECK(name_key("George W. Bush") == "george w bush");
  CHECK(name_key("--") == "");
  CHECK(squeezed_key("kim jongun") == "kimjongun");
  CHECK(squeezed_key("new ark") == "new ark");
}

} // namespace
} // namespace akin::entities
