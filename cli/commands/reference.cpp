// akin completion, akin man: what is made when Akin is installed. Not listed in --help.
#include "cli/reference.hpp"

#include "cli/commands/commands.hpp"
#include "common/error.hpp"

#include <filesystem>
#include <fstream>
#include <memory>

namespace akin::cli {
namespace {

struct ManOptions {
  std::string command;
  std::string folder;
};

constexpr auto completion_examples = R"(  akin completion bash > ~/.local/share/bash-completion/completions/akin
  akin completion zsh > ~/.zfunc/_akin
  akin completion fish > ~/.config/fish/completions/akin.fish
)";

constexpr auto man_examples = R"(  akin man search | man -l -
  akin man --into share/man/man1
)";

void write_page(const std::filesystem::path& folder, const std::string& name, const std::string& page) {
  const auto path = folder / (name + ".1");
  std::ofstream file(path, std::ios::binary);
  file << page;
  file.close();
  if (!file)
    throw Error(ErrorCode::storage, "cannot write the manual page", path.string());
}

const CLI::App& app_of(const CLI::App& root, const std::string& command) {
  if (command.empty())
    return root;
  for (const CLI::App* app : root.get_subcommands([](const CLI::App*) { return true; }))
    if (app->get_name() == command)
      return *app;
  throw Error(ErrorCode::invalid_argument, "there is no command of this name; see 'akin --help'", command);
}

ExitStatus man(const CLI::App& root, const ManOptions& options, Output& output) {
  if (options.folder.empty()) {
    output.write(manual_page(root, app_of(root, options.command)));
    return ExitStatus::ok;
  }
  write_page(options.folder, "akin", manual_page(root, root));
  for (const CommandEntry& command : commands_of(root))
    write_page(options.folder, "akin-" + command.name, manual_page(root, app_of(root, command.name)));
  return ExitStatus::ok;
}

} // namespace

void add_completion(CLI::App& root, Action& chosen) {
  const auto shell = std::make_shared<Shell>(Shell::bash);
  CLI::App& command = add_command(root, "completion", "Print a shell's completions of akin", completion_examples);
  add_choice<Shell>(command, "SHELL", *shell, {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}},
                    "bash, zsh or fish")
      ->required();
  command.callback([&root, &chosen, shell] {
    chosen = [&root, shell](Output& output) {
      output.write(completion_script(root, *shell));
      return ExitStatus::ok;
    };
  });
}

void add_man(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<ManOptions>();
  CLI::App& command = add_command(root, "man", "Print a manual page", man_examples);
  command.add_option("COMMAND", options->command, "The command to explain; without it, akin itself")->type_name("");
  command.add_option("--into", options->folder, "Write the pages of all commands to files in DIR")->type_name("DIR");
  command.callback(
      [&root, &chosen, options] { chosen = [&root, options](Output& output) { return man(root, *options, output); }; });
}

} // namespace akin::cli
