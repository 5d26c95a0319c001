#include "entities/training/gazetteer_builder.hpp"

#include "common/error.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/region.h>
#include <unicode/strenum.h>
#include <yaml-cpp/yaml.h>

namespace akin::entities {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr long city_inhabitants = 200'000;
/// Other names (Bombay, Peking) are taken of towns that news abroad writes about.
constexpr long other_names_inhabitants = 300'000;

std::ifstream open(const fs::path& path) {
  std::ifstream in(path);
  if (!in)
    throw Error(ErrorCode::input_unreadable, "cannot open a list of names", path.string());
  return in;
}

void each_line(const fs::path& path, const std::function<void(std::string_view)>& take) {
  std::ifstream in = open(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r')
      line.pop_back();
    if (!line.empty())
      take(line);
  }
}

bool is_ascii_name(std::string_view name) {
  return name.size() >= 5 && name[0] >= 'A' && name[0] <= 'Z' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '-'; }) &&
         std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void add_towns(const fs::path& path, GazetteerBuilder& builder) {
  each_line(path, [&](std::string_view line) {
    std::vector<std::string_view> columns;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      columns.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    if (columns.size() < 15)
      return;
    const long inhabitants = std::atol(std::string(columns[14]).c_str());
    const bool large = inhabitants >= city_inhabitants || columns[7] == "PPLC";
    const auto classes = static_cast<std::uint16_t>(large ? town | city : town);
    builder.add(columns[1], classes);
    builder.add(columns[2], classes);
    if (inhabitants < other_names_inhabitants)
      return;
    for (std::size_t at = 0; at <= columns[3].size();) {
      const std::size_t end = std::min(columns[3].find(',', at), columns[3].size());
      if (const std::string_view name = columns[3].substr(at, end - at); is_ascii_name(name))
        builder.add(name, town);
      at = end + 1;
    }
  });
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::unique_ptr<icu::LocaleDisplayNames> display_names() {
  return std::unique_ptr<icu::LocaleDisplayNames>(icu::LocaleDisplayNames::createInstance(icu::Locale::getEnglish()));
}

void add_countries(GazetteerBuilder& builder) {
  for (const std::string& name : country_names())
    builder.add(name, country);
  const auto names = display_names();
  icu::UnicodeString name;
  for (const URegionType type : {URGN_CONTINENT, URGN_SUBCONTINENT}) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> regions(icu::Region::getAvailable(type, status));
    while (const char* code = regions ? regions->next(nullptr, status) : nullptr)
      builder.add(utf8(names->regionDisplayName(code, name)), country);
  }
  std::set<std::string> languages;
  int32_t count = 0;
  const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
  for (int32_t i = 0; i < count; ++i)
    languages.insert(locales[i].getLanguage());
  for (const std::string& language : languages)
    builder.add(utf8(names->languageDisplayName(language.c_str(), name)), demonym);
}

json read_json(const fs::path& path) {
  std::ifstream in = open(path);
  json read = json::parse(in, nullptr, false);
  if (read.is_discarded())
    throw Error(ErrorCode::input_unreadable, "is no JSON", path.string());
  return read;
}

/// Every string of an array, or the "name" of every object in it.
void add_array(const fs::path& path, const char* key, std::uint16_t classes, GazetteerBuilder& builder) {
  const json read = read_json(path);
  for (const json& item : read.at(key))
    builder.add(item.is_string() ? item.get<std::string>() : item.at("name").get<std::string>(), classes);
}

void add_regions(const fs::path& path, GazetteerBuilder& builder) {
  const json read = read_json(path);
  for (const json& item : read.at("3166-2"))
    builder.add(item.at("name").get<std::string>(), region);
}

/// "Russian Federation", "Republic of Kenya". Names for lists ("Korea, Republic of") are no names.
void add_official_names(const fs::path& path, GazetteerBuilder& builder) {
  const json read = read_json(path);
  for (const json& item : read.at("3166-1"))
    for (const char* const key : {"name", "official_name", "common_name"})
      if (const std::string name = item.value(key, std::string()); !name.empty() && name.find(',') == std::string::npos)
        builder.add(name, country);
}

void add_people(const fs::path& path, GazetteerBuilder& builder) {
  for (const YAML::Node& person : YAML::LoadFile(path.string())) {
    const YAML::Node name = person["name"];
    builder.add(name["first"].as<std::string>() + " " + name["last"].as<std::string>(), known_person);
    builder.add(name["last"].as<std::string>(), surname);
    if (name["official_full"])
      builder.add(name["official_full"].as<std::string>(), known_person);
  }
}

void add_own(const fs::path& path, GazetteerBuilder& builder) {
  static const std::map<std::string, std::uint16_t, std::less<>> sections{
      {"[countries]", country},      {"[regions]", region},
      {"[demonyms]", demonym},       {"[organisations]", known_organisation},
      {"[titles]", person_title},    {"[organisation heads]", organisation_head},
      {"[place heads]", place_head}, {"[calendar]", calendar},
      {"[people]", known_person}};
  std::uint16_t classes = 0;
  each_line(path, [&](std::string_view line) {
    if (line[0] == '#')
      return;
    if (const auto section = sections.find(line); section != sections.end()) {
      classes = section->second;
      return;
    }
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find(',', at), line.size());
      builder.add(line.substr(at, end - at), classes);
      at = end + 1;
    }
  });
}

} // namespace

std::vector<std::string> country_names() {
  std::vector<std::string> countries;
  const auto names = display_names();
  icu::UnicodeString name;
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code)
    countries.push_back(utf8(names->regionDisplayName(*code, name)));
  return countries;
}

void GazetteerBuilder::add(std::string_view name, std::uint16_t classes) {
  tokens_.clear();
  analyser_.tokens_of(name, Language::english, tokens_);
  if (tokens_.empty() || tokens_.size() > max_phrase_words)
    return;
  std::uint64_t hash = 0;
  for (const Token& token : tokens_)
    hash = phrase_hash(hash, analyser_.vocabulary().text_hash(token.word));
  entries_.push_back({Gazetteer::key_of(hash), classes});
  if (tokens_.size() > 1)
    entries_.push_back({Gazetteer::key_of(analyser_.vocabulary().text_hash(tokens_[0].word)), starts_phrase});
}

void add_sources(const GazetteerSources& sources, GazetteerBuilder& builder) {
  const fs::path corpora = sources.folder / "corpora";
  add_towns(sources.folder / "geonames_cities15000.tsv", builder);
  add_countries(builder);
  add_official_names(sources.iso_codes / "iso_3166-1.json", builder);
  add_regions(sources.iso_codes / "iso_3166-2.json", builder);
  each_line(sources.folder / "names/first_names.txt", [&](std::string_view name) { builder.add(name, first_name); });
  each_line(sources.folder / "names/surnames.txt", [&](std::string_view name) { builder.add(name, surname); });
  add_people(sources.folder / "us_legislators.yaml", builder);
  add_people(sources.folder / "us_executive.yaml", builder);
  add_array(corpora / "celebrities.json", "celebrities", known_person, builder);
  add_array(corpora / "charities.json", "charities", known_organisation, builder);
  add_array(corpora / "djia.json", "corporations", known_organisation, builder);
  add_array(corpora / "fortune500.json", "companies", known_organisation, builder);
  add_array(corpora / "nasdaq.json", "corporations", known_organisation, builder);
  add_array(corpora / "newspapers.json", "newspapers", known_organisation, builder);
  add_array(corpora / "nationalities.json", "nationalities", demonym, builder);
  each_line(sources.dictionary, [&](std::string_view word) {
    if (std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      builder.add(word, dictionary_word);
  });
  add_own(sources.own_lists, builder);
}

} // namespace akin::entities
