#include "entities/training/newswire.hpp"

#include "common/error.hpp"
#include "entities/training/random.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <sstream>

namespace akin::entities {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr std::array<const char*, 12> company_ends{"Inc", "Corp",  "Plc",      "Ltd",        "Co",   "AG",
                                                   "SA",  "Group", "Holdings", "Industries", "Bank", "Airlines"};
constexpr std::array<const char*, 7> days{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};

std::ifstream open(const fs::path& path) {
  std::ifstream in(path);
  if (!in)
    throw Error(ErrorCode::input_unreadable, "cannot be opened", path.string());
  return in;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in = open(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r')
      line.pop_back();
    if (!line.empty() && line[0] != '#')
      lines.push_back(line);
  }
  return lines;
}

Words split(const std::string& text) {
  std::istringstream in(text);
  Words words;
  for (std::string word; in >> word;)
    words.push_back(word);
  return words;
}

/// The names that slots are filled with.
struct Names {
  std::vector<std::string> first, last, towns, countries, organisations, demonyms;
};

std::vector<std::string> section_of(const fs::path& path, const std::string& section) {
  std::vector<std::string> names;
  bool inside = false;
  for (const std::string& line : lines_of(path)) {
    if (line[0] == '[') {
      inside = line == section;
      continue;
    }
    std::istringstream in(line);
    for (std::string name; inside && std::getline(in, name, ',');)
      names.push_back(name);
  }
  return names;
}

Names read_names(const GazetteerSources& sources) {
  Names names;
  names.first = lines_of(sources.folder / "names/first_names.txt");
  names.last = lines_of(sources.folder / "names/surnames.txt");
  for (const std::string& line : lines_of(sources.folder / "geonames_cities15000.tsv")) {
    std::istringstream in(line);
    Words columns;
    for (std::string column; std::getline(in, column, '\t');)
      columns.push_back(column);
    if (columns.size() > 14 && std::atol(columns[14].c_str()) > 80'000)
      names.towns.push_back(columns[2]);
  }
  names.countries = country_names();
  names.organisations = section_of(sources.own_lists, "[organisations]");
  names.demonyms = section_of(sources.own_lists, "[demonyms]");
  return names;
}

constexpr std::array<const char*, 20> family_names_first{"Kim",  "Lee",  "Park",   "Choi", "Jo",   "Kang",  "Moon",
                                                         "Yoon", "Ban",  "Chen",   "Wang", "Li",   "Zhang", "Liu",
                                                         "Wu",   "Tsai", "Chiang", "Hu",   "Zhou", "Nguyen"};
constexpr std::array<const char*, 22> syllables{"jong", "un",  "chun",  "ryong", "hyun", "min", "sung", "jae",
                                                "woo",  "soo", "kyung", "mei",   "ling", "wei", "xiao", "ping",
                                                "yu",   "hui", "tse",   "kai",   "jin",  "hee"};
constexpr std::array<const char*, 9> name_particles{"de", "van", "von", "da", "bin", "del", "di", "Abu", "Ben"};

template <std::size_t size> std::string any_of(const std::array<const char*, size>& words, Random& random) {
  return words[random.below(size)];
}

/// "Jo Chun-ryong"
Words east_asian_person(Random& random) {
  std::string given = any_of(syllables, random);
  given[0] = static_cast<char>(given[0] - 'a' + 'A');
  return {any_of(family_names_first, random), given + "-" + any_of(syllables, random)};
}

bool is_family_name_first(const Words& person) {
  const std::size_t hyphen = person.back().find('-');
  return person.size() == 2 && hyphen != std::string::npos && !person.back().starts_with("al-") &&
         hyphen + 1 < person.back().size() && person.back()[hyphen + 1] >= 'a';
}

/// The front of one name with the back of another.
std::string spliced(const std::string& front, const std::string& back) {
  return front.substr(0, (front.size() + 1) / 2) + back.substr(back.size() / 2);
}

/// What the slots of one document stand for.
class Cast {
 public:
  Cast(const Names& names, Random& random) : names_(names), random_(random) {}

  /// The words of a slot, the same each time; kind is left as it is for numbers and days.
  Words fill(const std::string& slot, std::optional<NameKind>& kind) {
    const char sort = slot[0];
    static const std::map<char, NameKind> kinds{{'P', NameKind::person},       {'S', NameKind::person},
                                                {'F', NameKind::person},       {'C', NameKind::place},
                                                {'K', NameKind::place},        {'O', NameKind::organisation},
                                                {'B', NameKind::organisation}, {'T', NameKind::organisation},
                                                {'A', NameKind::organisation}, {'D', NameKind::other}};
    const auto found = kinds.find(sort);
    if (found == kinds.end())
      return {number(slot)};
    kind = found->second;
    const std::string person = std::string("P") + slot.substr(1);
    if (sort == 'S' || sort == 'F') {
      const Words& words = remembered(person);
      return {(sort == 'S') == is_family_name_first(words) ? words.front() : words.back()};
    }
    return remembered(slot);
  }

 private:
  const Words& remembered(const std::string& slot) {
    const auto [entry, is_new] = filled_.try_emplace(slot);
    if (is_new)
      entry->second = draw(slot[0]);
    return entry->second;
  }

  Words draw(char sort) {
    switch (sort) {
    case 'P': {
      if (random_.chance(0.05))
        return east_asian_person(random_);
      Words person = split(random_.one_of(names_.first));
      if (random_.chance(0.08))
        person.push_back(std::string(1, static_cast<char>('A' + random_.below(26))) + ".");
      // Some people are called like a town: "Mr Birmingham" is none.
      const bool is_arabic = random_.chance(0.04);
      if (!is_arabic && random_.chance(0.04))
        person.push_back(any_of(name_particles, random_));
      person.push_back(random_.chance(0.1) ? split(random_.one_of(names_.towns)).back() : coined(names_.last, 0.35));
      if (is_arabic)
        person.back().insert(0, "al-");
      return person;
    }
    case 'C':
      return random_.chance(0.25) ? Words{coined(names_.towns, 1)} : split(random_.one_of(names_.towns));
    case 'K':
      return split(random_.one_of(names_.countries));
    case 'O':
      return split(random_.one_of(names_.organisations));
    case 'B': {
      Words company{coined(random_.chance(0.5) ? names_.last : names_.towns, 0.5)};
      if (random_.chance(0.3))
        company.push_back(coined(names_.last, 0.3));
      company.emplace_back(company_ends[random_.below(company_ends.size())]);
      return company;
    }
    case 'T':
      return random_.chance(0.6) ? split(random_.one_of(names_.towns)) : split(random_.one_of(names_.organisations));
    case 'A': {
      std::string acronym;
      for (std::size_t letters = 3 + random_.below(2); letters > 0; --letters)
        acronym += static_cast<char>('A' + random_.below(26));
      return {acronym};
    }
    default:
      return split(random_.one_of(names_.demonyms));
    }
  }

  std::string coined(const std::vector<std::string>& names, double share) {
    std::string name = random_.one_of(names);
    if (random_.chance(share))
      name = spliced(name, random_.one_of(names));
    return split(name).back();
  }

  std::string number(const std::string& slot) {
    if (slot == "n")
      return std::to_string(random_.below(10));
    if (slot == "nn")
      return std::to_string(10 + random_.below(90));
    if (slot == "y")
      return std::to_string(1950 + random_.below(76));
    if (slot == "day")
      return days[random_.below(days.size())];
    if (slot == "month")
      return months[random_.below(months.size())];
    throw Error(ErrorCode::input_unreadable, "unknown slot in a template of newswire", slot);
  }

  const Names& names_;
  Random& random_;
  std::map<std::string, Words> filled_;
};

void raise(std::string& text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z')
      c = static_cast<char>(c - 'a' + 'A');
  }
}

/// One line of a template as a sentence.
class SentenceMaker {
 public:
  SentenceMaker(Cast& cast, bool capitals) : cast_(cast), capitals_(capitals) {}

  GoldSentence make(const std::string& line) {
    for (const std::string& word : split(line))
      take(word);
    return std::move(sentence_);
  }

 private:
  void take(std::string word) {
    if (word[0] == '[') { // a name as it stands begins: its words follow
      static const std::map<std::string, NameKind, std::less<>> kinds{{"[LOC", NameKind::place},
                                                                      {"[ORG", NameKind::organisation},
                                                                      {"[MISC", NameKind::other},
                                                                      {"[PER", NameKind::person}};
      given_ = kinds.at(word);
      given_first_ = size();
      return;
    }
    const bool ends_given = word.back() == ']';
    if (ends_given)
      word.pop_back();
    expand(word);
    if (ends_given && given_) {
      sentence_.names.push_back({*given_, given_first_, size()});
      given_.reset();
    }
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(sentence_.tokens.size()); }

  /// "({P1})" is a bracket, a name and a bracket; "{n}-{n}" one token.
  void expand(const std::string& word) {
    std::string plain;
    const auto flush = [&] {
      if (!plain.empty())
        add(plain);
      plain.clear();
    };
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t end = word[at] == '{' ? word.find('}', at) : std::string::npos;
      if (end == std::string::npos) {
        if (word[at] == '(' || word[at] == ')') {
          flush();
          add(std::string(1, word[at]));
        } else {
          plain += word[at];
        }
        ++at;
        continue;
      }
      const bool raised = word[at + 1] == '^';
      std::optional<NameKind> kind;
      Words words = cast_.fill(word.substr(at + (raised ? 2 : 1), end - at - (raised ? 2 : 1)), kind);
      at = end + 1;
      if (!kind) {
        plain += words[0];
        continue;
      }
      flush();
      const std::uint32_t first = size();
      for (std::string& part : words) {
        if (raised)
          raise(part);
        add(part);
      }
      if (!given_)
        sentence_.names.push_back({*kind, first, size()});
    }
    flush();
  }

  void add(std::string token) {
    if (capitals_)
      raise(token);
    sentence_.tokens.push_back(std::move(token));
  }

  Cast& cast_;
  bool capitals_;
  GoldSentence sentence_;
  std::optional<NameKind> given_;
  std::uint32_t given_first_ = 0;
};

using Sections = std::map<std::string, std::vector<std::string>>;

Sections read_sections(const fs::path& path) {
  Sections sections;
  std::string section;
  for (const std::string& line : lines_of(path)) {
    if (line.front() == '[' && line.back() == ']' && line.find(' ') == std::string::npos)
      section = line;
    else
      sections[section].push_back(line);
  }
  for (const char* needed : {"[prose]", "[headlines]", "[datelines]", "[sports]", "[encyclopedia]"}) {
    if (sections[needed].empty())
      throw Error(ErrorCode::input_unreadable, std::string("no section ") + needed, path.string());
  }
  return sections;
}

} // namespace

TagFile make_newswire(const fs::path& templates, const GazetteerSources& sources, std::size_t documents,
                      std::uint64_t seed) {
  const Sections sections = read_sections(templates);
  const Names names = read_names(sources);
  Random random(seed);
  TagFile file;
  for (std::size_t i = 0; i < documents; ++i) {
    Cast cast(names, random);
    GoldDocument& document = file.documents.emplace_back();
    const auto add = [&](const char* section) {
      const std::string& line = random.one_of(sections.at(section));
      const bool capitals = line[0] == '!';
      document.sentences.push_back(SentenceMaker(cast, capitals).make(capitals ? line.substr(1) : line));
    };
    const bool encyclopedia = random.chance(0.35);
    if (!encyclopedia) {
      add("[headlines]");
      add("[datelines]");
    }
    const bool sports = !encyclopedia && random.chance(0.25);
    for (std::size_t left = 4 + random.below(6); left > 0; --left)
      add(encyclopedia ? "[encyclopedia]" : sports && random.chance(0.8) ? "[sports]" : "[prose]");
  }
  return file;
}

} // namespace akin::entities
