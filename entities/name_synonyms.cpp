#include "entities/name_synonyms.hpp"

#include "entities/name_key.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <unordered_map>

namespace akin::entities {
namespace {

constexpr std::array<std::string_view, 40> countries{
    "United States|US|USA|United States of America",
    "United Kingdom|UK|Britain|Great Britain|United Kingdom of Great Britain and Northern Ireland",
    "United Arab Emirates|UAE",
    "Soviet Union|USSR|Union of Soviet Socialist Republics",
    "Russia|Russian Federation",
    "China|PRC|People's Republic of China",
    "Taiwan|Republic of China",
    "North Korea|DPRK|Democratic People's Republic of Korea",
    "South Korea|Republic of Korea",
    "East Germany|GDR|German Democratic Republic",
    "Netherlands|The Netherlands|Holland",
    "Czechia|Czech Republic",
    "Slovakia|Slovak Republic",
    "Turkey|Türkiye|Republic of Turkey",
    "Myanmar|Burma",
    "Côte d’Ivoire|Ivory Coast",
    "Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Zaire|Congo-Kinshasa",
    "Republic of the Congo|Republic of Congo|Congo-Brazzaville",
    "Eswatini|Swaziland",
    "Cape Verde|Cabo Verde",
    "Timor-Leste|East Timor",
    "North Macedonia|Former Yugoslav Republic of Macedonia|FYROM",
    "Vatican City|Vatican|Vatican City State|Holy See",
    "Iran|Islamic Republic of Iran",
    "Syria|Syrian Arab Republic",
    "Vietnam|Viet Nam",
    "Laos|Lao People's Democratic Republic",
    "Brunei|Brunei Darussalam",
    "Sri Lanka|Ceylon",
    "Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia",
    "Moldova|Republic of Moldova",
    "Tanzania|United Republic of Tanzania",
    "Burkina Faso|Upper Volta",
    "Benin|Dahomey",
    "Bolivia|Plurinational State of Bolivia",
    "Venezuela|Bolivarian Republic of Venezuela",
    "Papua New Guinea|PNG",
    "South Africa|Republic of South Africa",
    "New Zealand|N.Z.",
    "Hong Kong|H.K.",
};

/// With the abbreviations of newspapers, and of the post where they are no words.
constexpr std::array<std::string_view, 42> states{
    "Alabama|Ala.",         "Arizona|Ariz.|AZ",   "Arkansas|Ark.",
    "California|Calif.|CA", "Colorado|Colo.",     "Connecticut|Conn.|CT",
    "Delaware|Del.",        "Florida|Fla.|FL",    "Georgia|Ga.",
    "Illinois|Ill.|IL",     "Indiana|Ind.",       "Kansas|Kan.",
    "Kentucky|Ky.",         "Maryland|Md.",       "Massachusetts|Mass.",
    "Michigan|Mich.|MI",    "Minnesota|Minn.|MN", "Mississippi|Miss.",
    "Missouri|Mo.",         "Montana|Mont.",      "Nebraska|Neb.",
    "Nevada|Nev.",          "New Hampshire|N.H.", "New Jersey|N.J.",
    "New Mexico|N.M.",      "New York|N.Y.",      "North Carolina|N.C.",
    "North Dakota|N.D.",    "Oklahoma|Okla.",     "Oregon|Ore.",
    "Pennsylvania|Pa.",     "Rhode Island|R.I.",  "South Carolina|S.C.",
    "South Dakota|S.D.",    "Tennessee|Tenn.|TN", "Texas|Tex.|TX",
    "Vermont|Vt.",          "Virginia|Va.",       "Washington|Washington D.C.|D.C.|District of Columbia",
    "West Virginia|W.Va.",  "Wisconsin|Wis.|WI",  "New South Wales|NSW",
};

constexpr std::array<std::string_view, 22> organisations{
    "Reuters|Reuter",
    "United Nations|UN|United Nations Organization|UNO",
    "European Union|EU",
    "NATO|North Atlantic Treaty Organization|North Atlantic Treaty Organisation",
    "OPEC|Organization of the Petroleum Exporting Countries|Organisation of the Petroleum Exporting Countries|"
    "Organization of Petroleum Exporting Countries|Organisation of Petroleum Exporting Countries",
    "OECD|Organisation for Economic Co-operation and Development|Organization for Economic Co-operation and "
    "Development|Organisation for Economic Cooperation and Development|Organization for Economic Cooperation and "
    "Development",
    "International Monetary Fund|IMF",
    "World Trade Organization|World Trade Organisation|WTO",
    "World Health Organization|World Health Organisation|WHO",
    "International Atomic Energy Agency|IAEA",
    "UNICEF|United Nations Children's Fund|UN Children's Fund",
    "UNESCO|United Nations Educational, Scientific and Cultural Organization",
    "European Central Bank|ECB",
    "Federal Reserve|Fed|Federal Reserve Board|Federal Reserve System|U.S. Federal Reserve|US Fed",
    "NASA|National Aeronautics and Space Administration",
    "FBI|Federal Bureau of Investigation",
    "CIA|Central Intelligence Agency",
    "BBC|British Broadcasting Corporation|British Broadcasting Corp",
    "U.S. Agriculture Department|USDA|U.S. Department of Agriculture",
    "Food and Drug Administration|FDA|U.S. Food and Drug Administration",
    "Environmental Protection Agency|EPA|U.S. Environmental Protection Agency",
    "House of Representatives|U.S. House of Representatives|U.S. House",
};

using KeySets = std::vector<std::vector<std::string>>;

std::vector<std::string> keys_of(std::string_view line) {
  std::vector<std::string> keys;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find('|'), line.size());
    keys.push_back(name_key(line.substr(0, end)));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return keys;
}

/// The sets of one kind and where each key is.
struct Synonyms {
  explicit Synonyms(std::initializer_list<std::span<const std::string_view>> lists) {
    for (const auto& list : lists)
      std::transform(list.begin(), list.end(), std::back_inserter(sets), keys_of);
    for (std::size_t set = 0; set < sets.size(); ++set)
      for (const std::string& key : sets[set]) {
        set_of.emplace(key, set);
        lengths[letter_of(key)] |= bit_of(key);
      }
  }
  /// False for most keys that are in no set, which their first letter and length tell.
  bool may_hold(std::string_view key) const { return !key.empty() && (lengths[letter_of(key)] & bit_of(key)) != 0; }
  static std::size_t letter_of(std::string_view key) { return static_cast<unsigned char>(key.front()) % 32U; }
  static std::uint64_t bit_of(std::string_view key) { return std::uint64_t{1} << (key.size() % 64U); }

  KeySets sets;
  std::array<std::uint64_t, 32> lengths{};
  std::unordered_map<std::string_view, std::size_t> set_of; ///< views into sets
};

const Synonyms& synonyms(EntityKind kind) {
  static const Synonyms none({});
  static const Synonyms of_places({countries, states});
  static const Synonyms of_organisations({organisations});
  return kind == EntityKind::person ? none : kind == EntityKind::place ? of_places : of_organisations;
}

} // namespace

std::span<const std::vector<std::string>> name_synonym_keys(EntityKind kind) { return synonyms(kind).sets; }

std::optional<std::size_t> synonyms_with(EntityKind kind, std::string_view key) {
  const Synonyms& known = synonyms(kind);
  if (!known.may_hold(key))
    return std::nullopt;
  const auto found = known.set_of.find(key);
  return found == known.set_of.end() ? std::nullopt : std::optional(found->second);
}

std::string_view without_country(std::string_view key) {
  std::string_view rest;
  for (std::size_t space = key.find(' '); space != std::string_view::npos; space = key.find(' ', space + 1))
    if (const auto set = synonyms_with(EntityKind::place, key.substr(0, space)); set && *set < countries.size())
      rest = key.substr(space + 1);
  return rest;
}

} // namespace akin::entities
