// Did you mean: misspelt words of a query put right with the index's own words.
#pragma once

#include "common/query/query.hpp"
#include "engine/engine.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// What is taken for a mistake and what for its correction. A word that the articles have, or one nearly like it, may
/// be a mistake of theirs: lists of common misspellings against news text set these numbers
/// (tools/spelling_accuracy.py), so that of 200 right words at most one gets a suggestion.
struct SpellingSettings {
  std::size_t one_edit_from = 4;        ///< letters; shorter words are left alone: too much is near to them
  std::size_t two_edits_from = 6;       ///< letters of a word that the index lacks
  std::size_t known_two_edits_from = 8; ///< letters of another
  /// What an edit of weight 1 costs, in natural logarithms of a word's frequency: a correction one edit further away
  /// must be e^edit_cost as frequent to be preferred.
  double edit_cost = 5.9;
  double ending_cost = 1.3; ///< the same for a last letter that is another: people seldom get that wrong, and another
                            ///< ending makes another word
  double plural_cost = 1.0; ///< more when one of the two last letters is an s
  /// A word that the index has is left alone unless it occurs at most rare_count times and a word near it is e^cost
  /// times as frequent. The cost is known_cost, and known_edit_cost for each edit of weight 1, and occurrence_cost
  /// times ln(1 + occurrences): what people write often is a word. For a word of five letters or fewer it is short_cost
  /// more, for a longer one letter_gain less for each letter more (of seven at most): long words have few true
  /// neighbours. The costs of endings come on top; it is same_stem_gain less for a word of the same stem with the same
  /// ending ("relevent", "commited").
  std::uint64_t rare_count = 200;
  double known_cost = 2.3;
  double known_edit_cost = 6.8;
  double occurrence_cost = 0.2;
  double letter_gain = 1.0;
  double short_cost = 1.1;
  double same_stem_gain = 1.2;
  /// A correction that occurs fewer times than this is taken for a mistake itself when it would be corrected, or when a
  /// word within near_slip of it is near_ratio times as frequent; then that one is meant.
  std::uint64_t doubtful_count = 50;
  double near_slip = 0.45;
  double near_ratio = 5;
  std::size_t candidates_in_context = 5; ///< best candidates that are tried together with the query's other words
};

/// A word that may have been meant.
struct SpellingCandidate {
  std::string text;
  double score = 0; ///< greater is likelier
};

/// How unlikely it is that a person who means `meant` types `typed` (both folded), in edits. Leaving a letter out is
/// likelier than putting one in, one of two equal letters likelier than any other (.1 left out, .4 put in); neighbours
/// swapped .35, letters that sound alike .65, a vowel left out .5, a consonant .6, put in .9 and 1.2, a neighbour on
/// the keyboard 1.05, any other letter 1.3; a wrong first letter weighs .5 more. After Kernighan, Church and Gale, "A
/// spelling correction program based on a noisy channel model", 1990; the weights are those of a conditional logit
/// model of the right word among its neighbours in a dictionary, fitted on lists of common misspellings and rounded.
double slip_weight(std::string_view typed, std::string_view meant);

/// Words that may have been meant by a word, likeliest first; empty when the index has the word as it is, when it is
/// too short, or when it holds a digit.
std::vector<SpellingCandidate> spelling_candidates(std::string_view word, const engine::Snapshot& snapshot,
                                                   const SpellingSettings& settings = {});

/// A query with its misspelt words replaced; stems are not filled in. Of several candidates the one that occurs most
/// often together with the query's other words is preferred; a word that is two words written together becomes a
/// phrase. Nothing when no word is misspelt or none can be put right. What must not match, prefixes and conditions are
/// left alone. The filters count only articles that the user can see.
std::optional<query::Node> corrected(const query::Node& parsed, const engine::Snapshot& snapshot,
                                     std::span<const engine::Filter> filters, const TimeRange& published,
                                     const SpellingSettings& settings = {});

} // namespace akin
