// Annotated documents as the articles that production would see, and back.
#pragma once

#include "common/analysis/analyser.hpp"
#include "entities/document_text.hpp"
#include "entities/tagger.hpp"
#include "entities/training/tag_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace akin::entities {

/// A document put together as running text, with the place of each of its file's tokens in it.
struct GoldText {
  struct Place {
    std::uint32_t begin = 0; ///< bytes of the body, half-open
    std::uint32_t end = 0;
  };
  Article article;
  std::vector<Place> places;   ///< of all tokens of all sentences
  std::vector<GoldName> names; ///< tokens counted through the document
};

/// Sentences that end with a full stop or the like follow each other after a blank, others (headlines, lines of tables)
/// after a blank line. Inside a sentence, the text that the file gives, else tokens joined by the rules of English.
GoldText text_of(const GoldDocument& document);

/// Whether the tokens [first, last) of the file overlap the bytes of a token of ours is what both directions go by:
/// the spans of a tagger as names over tokens of the file.
std::vector<GoldName> names_of(const GoldText& text, const AnalysedArticle& article,
                               const std::vector<TaggedSpan>& spans);

/// The labels that each token of an analysed document may have in training, one bit each.
using LabelMask = std::uint32_t;
inline constexpr LabelMask any_label = (1U << label_count) - 1;

/// The names of the file as the scheme of training has them: without titles and "the", demonyms as other, countries as
/// places whatever they do. document is the one read of article.
std::vector<GoldName> in_scheme(const GoldText& text, const AnalysedArticle& article, const DocumentText& document);

/// Cleans labels to one scheme on the way: a demonym is other, whatever it was annotated as; titles before people and a
/// leading "the" are no part of names; handles of Twitter are none. A demonym without a label may be outside or other.
/// Names that the chains cannot hold (a comma inside) leave their tokens open.
std::vector<LabelMask> masks_of(const GoldText& text, const AnalysedArticle& article, const DocumentText& document);

} // namespace akin::entities
