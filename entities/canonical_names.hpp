// Which spans of one article name the same person, place or organisation, and under which name.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "common/analysis/vocabulary.hpp"
#include "entities/alias_table.hpp"
#include "entities/tagger.hpp"

#include <span>

namespace akin::entities {

/// Replaces article.entities and article.mentions by what the record gives and what the spans name. vocabulary is the
/// one that the article was analysed with; spans are in token order and do not overlap.
///
/// - The longest form of a name is its name: "Kim", "Jong-un" and "Mr Kim" are "Kim Jong-un" where that is named; "Von
///   der Leyen" is "Ursula von der Leyen", "Vostochny" is "Vostochny Cosmodrome", "EU" is "European Union". Titles are
///   left out; case, accents, hyphens and possessives do not tell names apart (name_key).
/// - An organisation's name of one word means the one longer name that ends with it, or that begins with it and is
/// named
///   first ("Tidewell Foods … Tidewell").
/// - A person's name goes on over a hyphen ("Jo Chun-ryong" where the span ends with "Chun"), unless another span
/// begins
///   there or the word is one that is tied to names ("Putin-backed").
/// - A part of two names (two people Kim) means the one that was named last before it, else the one named first. A
///   place of which two are named ("Gobi Desert" and "Gobi Plateau" beside "Gobi") stays by itself.
/// - A name has one kind: that of most of its mentions.
/// - What the record gives keeps its kind and its spelling and stands first, in the order given; what was found
/// follows,
///   most mentions first.
/// - Over all this the alias table wins: its names are found wherever the words stand, unless they are a part of a
///   longer span ("Kim" in "Kim Jong-il"), and what it stops is no entity even when given.
///
/// Time n log n at most, whatever the article holds.
void name_entities(AnalysedArticle& article, const Vocabulary& vocabulary, std::span<const TaggedSpan> spans,
                   const AliasTable& aliases);

} // namespace akin::entities
