#include "cli/reference.hpp"

#include "cli/help_format.hpp"

#include <algorithm>

namespace akin::cli {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

OptionEntry entry_of(const CLI::Option& option) {
  OptionEntry entry;
  entry.argument = option.get_positional();
  for (const std::string& name : option.get_snames())
    entry.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames())
    entry.names.push_back("--" + name);
  if (entry.argument)
    entry.names = {option.get_name(true)};
  else if (option.get_type_size() != 0)
    entry.value = split(option.get_type_name(), ':').front(); // what the value is checked for follows
  if (entry.value.find('|') != std::string::npos)
    entry.choices = split(entry.value, '|');
  entry.variable = option.get_envname();
  entry.description = option.get_description();
  entry.group = option.get_group();
  entry.repeatable = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  return entry;
}

/// "Usage: ..." as --help has it, without the word.
std::string usage_of(const CLI::App& app) {
  constexpr std::string_view word = "Usage: ";
  std::string usage = HelpFormat().make_usage(&app, app.get_name());
  usage.erase(0, usage.find(word) + word.size());
  usage.erase(usage.find('\n'));
  return usage;
}

} // namespace

CommandEntry describe(const CLI::App& app) {
  constexpr std::string_view examples_heading = "Examples:\n";
  CommandEntry entry;
  entry.name = app.get_name();
  entry.description = app.get_description();
  entry.usage = usage_of(app);
  for (const CLI::Option* option : app.get_options())
    entry.options.push_back(entry_of(*option));
  std::stable_partition(entry.options.begin(), entry.options.end(), [](const auto& one) { return one.argument; });
  entry.examples = app.get_footer();
  if (entry.examples.rfind(examples_heading, 0) == 0)
    entry.examples.erase(0, examples_heading.size());
  if (const std::size_t end = entry.examples.find("\n\n"); end != std::string::npos) {
    entry.notes = entry.examples.substr(end + 2);
    entry.examples.erase(end + 1);
  }
  return entry;
}

std::vector<CommandEntry> commands_of(const CLI::App& root) {
  std::vector<CommandEntry> commands;
  for (const CLI::App* command : root.get_subcommands([](const CLI::App* app) { return !app->get_group().empty(); }))
    commands.push_back(describe(*command));
  return commands;
}

} // namespace akin::cli
