// Manual pages in the macros of man(7).
#include "cli/reference.hpp"

#include <fmt/format.h>

namespace akin::cli {
namespace {

/// Text as roff prints it: no escapes, hyphens that can be copied, no line that looks like a request.
std::string roff(std::string_view text) {
  std::string result;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\''))
      result += "\\&";
    line_begins = c == '\n';
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if (c == '\'')
      result += "\\(aq";
    else if (c == '^')
      result += "\\(ha";
    else if (c == '~')
      result += "\\(ti";
    else if (c == '`')
      result += "\\(ga";
    else
      result += c;
  }
  return result;
}

std::string heading(std::string_view name) { return fmt::format(".SH {}\n", name); }

std::string verbatim(std::string_view text) { return ".EX\n" + roff(text) + ".EE\n"; }

std::string item(const OptionEntry& option) {
  std::string names;
  for (const std::string& name : option.names)
    names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
  const std::string value = option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR";
  const std::string variable = option.variable.empty() ? "" : " (or \\fB" + roff(option.variable) + "\\fR)";
  return ".TP\n" + names + value + variable + "\n" + roff(option.description) + ".\n";
}

std::string option_list(const CommandEntry& command) {
  std::string text = heading("OPTIONS");
  std::string group = "Options";
  for (const OptionEntry& option : command.options) {
    if (const std::string& its = option.argument ? "Arguments" : option.group; its != group)
      text += fmt::format(".SS {}\n", group = its);
    text += item(option);
  }
  return text;
}

std::string command_list(const std::vector<CommandEntry>& commands) {
  std::string text = heading("COMMANDS");
  for (const CommandEntry& command : commands)
    text += fmt::format(".TP\n\\fBakin\\-{}\\fR(1)\n{}.\n", roff(command.name), roff(command.description));
  return text;
}

} // namespace

std::string manual_page(const CLI::App& root, const CLI::App& app) {
  const bool whole_program = &app == &root;
  const CommandEntry command = describe(app);
  const std::string name = whole_program ? "akin" : "akin-" + command.name;
  std::string page = fmt::format(".TH \"{}\" 1 \"\" \"{}\" \"Akin\"\n", roff(name), "akin " AKIN_VERSION);
  page += heading("NAME") + fmt::format("{} \\- {}\n", roff(name), roff(command.description));
  page += heading("SYNOPSIS") + "\\fB" + roff(command.usage) + "\\fR\n";
  if (whole_program)
    page += command_list(commands_of(root));
  page += option_list(command);
  page += heading("EXAMPLES") + verbatim(command.examples);
  if (!command.notes.empty())
    page += heading("NOTES") + verbatim(command.notes);
  return page + heading("SEE ALSO") + (whole_program ? "The files in /usr/share/doc/akin.\n" : "\\fBakin\\fR(1)\n");
}

} // namespace akin::cli
