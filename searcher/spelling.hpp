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
  double edit_cost = 5.0;
  double other_ending_cost = 1.5; ///< the same for a last letter that is another: people seldom get that wrong
  /// A word that the index has is left alone unless it occurs at most rare_count times and a word near it is e^cost
  /// times as frequent. The cost is known_cost, and known_edit_cost for each edit of weight 1, and occurrence_cost
  /// times ln(1 + occurrences): what people write often is a word. For a word of five letters or fewer it is short_cost
  /// more, for a longer one letter_gain less for each letter more: long words have few true neighbours. It is more
  /// where the two are likely to be two words: ending_cost when their last letters differ, plural_cost when one of them
  /// ends in s, other_letter_cost when one letter stands for another that neither sounds like it nor lies beside it. It
  /// is vowel_gain less for one vowel instead of another within the same stem ("relevent").
  std::uint64_t rare_count = 200;
  double known_cost = -2.3;
  double known_edit_cost = 5.6;
  double occurrence_cost = 1.5;
  double letter_gain = 0.45;
  double short_cost = 1.3;
  double ending_cost = 2.3;
  double plural_cost = 3.7;
  double other_letter_cost = 4.0;
  double vowel_gain = 5.0;
  /// A correction that occurs fewer times than this is taken for a mistake itself when it would be corrected, or when a
  /// word within near_slip of it is near_ratio times as frequent; then that one is meant.
  std::uint64_t doubtful_count = 50;
  double near_slip = 0.75;
  double near_ratio = 3;
  std::size_t candidates_in_context = 5; ///< best candidates that are tried together with the query's other words
};

/// A word that may have been meant.
struct SpellingCandidate {
  std::string text;
  double score = 0; ///< greater is likelier
};

/// How unlikely it is that a person who means `meant` types `typed` (both folded), in edits; slips that people make
/// often weigh less: doubled letters .4, swapped neighbours .6, one vowel for another .7, letters that sound alike .7,
/// neighbours on the keyboard .8; a wrong first letter weighs .5 more. After Kernighan, Church and Gale, "A spelling
/// correction program based on a noisy channel model", 1990, with weights set by hand.
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
