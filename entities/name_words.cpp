#include "entities/name_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace akin::entities {
namespace {

/// Words in order. Most words that are asked for are none of them, which a word's first letter and length tell.
template <std::size_t size> class WordList {
 public:
  template <class... Words> constexpr explicit WordList(Words... words) : words_{std::string_view(words)...} {
    for (const std::string_view word : words_)
      lengths_[letter_of(word)] |= bit_of(word);
  }

  constexpr bool is_sorted() const { return std::is_sorted(words_.begin(), words_.end()); }

  bool contains(std::string_view word) const noexcept {
    if (word.empty() || word.front() < 'a' || word.front() > 'z' || (lengths_[letter_of(word)] & bit_of(word)) == 0)
      return false;
    return std::binary_search(words_.begin(), words_.end(), word);
  }

 private:
  static constexpr std::size_t letter_of(std::string_view word) { return static_cast<std::size_t>(word.front() - 'a'); }
  static constexpr std::uint32_t bit_of(std::string_view word) { return word.size() < 32 ? 1U << word.size() : 0; }

  std::array<std::string_view, size> words_;
  std::array<std::uint32_t, 26> lengths_{}; ///< by first letter, a bit for each length
};

template <class... Words> constexpr auto list(Words... words) { return WordList<sizeof...(Words)>(words...); }

constexpr auto titles =
    list("actor", "actress", "admiral", "ambassador", "analyst", "attorney", "author", "ayatollah", "brigadier",
         "captain", "ceo", "cfo", "chairman", "chairperson", "chairwoman", "chancellor", "chief", "coach", "colonel",
         "commander", "commissioner", "congressman", "congresswoman", "correspondent", "councillor", "defence",
         "defense", "democrat", "deputy", "detective", "diplomat", "director", "doctor", "dr", "economist", "editor",
         "engineer", "envoy", "finance", "foreign", "frau", "gen", "general", "gov", "governor", "herr", "hon",
         "inspector", "interim", "journalist", "justice", "lawmaker", "lawyer", "leader", "lieutenant", "lt", "madame",
         "manager", "mayor", "mdm", "minister", "miss", "monsieur", "mp", "mr", "mrs", "ms", "mx", "negotiator",
         "officer", "official", "parliamentarian", "photographer", "pilot", "premier", "president", "prime", "prof",
         "professor", "prosecutor", "rabbi", "rep", "reporter", "representative", "republican", "rev", "reverend",
         "sec", "secretary", "sen", "senator", "sergeant", "sgt", "sheriff", "sir", "speaker", "spokesman",
         "spokesperson", "spokeswoman", "striker", "supreme", "treasurer", "vice", "writer");
static_assert(titles.is_sorted());

constexpr auto titles_or_names =
    list("archbishop", "baron", "baroness", "bishop", "cardinal", "count", "countess", "dame", "dean", "duchess",
         "duke", "earl", "emperor", "empress", "imam", "judge", "lady", "lord", "major", "marshal", "sheikh", "sultan");
static_assert(titles_or_names.is_sorted());

constexpr auto place_heads = list("aerodrome", "airbase", "airfield", "archipelago", "cosmodrome", "desert",
                                  "launchpad", "peninsula", "plateau", "spaceport", "volcano");
static_assert(place_heads.is_sorted());

constexpr auto place_heads_before = list("mount", "mt");
static_assert(place_heads_before.is_sorted());

constexpr auto company_forms =
    list("ag", "bv", "co", "company", "corp", "corporation", "gmbh", "holding", "holdings", "inc", "incorporated",
         "limited", "llc", "llp", "ltd", "nv", "oyj", "plc", "sa", "se", "spa");
static_assert(company_forms.is_sorted());

constexpr auto report_words = list("avg", "bln", "cts", "dlr", "dlrs", "mln", "mths", "oper", "pct", "qtly", "qtr",
                                   "qtrs", "revs", "shr", "shrs", "stg");
static_assert(report_words.is_sorted());

constexpr auto common_acronyms =
    list("adr", "ai", "aids", "api", "apis", "ceo", "ceos", "cfo", "cio", "css", "cto", "dna", "faq", "faqs", "gb",
         "gdp", "gnp", "gps", "hiv", "html", "http", "https", "id", "ids", "ipo", "it", "json", "kb", "kpi", "lgbt",
         "libor", "mb", "mba", "mou", "ngo", "ngos", "pc", "pcs", "pdf", "pdfs", "phd", "pii", "rna", "roi", "rss",
         "seo", "sme", "smes", "sms", "sql", "tv", "ui", "url", "urls", "usb", "ux", "wifi", "xml");
static_assert(common_acronyms.is_sorted());

constexpr auto possessive_names =
    list("albertson", "arby", "bloomingdale", "christie", "denny", "dillard", "domino", "kellogg", "kohl", "levi",
         "lloyd", "lord", "lowe", "macy", "mcdonald", "moody", "poor", "sainsbury", "sotheby", "tattersall", "wendy");
static_assert(possessive_names.is_sorted());

constexpr auto numerals = list("ii", "iii", "iv", "ix", "jr", "sr", "vi", "vii", "viii", "xi", "xii");
static_assert(numerals.is_sorted());

constexpr auto assemblies = list("army", "congress", "courts", "navy", "parliament", "senate", "treasury");
static_assert(assemblies.is_sorted());

constexpr auto bare_kinds =
    list("academy", "administration", "agency", "association", "authority", "bank", "board", "bureau", "center",
         "centre", "club", "college", "commission", "committee", "company", "council", "court", "department",
         "federation", "foundation", "fund", "government", "group", "institute", "ministry", "office", "organisation",
         "organization", "party", "school", "society", "union", "university");
static_assert(bare_kinds.is_sorted());

constexpr auto portfolios =
    list("affairs", "agriculture", "culture", "defence", "defense", "development", "economy", "education", "energy",
         "environment", "finance", "foreign", "health", "home", "housing", "industry", "information", "interior",
         "justice", "labor", "labour", "law", "manpower", "mines", "planning", "sport", "sports", "state", "tourism",
         "trade", "transport", "transportation", "treasury", "youth");
static_assert(portfolios.is_sorted());

constexpr auto office_heads = list("administration", "agency", "association", "bureau", "commission", "committee",
                                   "department", "dept", "ministry");
static_assert(office_heads.is_sorted());

constexpr auto tied_words =
    list("affiliated", "aged", "aligned", "allied", "appointed", "approved", "area", "backed", "based", "born", "bound",
         "brand", "branded", "built", "centric", "chaired", "class", "controlled", "dominated", "drafted", "educated",
         "elect", "era", "esque", "fuelled", "funded", "held", "hosted", "inspired", "installed", "led", "like",
         "linked", "made", "managed", "native", "occupied", "only", "ordered", "owned", "penned", "related", "ruled",
         "run", "signed", "sponsored", "style", "supported", "themed", "trained", "type", "versus", "wide", "written");
static_assert(tied_words.is_sorted());

constexpr auto small_words = list("a", "and", "at", "da", "de", "del", "der", "des", "di", "du", "et", "for", "fur",
                                  "in", "la", "of", "on", "the", "to", "und", "y");
static_assert(small_words.is_sorted());

} // namespace

bool is_title(std::string_view word) noexcept { return titles.contains(word); }
bool is_title_or_name(std::string_view word) noexcept { return titles_or_names.contains(word); }
bool is_place_head(std::string_view word) noexcept { return place_heads.contains(word); }
bool is_place_head_before(std::string_view word) noexcept { return place_heads_before.contains(word); }
bool is_company_form(std::string_view word) noexcept { return company_forms.contains(word); }
bool is_report_word(std::string_view word) noexcept { return report_words.contains(word); }
bool is_common_acronym(std::string_view word) noexcept { return common_acronyms.contains(word); }
bool is_possessive_name(std::string_view word) noexcept { return possessive_names.contains(word); }
bool is_numeral(std::string_view word) noexcept { return numerals.contains(word); }
bool is_assembly(std::string_view word) noexcept { return assemblies.contains(word); }
bool is_bare_kind(std::string_view word) noexcept { return bare_kinds.contains(word); }
bool is_portfolio(std::string_view word) noexcept { return portfolios.contains(word); }
bool is_office_head(std::string_view word) noexcept { return office_heads.contains(word); }
bool is_tied_word(std::string_view word) noexcept { return tied_words.contains(word); }
bool is_small_word(std::string_view word) noexcept { return small_words.contains(word); }

} // namespace akin::entities
