// Live search on a terminal.
#pragma once

#include "cli/terminal.hpp"
#include "searcher/searcher.hpp"

namespace akin::cli {

/// Shows what is found while one types on standard input and output, until Esc, Ctrl-C, a signal or the end of the
/// terminal. Errors: storage, when they are no terminal.
void run_live_search(const Searcher& searcher, const SearchRequest& request, Colour colour);

} // namespace akin::cli
