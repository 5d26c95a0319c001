// Words of a sorted dictionary that are spelt nearly like a given one.
#pragma once

#include "engine/xapian/forward.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace akin::engine {

/// Calls visit(sorted, edits) for every word of the file at most max_edits edits from `word`, in the file's order. An
/// edit adds, drops or changes one character or swaps two neighbours, each character in at most one edit (optimal
/// string alignment distance; Damerau 1964). With as_prefix a word counts when any beginning of it is that near; edits
/// are then those of its nearest beginning. Walks the dictionary as if it were a trie: beginnings that no longer can
/// come near are skipped whole.
void for_each_near_word(const ForwardFile& forward, std::string_view word, unsigned max_edits, bool as_prefix,
                        const std::function<void(std::uint32_t sorted, unsigned edits)>& visit);

} // namespace akin::engine
