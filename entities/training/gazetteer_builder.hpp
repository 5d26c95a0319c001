// Makes the gazetteer from lists of names.
#pragma once

#include "common/analysis/analyser.hpp"
#include "entities/gazetteer.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// Collects names with their classes. Names are cut into words as the analyser does it.
class GazetteerBuilder {
 public:
  /// Names of more than max_phrase_words words and names without words are left out.
  void add(std::string_view name, std::uint16_t classes);

  /// The bytes of a gazetteer file.
  std::string serialise() const { return Gazetteer::serialise(entries_); }

 private:
  Analyser analyser_;
  std::vector<Token> tokens_;
  std::vector<Gazetteer::Entry> entries_;
};

/// Where the lists lie; docs/entities.md says where each comes from and under which licence.
struct GazetteerSources {
  std::filesystem::path folder;     ///< GeoNames, names, US legislators, companies … as downloaded
  std::filesystem::path own_lists;  ///< entities/training/lists.txt
  std::filesystem::path dictionary; ///< words of English, one a line; those in lower case are taken
  std::filesystem::path iso_codes;  ///< folder of iso_3166-1.json and iso_3166-2.json
};

/// Adds everything, with names of countries and languages from ICU. Throws Error input_unreadable for a source that
/// cannot be read.
void add_sources(const GazetteerSources& sources, GazetteerBuilder& builder);

/// The English names of the countries and territories of ISO 3166, from ICU.
std::vector<std::string> country_names();

} // namespace akin::entities
