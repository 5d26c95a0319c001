// The commands and their options as data, read from the table that --help is made of.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace akin::cli {

struct OptionEntry {
  std::vector<std::string> names;   ///< with their dashes, short ones first; an argument's one name has none
  std::string value;                ///< what it takes, as DIR; empty for a flag
  std::vector<std::string> choices; ///< the values, where only these will do
  std::string variable;             ///< of the environment, that stands in for it
  std::string description;
  std::string group; ///< heading in --help
  bool argument = false;
  bool repeatable = false;
};

struct CommandEntry {
  std::string name;
  std::string description;
  std::string usage;                ///< "akin search [OPTION...] [QUERY...]"
  std::vector<OptionEntry> options; ///< in the order of --help
  std::string examples;             ///< lines
  std::string notes;                ///< what --help says after them
};

/// One command, or the program itself.
CommandEntry describe(const CLI::App& app);

/// Those that --help lists, in its order.
std::vector<CommandEntry> commands_of(const CLI::App& root);

/// The manual page of one command, or of the program (with the list of commands), for man(1).
std::string manual_page(const CLI::App& root, const CLI::App& app);

enum class Shell : std::uint8_t { bash, zsh, fish };

/// A script that makes the shell complete commands, options and values.
std::string completion_script(const CLI::App& root, Shell shell);

} // namespace akin::cli
