#include "cli/program.hpp"

#include "cli/commands/commands.hpp"
#include "cli/help_format.hpp"
#include "cli/signals.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <unistd.h>

namespace akin::cli {
namespace {

constexpr auto examples = R"(Examples:
  akin index --index news.akin articles/
  akin search --index news.akin vostochny rocket
  akin similar --index news.akin vostochny-tour
  akin search --help

Exit status: 0 all well; 1 done, but nothing found or some records rejected;
2 failed or misused, with one line on standard error.
)";

void add_commands(CLI::App& root, Action& chosen) {
  root.name("akin");
  root.description("Finds articles and what goes with them");
  root.footer(examples);
  root.formatter(std::make_shared<HelpFormat>());
  root.set_help_flag("-h,--help", "Show this help and exit");
  root.set_version_flag("--version", "akin " AKIN_VERSION, "Show the version and exit");
  root.require_subcommand(1);
  for (const auto add : {add_index, add_search, add_similar, add_suggest, add_entities, add_show, add_extract,
                         add_delete, add_copies, add_stats, add_check, add_compact, add_eval, add_serve})
    add(root, chosen);
  for (CLI::App* command : root.get_subcommands({}))
    command->group("Commands");
  for (const auto add : {add_completion, add_man})
    add(root, chosen);
  for (const char* hidden : {"completion", "man"})
    root.get_subcommand(hidden)->group("");
}

/// The command that was being read, "akin" when there was none.
std::string command_name(const CLI::App& root) {
  const auto commands = root.get_subcommands();
  return commands.empty() ? "akin" : "akin " + commands.front()->get_name();
}

std::string known_commands(const CLI::App& root) {
  std::string names;
  for (const CLI::App* command : root.get_subcommands([](const CLI::App* app) { return !app->get_group().empty(); }))
    names += (names.empty() ? "" : ", ") + command->get_name();
  return names;
}

/// What is wrong with a command line and what to do.
std::string explain(const CLI::App& root, const CLI::ParseError& error, const std::vector<std::string>& arguments) {
  const std::string name = command_name(root);
  const std::string see_help = "; see '" + name + " --help'";
  if (name == "akin") {
    const std::string the_commands = "; the commands are " + known_commands(root);
    if (arguments.empty())
      return "no command given" + the_commands;
    const bool dash = arguments.front().rfind('-', 0) == 0;
    return (dash ? "unknown option '" : "unknown command '") + arguments.front() + "'" +
           (dash ? see_help : the_commands);
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr)
    return std::string(error.what()) + see_help;
  const auto extras = root.remaining(true);
  const std::string extra = extras.empty() ? std::string(error.what()) : extras.front();
  if (extra.rfind('-', 0) != 0)
    return "unexpected argument '" + extra + "'" + see_help;
  return "unknown option '" + extra + "'" + see_help + "; arguments that start with a dash go after --";
}

/// Parses; an exit status when there is nothing left to do.
std::optional<ExitStatus> parse(CLI::App& root, std::vector<std::string> arguments, Output& output) {
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend()); // as CLI11 takes them
    root.parse(std::move(reversed));
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    const auto commands = root.get_subcommands();
    output.write(commands.empty() ? root.help() : commands.front()->help());
    return ExitStatus::ok;
  } catch (const CLI::CallForVersion& version) {
    output.line(version.what());
    return ExitStatus::ok;
  } catch (const CLI::ParseError& error) {
    complain(explain(root, error, arguments));
    return ExitStatus::failed;
  }
}

ExitStatus parse_and_run(const std::vector<std::string>& arguments, Output& output) {
  CLI::App root;
  Action chosen;
  add_commands(root, chosen);
  if (const auto finished = parse(root, arguments, output))
    return *finished;
  return chosen(output);
}

/// Runs body; a failure is reported on standard error and becomes the exit status.
template <class Body> ExitStatus guarded(Body body) {
  try {
    return body();
  } catch (...) {
    const Failure failure = current_failure();
    if (!failure.message.empty())
      complain(failure.message);
    return failure.status;
  }
}

} // namespace

int run(int argc, const char* const* argv) {
  ignore_closed_pipes();
  Output output(STDOUT_FILENO);
  const ExitStatus done = guarded([&] { return parse_and_run({argv + std::min(argc, 1), argv + argc}, output); });
  // What was printed before a failure is worth having too.
  const ExitStatus flushed = guarded([&] {
    output.flush();
    return ExitStatus::ok;
  });
  return static_cast<int>(std::max(done, flushed));
}

} // namespace akin::cli
