// Runs in the format that TREC's tools read.
#pragma once

#include "searcher/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace akin::cli {

/// A line "qid Q0 docid rank score akin" for each hit. White space, control characters and "%" in ids are
/// percent-encoded, since columns are parted by spaces.
std::string to_trec(std::string_view query_id, const Result& result, std::size_t first_rank = 1);

} // namespace akin::cli
