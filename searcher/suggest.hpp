// Completions of what someone is typing.
#pragma once

#include "searcher/corpus_names.hpp"
#include "searcher/suggestion.hpp"

#include <vector>

namespace akin {

/// What Searcher::suggest() returns, for one snapshot.
std::vector<Suggestion> suggestions_for(const SuggestRequest& request, const CorpusNames& names);

} // namespace akin
