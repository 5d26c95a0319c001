// Names that lists alone can tell, for languages without a model.
#pragma once

#include "entities/document_text.hpp"
#include "entities/tagger.hpp"

#include <vector>

namespace akin::entities {

/// Appends the spans of a chain that are sure without context: countries, cities and known organisations and people;
/// a first name with a surname. Ordinary English words and small towns are left out: too many words of other languages
/// are written like them.
void add_listed_names(const DocumentText& document, TokenRange chain, std::vector<TaggedSpan>& out);

} // namespace akin::entities
