// Words of a sorted dictionary that are spelt nearly like a given one.
#pragma once

#include "engine/xapian/forward.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace akin::engine {

/// Calls visit(sorted, edits) for every word of the file that is near `word`, in the file's order; the limit does not
/// count here. Each character is in at most one edit (optimal string alignment distance; Damerau 1964). With as_prefix
/// edits are those of a word's nearest beginning. Walks the dictionary as if it were a trie: beginnings that no longer
/// can come near are skipped whole.
void for_each_near_word(const ForwardFile& forward, std::string_view word, const Nearness& nearness,
                        const std::function<void(std::uint32_t sorted, unsigned edits)>& visit);

} // namespace akin::engine
