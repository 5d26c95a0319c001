// The commands of the program: each adds itself to the parser and says what to do when it was chosen.
#pragma once

#include "cli/options.hpp"

namespace akin::cli {

void add_index(CLI::App& root, Action& chosen);
void add_search(CLI::App& root, Action& chosen);
void add_similar(CLI::App& root, Action& chosen);
void add_suggest(CLI::App& root, Action& chosen);
void add_show(CLI::App& root, Action& chosen);
void add_entities(CLI::App& root, Action& chosen);
void add_extract(CLI::App& root, Action& chosen);
void add_delete(CLI::App& root, Action& chosen);
void add_copies(CLI::App& root, Action& chosen);
void add_stats(CLI::App& root, Action& chosen);
void add_check(CLI::App& root, Action& chosen);
void add_compact(CLI::App& root, Action& chosen);
void add_serve(CLI::App& root, Action& chosen);
void add_eval(CLI::App& root, Action& chosen);
/// These two describe all commands of root, which must live until the action has run.
void add_completion(CLI::App& root, Action& chosen);
void add_man(CLI::App& root, Action& chosen);

} // namespace akin::cli
