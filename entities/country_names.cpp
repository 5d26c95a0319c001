#include "entities/country_names.hpp"

#include "entities/name_key.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace akin::entities {
namespace {

constexpr std::array<std::string_view, 38> countries{
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
};

std::vector<std::string> keys_of(std::string_view line) {
  std::vector<std::string> keys;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find('|'), line.size());
    keys.push_back(name_key(line.substr(0, end)));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return keys;
}

} // namespace

std::span<const std::vector<std::string>> country_name_keys() {
  static const std::vector<std::vector<std::string>> all = [] {
    std::vector<std::vector<std::string>> keys;
    std::transform(countries.begin(), countries.end(), std::back_inserter(keys), keys_of);
    return keys;
  }();
  return all;
}

} // namespace akin::entities
