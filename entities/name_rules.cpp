#include "entities/name_rules.hpp"

#include "entities/name_words.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace akin::entities {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Nobody says "Mr" to a town, however well known it is: lists speak too loud there.
bool follows_form_of_address(const DocumentText& document, std::uint32_t token) {
  return token > 0 && joins(document.tokens()[token].gap) && is_one_of(document.folded(token - 1), {"mr", "mrs", "ms"});
}

/// Whether the word before a name is two without a blank ("negotiationsNorth Korea"): the name has lost its beginning.
bool follows_glued_word(const DocumentText& document, std::uint32_t token) {
  if (token == 0 || !joins(document.tokens()[token].gap) || document.tokens()[token - 1].written != Written::lower)
    return false;
  const std::string_view before = document.surface(token - 1);
  return !document.tokens()[token - 1].shouted &&
         std::any_of(before.begin(), before.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The end of a name before the words by which sites call their pages ("United States Latest News") and before what a
/// hyphen ties to it ("New York-based").
std::uint32_t end_of_name(const DocumentText& document, TokenRange name) {
  for (std::uint32_t i = name.first + 1; i + 1 < name.last; ++i)
    if (is_one_of(document.folded(i), {"latest", "breaking", "top"}) &&
        is_one_of(document.folded(i + 1), {"news", "headlines", "stories", "updates"}))
      return i;
  const TextToken& last = document.tokens()[name.last - 1];
  const bool tied = name.size() > 1 && last.gap == Gap::hyphen && last.written == Written::lower &&
                    is_tied_word(document.folded(name.last - 1));
  return tied ? name.last - 1 : name.last;
}

/// "D-Texas", as papers put it behind a senator's name.
bool is_party_and_state(const DocumentText& document, TokenRange name) {
  return name.size() >= 2 && is_one_of(document.folded(name.first), {"d", "r", "i"}) &&
         document.tokens()[name.first + 1].gap == Gap::hyphen;
}

/// "West German", "North Korean".
bool is_demonym(const DocumentText& document, TokenRange name) {
  const unsigned classes = document.tokens()[name.last - 1].classes;
  return name.size() == 2 && is_one_of(document.folded(name.first), {"west", "east", "north", "south"}) &&
         (classes & (demonym | country | region | city)) == demonym;
}

/// "PDF", "0.1 MB", "3kb". Not "3M".
bool is_acronym_of_thing(std::string_view word) {
  const std::size_t behind_number = word.find_first_not_of("0123456789.,");
  return behind_number == std::string_view::npos || is_common_acronym(word.substr(behind_number));
}

bool is_of_portfolio(std::string_view word) {
  return is_portfolio(word) || is_one_of(word, {"and", "for", "of", "community"});
}

/// "the Bill": first names that are ordinary words.
bool is_thing(const DocumentText& document, TokenRange name) {
  const TextToken& word = document.tokens()[name.first];
  constexpr unsigned both = first_name | dictionary_word;
  if (name.size() > 1 || name.first == 0 || (word.classes & both) != both)
    return false;
  return word.gap == Gap::bracket_close || // "the Fisheries (Amendment) Bill"
         (word.gap == Gap::space &&
          is_one_of(document.folded(name.first - 1), {"the", "this", "that", "a", "an", "these", "every"}));
}

/// The word "minister" before a name, where nothing but what ministers are for can stand between.
bool follows_minister_for(const DocumentText& document, std::uint32_t token) {
  constexpr std::uint32_t most_words = 8;
  bool is_for = false;
  for (std::uint32_t back = 1; back <= most_words && back <= token; ++back) {
    const TextToken& behind = document.tokens()[token - back + 1];
    const std::string_view word = document.folded(token - back);
    if (behind.gap > Gap::comma)
      return false;
    if (is_one_of(word, {"minister", "ministers", "secretary"}))
      return is_for;
    is_for = is_one_of(word, {"for", "of"}) || (is_for && word == "state");
    if (!is_one_of(word, {"for", "of", "and", "the"}) && !is_portfolio(word))
      return false;
  }
  return false;
}

/// The beginning of a person's name behind what the minister is for: "Minister for Law K. Shanmugam".
std::uint32_t begin_of_person(const DocumentText& document, TokenRange name) {
  std::uint32_t first = name.first;
  while (first + 1 < name.last && is_portfolio(document.folded(first)) && joins(document.tokens()[first + 1].gap))
    ++first;
  return first > name.first && follows_minister_for(document, name.first) ? first : name.first;
}

/// Where the name of what belongs to a place begins ("Japan's Fujii Gallery"); the end of the name when it is no such
/// one.
std::uint32_t behind_possessor(const DocumentText& document, TokenRange name) {
  for (std::uint32_t token = name.first + 1; token < name.last; ++token) {
    if (document.tokens()[token].gap != Gap::possessive)
      continue;
    const TokenRange owner{name.first, token};
    const bool is_town = owner.size() == 1 && (document.tokens()[name.first].classes & (city | region)) != 0;
    return is_town || document.is_country(owner) ? token : name.last;
  }
  return name.last;
}

/// "Minister for Sustainability and the Environment": whatever stands right behind is no organisation.
bool is_right_behind_minister_for(const DocumentText& document, std::uint32_t token) {
  std::uint32_t link = token;
  if (link > 0 && document.folded(link - 1) == "the")
    --link;
  return link > 1 && document.tokens()[token].gap == Gap::space &&
         is_one_of(document.folded(link - 1), {"for", "of"}) &&
         is_one_of(document.folded(link - 2), {"minister", "ministers"});
}

bool is_no_name(const DocumentText& document, EntityKind kind, TokenRange name) {
  const auto every_word = [&](const auto& is) {
    for (std::uint32_t token = name.first; token < name.last; ++token)
      if (!is(document.folded(token)))
        return false;
    return true;
  };
  const bool has_report_word = !every_word([](std::string_view word) { return !is_report_word(word); });
  const bool is_product = document.folded(name.first) == "gross" && document.folded(name.last - 1) == "product";
  if (has_report_word || is_product || every_word(is_acronym_of_thing) || document.is_currency(name) ||
      is_party_and_state(document, name))
    return true;
  switch (kind) {
  case EntityKind::person:
    return every_word(is_numeral) || is_thing(document, name);
  case EntityKind::place:
    return is_demonym(document, name);
  case EntityKind::organisation:
    break;
  }
  return every_word(is_company_form) || is_right_behind_minister_for(document, name.first) ||
         (every_word(is_of_portfolio) && follows_minister_for(document, name.first));
}

/// "International Business Machines Corp <IBM>": what the article goes on to say for it.
bool has_initials(const DocumentText& document, const TaggedSpan& span, std::string_view initials) {
  std::string all, without_form;
  for (std::uint32_t token = span.first_token; token < span.last_token; ++token) {
    const std::string_view word = document.folded(token);
    if (is_small_word(word))
      continue;
    all += word.front();
    if (!is_company_form(word))
      without_form += word.front();
  }
  return initials.size() > 1 && (all == initials || without_form == initials);
}

/// Whether a name goes on with "and Sons" or, of savings, "and Loan Association", which the chain takes for another.
bool goes_on(const DocumentText& document, const TaggedSpan& before, TokenRange name) {
  const std::uint32_t between = before.last_token;
  if (between + 1 != name.first || !joins(document.tokens()[between].gap) ||
      !joins(document.tokens()[name.first].gap) || document.folded(between) != "and")
    return false;
  const std::string_view word = document.folded(name.first);
  return is_one_of(word, {"sons", "co", "brothers", "associates", "partners"}) ||
         (word == "loan" && document.folded(between - 1) == "savings");
}

/// Whether a place is an office: by its last word, or by one that says whose it is ("Department of Agriculture").
bool is_office(const DocumentText& document, TokenRange name) {
  if (is_office_head(document.folded(name.last - 1)))
    return true;
  for (std::uint32_t token = name.first; token + 2 < name.last; ++token)
    if (is_office_head(document.folded(token)) && is_one_of(document.folded(token + 1), {"of", "for"}))
      return true;
  return false;
}

EntityKind kind_of_name(const DocumentText& document, EntityKind tagged, TokenRange name) {
  if (tagged == EntityKind::place && follows_form_of_address(document, name.first))
    return EntityKind::person;
  if (tagged == EntityKind::person && document.has_ampersand(name))
    return EntityKind::organisation;
  const std::string_view last = document.folded(name.last - 1);
  if (tagged == EntityKind::place && is_assembly(last))
    return EntityKind::organisation;
  if (tagged == EntityKind::place && name.size() > 1) {
    const bool is_house = last == "house" && document.is_country({name.first, name.last - 1});
    if (is_house || is_office(document, name) || is_company_form(last))
      return EntityKind::organisation;
  }
  return tagged == EntityKind::organisation && document.is_country(name) ? EntityKind::place : tagged;
}

/// Where the second of two countries begins ("U.S.-Japan"); the end of the name when it is none.
std::uint32_t second_country(const DocumentText& document, TokenRange name) {
  if (!document.is_country(name))
    for (std::uint32_t token = name.first + 1; token < name.last; ++token)
      if (document.is_country({name.first, token}) && document.is_country({token, name.last}))
        return token;
  return name.last;
}

} // namespace

void add_checked_name(const DocumentText& document, EntityKind tagged, TokenRange name, std::vector<TaggedSpan>& out) {
  if (follows_glued_word(document, name.first))
    return;
  name.last = end_of_name(document, name);
  if (tagged == EntityKind::person) {
    name.first = begin_of_person(document, name);
  } else if (const std::uint32_t own = behind_possessor(document, name); own != name.last) {
    out.push_back({EntityKind::place, document.field_of(name.first), name.first, own});
    name.first = own;
  }
  const EntityKind kind = kind_of_name(document, tagged, name);
  if (!out.empty() && goes_on(document, out.back(), name)) {
    out.back().kind = EntityKind::organisation;
    out.back().last_token = name.last;
    return;
  }
  const bool is_sign = document.is_ticker(name) && (out.empty() || out.back().last_token != name.first ||
                                                    !has_initials(document, out.back(), document.folded(name.first)));
  if (is_sign || is_no_name(document, kind, name))
    return;
  const ArticleField field = document.field_of(name.first);
  const std::uint32_t second = kind == EntityKind::person ? name.last : second_country(document, name);
  if (second == name.last) {
    out.push_back({kind, field, name.first, name.last});
    return;
  }
  out.push_back({EntityKind::place, field, name.first, second});
  out.push_back({EntityKind::place, field, second, name.last});
}

} // namespace akin::entities
