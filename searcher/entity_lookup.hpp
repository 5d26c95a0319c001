// Counting entities over a snapshot.
#pragma once

#include "searcher/corpus_names.hpp"
#include "searcher/entity_list.hpp"

namespace akin {

/// Errors: not_found when the index has no entity EntityRequest::with.
EntityList list_entities(const CorpusNames& names, const EntityRequest& request);

} // namespace akin
