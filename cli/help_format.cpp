#include "cli/help_format.hpp"

#include "cli/text/glyphs.hpp"

#include <utility>

namespace akin::cli {
namespace {

constexpr std::size_t name_columns = 28;
constexpr int help_columns = 80;

} // namespace

HelpFormat::HelpFormat() {
  column_width(name_columns);
  label("Positionals", "Arguments");
  label("SUBCOMMAND", "COMMAND");
  label("Subcommands", "Commands");
  label("OPTIONS", "OPTION...");
}

std::string HelpFormat::make_option(const CLI::Option* option, bool is_positional) const {
  std::string text = "  " + make_option_name(option, is_positional) + make_option_opts(option);
  const auto lines = wrapped(glyphs(make_option_desc(option)), help_columns - static_cast<int>(name_columns));
  const bool beside = text.size() + 2 <= name_columns;
  if (!beside)
    text += '\n';
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text.append(name_columns - (i == 0 && beside ? text.size() : 0), ' ');
    text += to_text(lines[i], false) + '\n';
  }
  return text;
}

std::string HelpFormat::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const {
  return CLI::detail::find_and_replace(CLI::Formatter::make_help(app, std::move(name), mode), "\n\n\n", "\n\n");
}

std::string HelpFormat::make_usage(const CLI::App* app, std::string name) const {
  if (app->get_parent() != nullptr)
    name = app->get_parent()->get_name() + " " + app->get_name();
  return "\n" + CLI::Formatter::make_usage(app, name);
}

std::string HelpFormat::make_description(const CLI::App* app) const { return app->get_description() + ".\n"; }

std::string HelpFormat::make_option_opts(const CLI::Option* option) const {
  if (option->get_positional() || option->get_type_size() == 0 || option->get_type_name().empty())
    return "";
  const std::string type = option->get_type_name(); // followed by ":" and what the value is checked for
  return " " + type.substr(0, type.find(':')) +
         (option->get_envname().empty() ? "" : " (or " + option->get_envname() + ")");
}

} // namespace akin::cli
