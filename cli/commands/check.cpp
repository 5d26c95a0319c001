// akin check
#include "cli/commands/commands.hpp"
#include "cli/text/glyphs.hpp"
#include "cli/text/numbers.hpp"
#include "common/error.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <algorithm>
#include <memory>

namespace akin::cli {
namespace {

constexpr auto examples = R"(  akin check --index news.akin
  akin check --index news.akin && cp -a news.akin backup/

Exit status: 0 the index is sound, left-overs of a killed run or derived files
that are made again by themselves aside, which are told as harmless; 2 the index
is damaged.
)";

ExitStatus check(const std::string& index, Output& output) {
  const auto directory = index_directory(index);
  const std::vector<engine::Problem> problems = engine::check(directory);
  for (const engine::Problem& problem : problems)
    output.line(one_line(problem.file + ": " + (problem.harmless ? "harmless: " : "") + problem.message));
  const auto damages = std::count_if(problems.begin(), problems.end(), [](const auto& each) { return !each.harmless; });
  if (damages == 0) {
    output.line("the index is sound");
    return ExitStatus::ok;
  }
  throw Error(
      ErrorCode::index_damaged,
      counted(static_cast<std::uint64_t>(damages), "problem", "problems") +
          " found; where its line names no remedy, restore a backup or build it again with 'akin index --replace'",
      directory.string());
}

} // namespace

void add_check(CLI::App& root, Action& chosen) {
  const auto index = std::make_shared<std::string>();
  CLI::App& command = add_command(root, "check", "Read a whole index and verify it", examples);
  add_index_option(command, *index);
  command.callback([&chosen, index] { chosen = [index](Output& output) { return check(*index, output); }; });
}

} // namespace akin::cli
