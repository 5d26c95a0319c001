// Runs the program under test the way a shell would.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace akin::test {

struct Finished {
  int status = -1; ///< exit status; 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// What surrounds a run.
struct Surroundings {
  std::filesystem::path directory;                ///< current directory, and place of the files that catch the output
  std::string input;                              ///< standard input
  std::map<std::string, std::string> environment; ///< added to ours, from which what Akin reads is taken out
};

/// Runs akin with these arguments until it ends.
Finished run_akin(const std::vector<std::string>& arguments, const Surroundings& surroundings);

/// Runs a command line with bash -o pipefail; "$AKIN" is the program.
Finished run_shell(const std::string& command, const Surroundings& surroundings);

/// Runs akin with a terminal of so many columns as its standard output and error; what it wrote is in `out`. With
/// typed, the terminal is its standard input too, and that is typed once the program has written something.
Finished run_in_terminal(const std::vector<std::string>& arguments, int columns, const Surroundings& surroundings,
                         const std::string& typed = {});

/// A run that goes on while the test does something else.
class Running {
 public:
  Running(const std::vector<std::string>& arguments, const Surroundings& surroundings);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  void signal(int number) const;
  /// What it wrote to standard error up to now.
  std::string errors_so_far() const;
  Finished wait();

 private:
  std::filesystem::path directory_;
  int process_ = -1;
};

} // namespace akin::test
