// The passage of an article that shows best why it was found.
#pragma once

#include "common/analysis/analysed_article.hpp"
#include "searcher/result.hpp"

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

namespace akin {

/// The passage of at most max_bytes bytes with the most different stems of `stems`, from the start of a sentence where
/// one is near, words that have one of the stems marked. An article without any of them gives its beginning; without a
/// body, its summary. Left-out text before or behind shows as "…".
std::vector<SnippetPart> make_snippet(const AnalysedArticle& article, const Vocabulary& vocabulary,
                                      const std::unordered_set<std::string>& stems, std::size_t max_bytes);

} // namespace akin
