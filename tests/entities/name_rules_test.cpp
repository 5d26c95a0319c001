#include "entities/name_rules.hpp"
#include "read_text.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace akin::entities {
namespace {

constexpr auto person = EntityKind::person;
constexpr auto place = EntityKind::place;
constexpr auto organisation = EntityKind::organisation;
using Strings = std::vector<std::string>;

/// Checks names of a text in turn, each by its first words' place: what spans are left.
class Checked {
 public:
  explicit Checked(std::string text) : text_(std::move(text)) {}

  void add(EntityKind kind, std::uint32_t first, std::uint32_t last) {
    add_checked_name(text_.text, kind, {first, last}, spans_);
  }

  Strings names() const {
    Strings all;
    for (const TaggedSpan& span : spans_) {
      std::string name = span.kind == person ? "P" : span.kind == place ? "L" : "O";
      for (std::uint32_t i = span.first_token; i < span.last_token; ++i)
        name.append(" ").append(text_.text.surface(i));
      all.push_back(name);
    }
    return all;
  }

 private:
  ReadText text_;
  std::vector<TaggedSpan> spans_;
};

/// What is left of a text that is taken for one name.
Strings whole(EntityKind kind, const std::string& text) {
  Checked checked(text);
  checked.add(kind, 0, static_cast<std::uint32_t>(ReadText(text).text.tokens().size()));
  return checked.names();
}

} // namespace

TEST_CASE("most names stay as they are") {
  CHECK(whole(person, "Ada Lovelace") == Strings{"P Ada Lovelace"});
  CHECK(whole(place, "Guinea-Bissau") == Strings{"L Guinea Bissau"});
  CHECK(whole(organisation, "Harlow Mills Ltd") == Strings{"O Harlow Mills Ltd"});
  CHECK(whole(person, "West") == Strings{"P West"});
  CHECK(whole(organisation, "Nairobi-based") == Strings{"O Nairobi"});
}

TEST_CASE("a name loses what a hyphen or a page puts behind it") {
  CHECK(whole(place, "New York-based") == Strings{"L New York"});
  CHECK(whole(place, "Harlow Latest News") == Strings{"L Harlow"});
  CHECK(whole(person, "Mary-Ann") == Strings{"P Mary Ann"});
}

TEST_CASE("two countries in a row are two places") {
  CHECK(whole(place, "Japan-France") == Strings{"L Japan", "L France"});
  CHECK(whole(organisation, "Japan/France") == Strings{"L Japan", "L France"});
  CHECK(whole(place, "Papua New Guinea") == Strings{"L Papua New Guinea"});
}

TEST_CASE("offices and companies are no places, countries that act are") {
  CHECK(whole(place, "Department of Agriculture") == Strings{"O Department of Agriculture"});
  CHECK(whole(place, "Harlow Commission") == Strings{"O Harlow Commission"});
  CHECK(whole(place, "Japan Senate") == Strings{"O Japan Senate"});
  CHECK(whole(place, "Harlow House") == Strings{"L Harlow House"});
  CHECK(whole(place, "Harlow Ltd") == Strings{"O Harlow Ltd"});
  CHECK(whole(organisation, "Japan") == Strings{"L Japan"});
}

TEST_CASE("what is no name is left out") {
  CHECK(whole(place, "West German").empty());
  CHECK(whole(place, "North Korean").empty());
  CHECK(whole(person, "D-Texas").empty());
  CHECK(whole(organisation, "GDP").empty());
  CHECK(whole(organisation, "Gross Domestic Product").empty());
  CHECK(whole(organisation, "Co Ltd").empty());
  CHECK(whole(organisation, "Shr").empty());
}

TEST_CASE("acronyms of things, numerals and things called like people are no names") {
  CHECK(whole(organisation, "HTML").empty());
  CHECK(whole(place, "0.1 MB").empty());
  CHECK(whole(organisation, "0.1MB").empty());
  CHECK(whole(organisation, "3M") == Strings{"O 3M"});
  CHECK(whole(organisation, "18F") == Strings{"O 18F"});
  CHECK(whole(organisation, "HIV Foundation") == Strings{"O HIV Foundation"});
  CHECK(whole(person, "II").empty());
  CHECK(whole(person, "Elizabeth II") == Strings{"P Elizabeth II"});
  Checked bill("Read the Bill now, Bill");
  bill.add(person, 2, 3);
  bill.add(person, 4, 5);
  CHECK(bill.names() == Strings{"P Bill"});
}

TEST_CASE("what a minister is for is no name nor a part of one") {
  Checked one("Minister for Law Ada Moss and the Minister of State for Finance and Law, Minister of Law");
  one.add(person, 2, 5);
  one.add(organisation, 11, 14);
  CHECK(one.names() == Strings{"P Ada Moss"});
  Checked other("Minister for the Arts and Rivers Ada Moss, Secretary of NATO");
  other.add(organisation, 3, 6);
  other.add(person, 6, 8);
  other.add(organisation, 10, 11);
  CHECK(other.names() == Strings{"P Ada Moss", "O NATO"});
  CHECK(whole(person, "Law Kwok Hong") == Strings{"P Law Kwok Hong"});
  CHECK(whole(organisation, "Finance and Law") == Strings{"O Finance and Law"});
}

TEST_CASE("people have no ampersand, and places are no parliaments") {
  CHECK(whole(person, "Allen & Overy") == Strings{"O Allen Overy"});
  CHECK(whole(place, "Allen & Overy") == Strings{"L Allen Overy"});
  CHECK(whole(place, "Parliament") == Strings{"O Parliament"});
}

TEST_CASE("a place and what belongs to it are two names") {
  CHECK(whole(organisation, "Japan's Fujii Gallery") == Strings{"L Japan", "O Fujii Gallery"});
  CHECK(whole(place, "Chicago's Chinatown") == Strings{"L Chicago", "L Chinatown"});
  CHECK(whole(organisation, "Moody's Investors Service") == Strings{"O Moody Investors Service"});
  CHECK(whole(place, "People's Republic of China") == Strings{"L People Republic of China"});
}

TEST_CASE("money is no place") {
  Checked price("A price of US$30,000 in the US");
  price.add(place, 3, 4);
  price.add(place, 7, 8);
  CHECK(price.names() == Strings{"L US"});
}

TEST_CASE("the sign of a company counts where it is the initials of the name before") {
  Checked signs("Harlow Bread Mills Corp <HBM> and Lodden Sand <XON.N>, Wexford Tin <Wex>");
  signs.add(organisation, 0, 4);
  signs.add(organisation, 4, 5);
  signs.add(organisation, 6, 8);
  signs.add(organisation, 8, 10);
  signs.add(organisation, 10, 12);
  signs.add(organisation, 12, 13);
  CHECK(signs.names() == Strings{"O Harlow Bread Mills Corp", "O HBM", "O Lodden Sand", "O Wexford Tin", "O Wex"});
}

TEST_CASE("and Sons belongs to the name before") {
  Checked sons("Harlow and Sons Inc, Lodden Savings and Loan Association, Lodden and Loan Corp");
  sons.add(person, 0, 1);
  sons.add(organisation, 2, 4);
  sons.add(organisation, 4, 6);
  sons.add(organisation, 7, 9);
  sons.add(organisation, 9, 10);
  sons.add(organisation, 11, 13);
  CHECK(sons.names() ==
        Strings{"O Harlow and Sons Inc", "O Lodden Savings and Loan Association", "O Lodden", "O Loan Corp"});
}

} // namespace akin::entities
