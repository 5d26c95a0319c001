// The exit status of the program and the one place where failures become one.
#pragma once

#include <string>

namespace akin::cli {

/// The same for every command.
enum class ExitStatus : int {
  ok = 0,
  incomplete = 1, ///< done, but nothing was found or some records were rejected
  failed = 2,     ///< failed or misused; one line on standard error says what and what to do
};

/// A failure in words, with its status; an empty message when there is nothing to say (a closed pipe).
struct Failure {
  ExitStatus status = ExitStatus::failed;
  std::string message;
};

/// Maps the exception being handled; call it in a catch block.
Failure current_failure();

} // namespace akin::cli
