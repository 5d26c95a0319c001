#include "common/analysis/stop_words.hpp"

#include "common/analysis/folding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_set>
#include <utility>

namespace akin {
namespace {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
using WordSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

const std::array<std::pair<std::string_view, const std::string_view*>, 16> lists{{
    {"ca", &stop_words::catalan},
    {"da", &stop_words::danish},
    {"nl", &stop_words::dutch},
    {"en", &stop_words::english},
    {"fi", &stop_words::finnish},
    {"fr", &stop_words::french},
    {"de", &stop_words::german},
    {"hu", &stop_words::hungarian},
    {"it", &stop_words::italian},
    {"no", &stop_words::norwegian},
    {"pt", &stop_words::portuguese},
    {"ro", &stop_words::romanian},
    {"ru", &stop_words::russian},
    {"es", &stop_words::spanish},
    {"sv", &stop_words::swedish},
    {"tr", &stop_words::turkish},
}};

WordSet folded_set(std::string_view list) {
  WordSet words;
  std::string folded;
  while (!list.empty()) {
    const std::size_t length = list.find(' ');
    fold_into(list.substr(0, length), folded);
    words.insert(folded);
    list.remove_prefix(length == std::string_view::npos ? list.size() : length + 1);
  }
  return words;
}

struct LazySet {
  std::once_flag built;
  WordSet words;
};

} // namespace

bool is_stop_word(std::string_view folded_word, Language language) {
  if (!info(language).has_stop_words)
    return false;
  static std::array<LazySet, lists.size()> sets;
  const auto list =
      std::find_if(lists.begin(), lists.end(), [&](const auto& entry) { return entry.first == info(language).code; });
  LazySet& set = sets[static_cast<std::size_t>(list - lists.begin())];
  std::call_once(set.built, [&] { set.words = folded_set(*list->second); });
  return set.words.contains(folded_word);
}

} // namespace akin
