// The program as a function.
#pragma once

namespace akin::cli {

/// Parses the command line, runs the command and returns the exit status. Prints on standard output and, one line for a
/// failure, on standard error.
int run(int argc, const char* const* argv);

} // namespace akin::cli
