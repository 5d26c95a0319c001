#include "searcher/spelling.hpp"

#include "common/analysis/analyser.hpp"
#include "searcher/query_resolution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace akin {
namespace {

using query::Clause;
using query::Kind;
using query::Node;
using query::Occur;
using query::QueryWord;

/// More misspelt words than these are no slips any more.
constexpr std::size_t most_corrections = 4;
/// Each walk through the dictionary takes milliseconds in a large index; rare words after so many are taken as they
/// are.
constexpr std::size_t most_walks = 10;
constexpr std::size_t candidates_a_distance = 30;
/// A part of a word that was written together with another.
constexpr std::size_t shortest_part = 3;
constexpr std::uint64_t least_part_count = 5;

/// Fitted: see slip_weight().
constexpr double doubled_letter_missing = 0.1;
constexpr double doubled_letter_extra = 0.4;
constexpr double swapped_neighbours = 0.35;
constexpr double vowel_missing = 0.5;
constexpr double consonant_missing = 0.6;
constexpr double vowel_extra = 0.9;
constexpr double consonant_extra = 1.2;
constexpr double sounds_alike = 0.65;
constexpr double keyboard_neighbours = 1.05;
constexpr double other_letter = 1.3;
constexpr double wrong_first_letter = 0.5;

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool sound_alike(char a, char b) {
  if (is_vowel(a) && is_vowel(b))
    return true;
  constexpr std::array<std::string_view, 8> sounds{"ckq", "csz", "gj", "fv", "td", "pb", "mn", "vw"};
  return std::any_of(sounds.begin(), sounds.end(), [&](std::string_view sound) {
    return sound.find(a) != std::string_view::npos && sound.find(b) != std::string_view::npos;
  });
}

bool keyboard_near(char a, char b) {
  constexpr std::array<std::string_view, 3> rows{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  const auto place = [&](char c) -> std::pair<int, int> {
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (const auto column = rows[row].find(c); column != std::string_view::npos)
        return {static_cast<int>(row), static_cast<int>(column)};
    return {-9, -9};
  };
  const auto [row_a, column_a] = place(a);
  const auto [row_b, column_b] = place(b);
  return row_a >= 0 && row_b >= 0 && std::abs(row_a - row_b) <= 1 && std::abs(column_a - column_b) <= 1;
}

double change_weight(char typed, char meant) {
  if (typed == meant)
    return 0;
  if (sound_alike(typed, meant))
    return sounds_alike;
  return keyboard_near(typed, meant) ? keyboard_neighbours : other_letter;
}

bool is_doubled(std::string_view word, std::size_t at) {
  return (at > 0 && word[at - 1] == word[at]) || (at + 1 < word.size() && word[at + 1] == word[at]);
}

/// Weight of a letter that was typed and not meant.
double extra_weight(std::string_view typed, std::size_t at) {
  return is_doubled(typed, at) ? doubled_letter_extra : is_vowel(typed[at]) ? vowel_extra : consonant_extra;
}

/// Weight of a letter that was meant and not typed.
double missing_weight(std::string_view meant, std::size_t at) {
  return is_doubled(meant, at) ? doubled_letter_missing : is_vowel(meant[at]) ? vowel_missing : consonant_missing;
}

std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t occurrences(std::string_view folded, const engine::Snapshot& snapshot) {
  std::uint64_t count = 0;
  for (const engine::WordForm& form : snapshot.forms_of(folded))
    count += form.count;
  return count;
}

/// The stem in the index's main language when the index has it: then a word may be another inflection.
std::optional<std::string> known_stem(std::string_view word, const engine::Snapshot& snapshot) {
  const auto languages = snapshot.languages();
  if (languages.empty())
    return std::nullopt;
  std::string stem = stem_of(word, languages.front());
  return snapshot.find_term(stem) ? std::optional(std::move(stem)) : std::nullopt;
}

bool has_stem(std::string_view folded, std::string_view stem, const engine::Snapshot& snapshot) {
  const auto forms = snapshot.forms_of(folded);
  return std::any_of(forms.begin(), forms.end(), [&](const engine::WordForm& form) { return form.stem == stem; });
}

/// Takes the differences of British and American spelling out of a word, so that neither counts as a mistake.
std::string without_variants(std::string_view word) {
  std::string result;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::string_view rest = word.substr(i);
    const bool soft_s = rest.size() > 2 && (rest[0] == 'i' || rest[0] == 'y') && rest[1] == 's' &&
                        (rest[2] == 'e' || rest[2] == 'i' || rest[2] == 'a');
    const bool our = rest.starts_with("our");
    const bool doubled_l = rest.starts_with("ll");
    result += our ? 'o' : rest[0];
    if (soft_s)
      result += 'z';
    i += our || soft_s || doubled_l ? 1 : 0;
  }
  return result;
}

/// Whether a word that the index lacks is no inflection of its stem but the stem itself, of which one letter differs
/// from how the word is written ("vostochni" for "vostochny").
bool is_bare_stem_of(std::string_view folded, const std::string& stem, const engine::IndexedWord& near,
                     const engine::Snapshot& snapshot) {
  return folded == stem && near.edits == 1 && letters_in(near.text) == letters_in(folded) &&
         has_stem(near.text, stem, snapshot);
}

double ending_cost(std::string_view a, std::string_view b, double other, double plural) {
  if (a.back() == b.back())
    return 0;
  return other + (a.back() == 's' || b.back() == 's' ? plural : 0);
}

double score_of(std::string_view typed, const engine::IndexedWord& meant, const SpellingSettings& settings) {
  return std::log(static_cast<double>(meant.count)) - settings.edit_cost * slip_weight(typed, meant.text) -
         ending_cost(typed, meant.text, settings.ending_cost, settings.plural_cost);
}

/// Whether two words of one stem have the same ending: then they are no two inflections of a word but two spellings.
bool end_alike(std::string_view a, std::string_view b) {
  constexpr std::size_t ending_letters = 2;
  return a.size() >= ending_letters && b.size() >= ending_letters &&
         a.substr(a.size() - ending_letters) == b.substr(b.size() - ending_letters);
}

/// Whether a word of the articles is rather a mistake for another one of them. See SpellingSettings::known_cost.
bool is_so_much_likelier(std::string_view folded, std::uint64_t count, const engine::IndexedWord& near, bool same_stem,
                         const SpellingSettings& settings) {
  constexpr double short_letters = 5;
  constexpr double most_letters_gained = 7;
  const double more_letters = static_cast<double>(letters_in(folded)) - short_letters;
  double cost = settings.known_cost + settings.known_edit_cost * slip_weight(folded, near.text) +
                settings.occurrence_cost * std::log1p(static_cast<double>(count)) +
                ending_cost(folded, near.text, settings.ending_cost, settings.plural_cost);
  cost -= more_letters > 0 ? settings.letter_gain * std::min(more_letters, most_letters_gained) : -settings.short_cost;
  if (same_stem)
    cost -= settings.same_stem_gain;
  return std::log(static_cast<double>(near.count)) >= std::log(static_cast<double>(count)) + cost;
}

/// When the likeliest candidate looks like a mistake of the articles', what was meant there becomes the likeliest; none
/// is left when that is another inflection of the word itself.
void put_right(std::vector<SpellingCandidate>& candidates, const std::optional<std::string>& stem,
               const engine::Snapshot& snapshot, const SpellingSettings& settings) {
  if (candidates.empty())
    return;
  const std::string likeliest = candidates.front().text;
  const std::uint64_t count = occurrences(likeliest, snapshot);
  if (count >= settings.doubtful_count)
    return;
  const unsigned edits = letters_in(likeliest) >= settings.two_edits_from ? 2 : 1;
  std::optional<SpellingCandidate> better;
  for (const engine::IndexedWord& near : snapshot.words_near(likeliest, {edits, candidates_a_distance, false, 1})) {
    if (near.edits == 0 || without_variants(likeliest) == without_variants(near.text))
      continue;
    const bool is_close = slip_weight(likeliest, near.text) <= settings.near_slip &&
                          static_cast<double>(near.count) >= settings.near_ratio * static_cast<double>(count);
    if (!is_close && !is_so_much_likelier(likeliest, count, near, false, settings))
      continue;
    const double score = score_of(likeliest, near, settings);
    if (!better || score > better->score)
      better = {near.text, score};
  }
  if (!better)
    return;
  if (stem && has_stem(better->text, *stem, snapshot))
    return candidates.clear();
  std::erase_if(candidates, [&](const SpellingCandidate& candidate) { return candidate.text == better->text; });
  candidates.insert(candidates.begin(), {better->text, candidates.front().score});
}

/// Two words of the index that a word would be with a space in it; empty when there are none.
std::vector<std::string> parts_of(std::string_view folded, const engine::Snapshot& snapshot) {
  std::vector<std::string> best;
  std::uint64_t best_count = least_part_count - 1;
  for (std::size_t at = shortest_part; at + shortest_part <= folded.size(); ++at) {
    if ((static_cast<unsigned char>(folded[at]) & 0xC0U) == 0x80U)
      continue;
    const std::string left(folded.substr(0, at));
    const std::string right(folded.substr(at));
    const std::uint64_t count = std::min(occurrences(left, snapshot), occurrences(right, snapshot));
    if (count <= best_count)
      continue;
    best_count = count;
    best = {left, right};
  }
  return best;
}

/// A place of the tree with a word that may be misspelt, and what may have been meant.
struct Misspelling {
  Node* node = nullptr;
  std::size_t word = 0; ///< index into node->words
  std::vector<SpellingCandidate> candidates;
};

bool is_suspect(std::string_view folded, const engine::Snapshot& snapshot, const SpellingSettings& settings) {
  return letters_in(folded) >= settings.one_edit_from && !has_digit(folded) &&
         occurrences(folded, snapshot) <= settings.rare_count;
}

/// The words of one query that may be misspelt, as far as they are looked into at all.
class Suspects {
 public:
  Suspects(const engine::Snapshot& snapshot, const SpellingSettings& settings)
      : snapshot_(snapshot), settings_(settings) {}

  void collect_misspellings(Node& node, std::vector<Misspelling>& found) {
    if (node.kind == Kind::word || node.kind == Kind::phrase)
      for (std::size_t i = 0; i < node.words.size() && found.size() < most_corrections; ++i)
        if (const auto* candidates = candidates_of(node.words[i].surface);
            candidates != nullptr && !candidates->empty())
          found.push_back({&node, i, *candidates});
    for (Clause& clause : node.clauses)
      if (clause.occur != Occur::must_not)
        collect_misspellings(clause.node, found);
  }

  /// Words written together become phrases; true when there were any.
  bool part_words(Node& node) {
    bool parted = false;
    if (node.kind == Kind::word && !node.words.empty()) {
      const std::string folded = fold(node.words.front().surface);
      const auto* candidates = candidates_of(folded);
      if (candidates != nullptr && candidates->empty() && letters_in(folded) >= 2 * shortest_part &&
          occurrences(folded, snapshot_) == 0 && !known_stem(node.words.front().surface, snapshot_))
        if (const auto parts = parts_of(folded, snapshot_); !parts.empty()) {
          node.kind = Kind::phrase;
          node.words = {{parts[0], {}, false}, {parts[1], {}, false}};
          return true;
        }
    }
    for (Clause& clause : node.clauses)
      if (clause.occur != Occur::must_not)
        parted = part_words(clause.node) || parted;
    return parted;
  }

 private:
  /// Null for a word that is not looked into.
  const std::vector<SpellingCandidate>* candidates_of(std::string_view word) {
    const std::string folded = fold(word);
    const auto known = candidates_.find(folded);
    if (known != candidates_.end())
      return &known->second;
    if (!is_suspect(folded, snapshot_, settings_) || candidates_.size() == most_walks)
      return nullptr;
    return &(candidates_[folded] = spelling_candidates(word, snapshot_, settings_));
  }

  const engine::Snapshot& snapshot_;
  const SpellingSettings& settings_;
  std::map<std::string, std::vector<SpellingCandidate>> candidates_; ///< of folded words
};

void collect_words(const Node& node, std::vector<std::string>& words) {
  if (node.kind == Kind::word || node.kind == Kind::phrase)
    for (const QueryWord& word : node.words)
      words.push_back(word.surface);
  for (const Clause& clause : node.clauses)
    if (clause.occur != Occur::must_not)
      collect_words(clause.node, words);
}

/// Articles that hold all words of a query.
class TogetherCount {
 public:
  TogetherCount(const engine::Snapshot& snapshot, std::span<const engine::Filter> filters, const TimeRange& published)
      : snapshot_(snapshot), filters_(filters), published_(published) {}

  std::uint32_t operator()(const Node& root) const {
    std::vector<std::string> words;
    collect_words(root, words);
    Node all;
    all.kind = Kind::boolean;
    for (const std::string& word : words) {
      Node leaf;
      leaf.kind = Kind::word;
      leaf.words.push_back({word, {}, false});
      all.clauses.push_back({Occur::must, std::move(leaf)});
    }
    resolve(all, snapshot_);
    engine::RetrievalRequest request;
    request.query = &all;
    request.filters = filters_;
    request.published = published_;
    request.limit = 1;
    request.fold_copies = false;
    return snapshot_.retrieve(request).matched;
  }

 private:
  const engine::Snapshot& snapshot_;
  std::span<const engine::Filter> filters_;
  const TimeRange& published_;
};

/// Puts into the tree the candidate that goes best with the rest of the query.
void choose_in_context(Misspelling& misspelling, const Node& root, const TogetherCount& together, std::size_t tried) {
  std::string& surface = misspelling.node->words[misspelling.word].surface;
  const SpellingCandidate* best = nullptr;
  double best_score = 0;
  for (std::size_t i = 0; i < std::min(tried, misspelling.candidates.size()); ++i) {
    const SpellingCandidate& candidate = misspelling.candidates[i];
    surface = candidate.text;
    const double score = candidate.score + 2 * std::log1p(together(root));
    if (best != nullptr && score <= best_score)
      continue;
    best = &candidate;
    best_score = score;
  }
  surface = best->text;
}

} // namespace

double slip_weight(std::string_view typed, std::string_view meant) {
  const std::size_t width = meant.size() + 1;
  std::vector<double> table((typed.size() + 1) * width);
  const auto at = [&](std::size_t t, std::size_t m) -> double& { return table[t * width + m]; };
  for (std::size_t t = 0; t <= typed.size(); ++t)
    for (std::size_t m = 0; m <= meant.size(); ++m) {
      double least = t == 0 && m == 0 ? 0 : 1e9;
      if (t > 0)
        least = std::min(least, at(t - 1, m) + extra_weight(typed, t - 1));
      if (m > 0)
        least = std::min(least, at(t, m - 1) + missing_weight(meant, m - 1));
      if (t > 0 && m > 0)
        least = std::min(least, at(t - 1, m - 1) + change_weight(typed[t - 1], meant[m - 1]));
      if (t > 1 && m > 1 && typed[t - 1] == meant[m - 2] && typed[t - 2] == meant[m - 1])
        least = std::min(least, at(t - 2, m - 2) + (typed[t - 1] == typed[t - 2] ? 0 : swapped_neighbours));
      at(t, m) = least;
    }
  const bool other_start = !typed.empty() && !meant.empty() && typed.front() != meant.front();
  return table.back() + (other_start ? wrong_first_letter : 0);
}

std::vector<SpellingCandidate> spelling_candidates(std::string_view word, const engine::Snapshot& snapshot,
                                                   const SpellingSettings& settings) {
  const std::string folded = fold(word);
  if (!is_suspect(folded, snapshot, settings))
    return {};
  const std::size_t letters = letters_in(folded);
  const std::uint64_t count = occurrences(folded, snapshot);
  const auto stem = known_stem(word, snapshot);
  const bool is_known = count > 0 || stem;
  const unsigned edits = letters >= (is_known ? settings.known_two_edits_from : settings.two_edits_from) ? 2 : 1;
  std::vector<SpellingCandidate> candidates;
  double inflection_score = -std::numeric_limits<double>::infinity();
  for (const engine::IndexedWord& near :
       snapshot.words_near(folded, {edits, candidates_a_distance, false, count > 0 ? 2U : 0U})) {
    if (near.edits == 0 || letters_in(near.text) < settings.one_edit_from - 1 || has_digit(near.text))
      continue;
    if (is_known && without_variants(folded) == without_variants(near.text))
      continue;
    const bool same_stem = stem && has_stem(near.text, *stem, snapshot);
    const double score = score_of(folded, near, settings);
    if (same_stem && !end_alike(folded, near.text) && (count > 0 || !is_bare_stem_of(folded, *stem, near, snapshot))) {
      inflection_score = std::max(inflection_score, score);
      continue;
    }
    if (count > 0 && !is_so_much_likelier(folded, count, near, same_stem, settings))
      continue;
    candidates.push_back({near.text, score});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const SpellingCandidate& a, const SpellingCandidate& b) { return a.score > b.score; });
  if (count == 0 && !candidates.empty() && candidates.front().score < inflection_score)
    return {}; // more likely an inflection that no article happens to have, and whose stem finds the others
  put_right(candidates, stem, snapshot, settings);
  return candidates;
}

std::optional<Node> corrected(const Node& parsed, const engine::Snapshot& snapshot,
                              std::span<const engine::Filter> filters, const TimeRange& published,
                              const SpellingSettings& settings) {
  Node root = parsed;
  std::vector<Misspelling> misspellings;
  Suspects suspects(snapshot, settings);
  suspects.collect_misspellings(root, misspellings);
  for (const Misspelling& misspelling : misspellings)
    misspelling.node->words[misspelling.word].surface = misspelling.candidates.front().text;
  std::vector<std::string> words;
  collect_words(root, words);
  if (words.size() > 1) {
    const TogetherCount together(snapshot, filters, published);
    for (Misspelling& misspelling : misspellings)
      choose_in_context(misspelling, root, together, settings.candidates_in_context);
  }
  const bool parted = suspects.part_words(root);
  if (misspellings.empty() && !parted)
    return std::nullopt;
  return root;
}

} // namespace akin
