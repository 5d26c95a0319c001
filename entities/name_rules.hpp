// What is certain about a name that the chain found, whatever it was taken for.
#pragma once

#include "entities/document_text.hpp"
#include "entities/tagger.hpp"

#include <vector>

namespace akin::entities {

/// Appends the spans of what was tagged as a name of a kind: most often the name itself. It loses what sites and
/// hyphens put behind it ("Latest News", "-based") and what a minister is for ("Minister for Law Ada Moss"), two
/// countries in a row are two places ("U.S.-Japan"), as are a place and what belongs to it ("Japan's Fujii Gallery"),
/// what "and Sons" or the like begins belongs to the name before, and the kind is another where words leave no choice:
/// a country is a place also where it acts, a department or a company with its legal form is no place, "Allen & Overy"
/// no person. Nothing is appended for what is no name: signs of companies ("<XON>", unless they are initials of the
/// name before), "D-Texas", words of reports ("Shr"), acronyms of things ("GDP"), legal forms alone, money ("US$"),
/// "West German", "the Bill", "II". name: not empty, within one field.
void add_checked_name(const DocumentText& document, EntityKind tagged, TokenRange name, std::vector<TaggedSpan>& out);

} // namespace akin::entities
