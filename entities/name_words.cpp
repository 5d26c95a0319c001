#include "entities/name_words.hpp"

#include <algorithm>
#include <array>

namespace akin::entities {
namespace {

template <std::size_t size> constexpr bool is_sorted_list(const std::array<std::string_view, size>& words) {
  return std::is_sorted(words.begin(), words.end());
}

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& words, std::string_view word) noexcept {
  return std::binary_search(words.begin(), words.end(), word);
}

template <class... Words> constexpr std::array<std::string_view, sizeof...(Words)> list(Words... words) {
  return {std::string_view(words)...};
}

constexpr auto titles =
    list("actor", "actress", "admiral", "ambassador", "analyst", "attorney", "author", "ayatollah", "brigadier",
         "captain", "ceo", "cfo", "chairman", "chairperson", "chairwoman", "chancellor", "chief", "coach", "colonel",
         "commander", "commissioner", "congressman", "congresswoman", "correspondent", "councillor", "defence",
         "defense", "democrat", "deputy", "detective", "diplomat", "director", "doctor", "dr", "economist", "editor",
         "engineer", "envoy", "finance", "foreign", "frau", "gen", "general", "gov", "governor", "herr", "hon",
         "inspector", "interim", "journalist", "justice", "lawmaker", "lawyer", "leader", "lieutenant", "lt", "madame",
         "manager", "mayor", "minister", "miss", "monsieur", "mp", "mr", "mrs", "ms", "mx", "negotiator", "officer",
         "official", "parliamentarian", "photographer", "pilot", "premier", "president", "prime", "prof", "professor",
         "prosecutor", "rabbi", "rep", "reporter", "representative", "republican", "rev", "reverend", "sec",
         "secretary", "sen", "senator", "sergeant", "sgt", "sheriff", "sir", "speaker", "spokesman", "spokesperson",
         "spokeswoman", "striker", "supreme", "treasurer", "vice", "writer");
static_assert(is_sorted_list(titles));

constexpr auto titles_or_names =
    list("archbishop", "baron", "baroness", "bishop", "cardinal", "count", "countess", "dame", "dean", "duchess",
         "duke", "earl", "emperor", "empress", "imam", "judge", "lady", "lord", "major", "marshal", "sheikh", "sultan");
static_assert(is_sorted_list(titles_or_names));

constexpr auto place_heads = list("aerodrome", "airbase", "airfield", "archipelago", "cosmodrome", "desert",
                                  "launchpad", "peninsula", "plateau", "spaceport", "volcano");
static_assert(is_sorted_list(place_heads));

constexpr auto place_heads_before = list("mount", "mt");
static_assert(is_sorted_list(place_heads_before));

constexpr auto company_forms =
    list("ag", "bv", "co", "company", "corp", "corporation", "gmbh", "holding", "holdings", "inc", "incorporated",
         "limited", "llc", "llp", "ltd", "nv", "oyj", "plc", "sa", "se", "spa");
static_assert(is_sorted_list(company_forms));

constexpr auto tied_words =
    list("affiliated", "aged", "aligned", "allied", "appointed", "approved", "area", "backed", "based", "born", "bound",
         "brand", "branded", "built", "centric", "chaired", "class", "controlled", "dominated", "drafted", "educated",
         "elect", "era", "esque", "fuelled", "funded", "held", "hosted", "inspired", "installed", "led", "like",
         "linked", "made", "managed", "native", "occupied", "only", "ordered", "owned", "penned", "related", "ruled",
         "run", "signed", "sponsored", "style", "supported", "themed", "trained", "type", "versus", "wide", "written");
static_assert(is_sorted_list(tied_words));

constexpr auto small_words = list("a", "and", "at", "da", "de", "del", "der", "des", "di", "du", "et", "for", "fur",
                                  "in", "la", "of", "on", "the", "to", "und", "y");
static_assert(is_sorted_list(small_words));

} // namespace

bool is_title(std::string_view word) noexcept { return contains(titles, word); }
bool is_title_or_name(std::string_view word) noexcept { return contains(titles_or_names, word); }
bool is_place_head(std::string_view word) noexcept { return contains(place_heads, word); }
bool is_place_head_before(std::string_view word) noexcept { return contains(place_heads_before, word); }
bool is_company_form(std::string_view word) noexcept { return contains(company_forms, word); }
bool is_tied_word(std::string_view word) noexcept { return contains(tied_words, word); }
bool is_small_word(std::string_view word) noexcept { return contains(small_words, word); }

} // namespace akin::entities
