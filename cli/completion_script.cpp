// Completions for shells.
#include "cli/reference.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace akin::cli {
namespace {

/// With a backslash before each of the characters in special.
std::string escaped(std::string_view text, std::string_view special) {
  std::string result;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos)
      result += '\\';
    result += c;
  }
  return result;
}

/// As one word of a Bourne shell.
std::string shell_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text)
    result += c == '\'' ? "'\\''" : std::string(1, c);
  return result + "'";
}

/// As one word of fish.
std::string fish_quoted(std::string_view text) { return "'" + escaped(text, "\\'") + "'"; }

std::string names_of(const std::vector<CommandEntry>& commands) {
  std::vector<std::string> names;
  for (const CommandEntry& command : commands)
    names.push_back(command.name);
  return fmt::format("{}", fmt::join(names, " "));
}

std::string flags_of(const CommandEntry& command) {
  std::vector<std::string> flags;
  for (const OptionEntry& option : command.options)
    if (!option.argument)
      flags.insert(flags.end(), option.names.begin(), option.names.end());
  return fmt::format("{}", fmt::join(flags, " "));
}

/// A case of bash's: after these options come these values; file names for the others (-o default).
std::string bash_values(const CommandEntry& command) {
  std::string cases;
  for (const OptionEntry& option : command.options) {
    if (option.argument || option.value.empty())
      continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names)
      patterns.push_back(fmt::format("'{} {}'", command.name, name));
    cases += fmt::format("    {}) values='{}' ;;\n", fmt::join(patterns, " | "), fmt::join(option.choices, " "));
  }
  return cases;
}

std::string bash_script(const CommandEntry& program, const std::vector<CommandEntry>& commands) {
  std::string values;
  std::string flags;
  for (const CommandEntry& command : commands) {
    values += bash_values(command);
    flags += fmt::format("      {}) values='{}' ;;\n", command.name, flags_of(command));
  }
  return fmt::format(R"(# bash completion for akin, made by: akin completion bash
_akin() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} values=
  case "${{COMP_WORDS[1]}} $before" in
{}    *) case "$COMP_CWORD:$word:${{COMP_WORDS[1]}}" in
      1:*) values='{} {}' ;;
      *:-*) case ${{COMP_WORDS[1]}} in
{}      esac ;;
    esac ;;
  esac
  COMPREPLY=()
  [ -z "$values" ] || mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
}}
complete -o default -F _akin akin
)",
                     values, names_of(commands), flags_of(program), flags);
}

/// An argument of zsh's _arguments.
std::string zsh_option(const OptionEntry& option) {
  const std::string values = option.choices.empty() ? "_files" : fmt::format("({})", fmt::join(option.choices, " "));
  if (option.argument)
    return "    " + shell_quoted("*:" + option.names.front() + ":_files") + " \\\n";
  std::string lines;
  for (const std::string& name : option.names) {
    const std::string others = option.repeatable ? "*" : fmt::format("({})", fmt::join(option.names, " "));
    const std::string value = option.value.empty() ? "" : ":value:" + values;
    lines += "    " + shell_quoted(others + name + "[" + escaped(option.description, "[]:\\") + "]" + value) + " \\\n";
  }
  return lines;
}

std::string zsh_script(const std::vector<CommandEntry>& commands) {
  std::string list;
  std::string cases;
  for (const CommandEntry& command : commands) {
    list += "    " + shell_quoted(command.name + ":" + command.description) + "\n";
    cases += fmt::format("  {}) _arguments -s -S \\\n", command.name);
    for (const OptionEntry& option : command.options)
      cases += zsh_option(option);
    cases += "    ;;\n";
  }
  return fmt::format(R"(#compdef akin
# zsh completion for akin, made by: akin completion zsh
_akin() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
{}  esac
}}
_akin "$@"
)",
                     list, cases);
}

std::string fish_script(const std::vector<CommandEntry>& commands) {
  std::string script = "# fish completion for akin, made by: akin completion fish\n";
  for (const CommandEntry& command : commands) {
    script += fmt::format("complete -c akin -f -n __fish_use_subcommand -a {} -d {}\n", command.name,
                          fish_quoted(command.description));
    for (const OptionEntry& option : command.options) {
      if (option.argument)
        continue;
      script += fmt::format("complete -c akin -n '__fish_seen_subcommand_from {}'", command.name);
      for (const std::string& name : option.names)
        script += name[1] == '-' ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.choices.empty())
        script += fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
      else if (!option.value.empty())
        script += " -r";
      script += " -d " + fish_quoted(option.description) + "\n";
    }
  }
  return script;
}

} // namespace

std::string completion_script(const CLI::App& root, Shell shell) {
  const auto commands = commands_of(root);
  if (shell == Shell::bash)
    return bash_script(describe(root), commands);
  return shell == Shell::zsh ? zsh_script(commands) : fish_script(commands);
}

} // namespace akin::cli
