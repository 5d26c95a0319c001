#include "common/analysis/sentence.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace akin {
namespace {

// Both ascending.
constexpr std::array<std::string_view, 61> abbreviations{
    "adm", "apr",  "aug", "ave", "bros", "bzw",  "ca",   "capt", "cf",   "cmdr", "co",  "col",  "corp",
    "dec", "dept", "dr",  "ed",  "est",  "etc",  "feb",  "fr",   "ft",   "gen",  "gov", "hon",  "inc",
    "jan", "jr",   "jul", "jun", "lt",   "ltd",  "maj",  "mar",  "mr",   "mrs",  "ms",  "mt",   "nos",
    "nov", "nr",   "oct", "ph",  "pp",   "pres", "prof", "rep",  "reps", "rev",  "sen", "sens", "sept",
    "sgt", "sr",   "sra", "st",  "supt", "univ", "vol",  "vs",   "wm"};
constexpr std::array<std::string_view, 21> elided{"all",  "bell",   "c",     "col",   "coll",   "d",    "dall",
                                                  "dell", "j",      "jusqu", "l",     "lorsqu", "m",    "n",
                                                  "nell", "puisqu", "qu",    "quell", "s",      "sull", "t"};
static_assert(std::is_sorted(abbreviations.begin(), abbreviations.end()));
static_assert(std::is_sorted(elided.begin(), elided.end()));

constexpr std::size_t longest = 6;

template <std::size_t size> bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
  if (word.empty() || word.size() > longest)
    return false;
  std::array<char, longest> lowered{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const CharKind kind = ascii_kinds[static_cast<unsigned char>(word[i])];
    if (!is_letter(kind))
      return false;
    lowered[i] = static_cast<char>(kind == CharKind::upper ? word[i] + ('a' - 'A') : word[i]);
  }
  return std::binary_search(words.begin(), words.end(), std::string_view(lowered.data(), word.size()));
}

} // namespace

bool is_abbreviation(std::string_view word) noexcept {
  const DecodedChar first = decode(word, 0);
  return (is_letter(first.kind) && first.length == word.size()) || contains(abbreviations, word);
}

bool is_elided(std::string_view word) noexcept { return contains(elided, word); }

} // namespace akin
