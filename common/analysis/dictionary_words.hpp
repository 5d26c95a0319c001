// Words of scripts that are written without spaces between them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace akin {

/// Puts the ends of the words of a run of Thai, Lao, Khmer or Myanmar into ends: ascending byte offsets, the last one
/// run.size(). Thread-safe: every thread has a break iterator of its own.
void dictionary_word_ends(std::string_view run, std::vector<std::size_t>& ends);

} // namespace akin
