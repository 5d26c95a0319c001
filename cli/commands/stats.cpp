// akin stats
#include "cli/commands/commands.hpp"
#include "cli/text/render_numbers.hpp"

#include <memory>
#include <unistd.h>

namespace akin::cli {
namespace {

struct StatsOptions {
  std::string index;
  AnswerFormat format = AnswerFormat::text;
  Colour colour = Colour::automatic;
};

constexpr auto examples = R"(  akin stats --index news.akin
  akin stats --index news.akin --format json
)";

ExitStatus stats(const StatsOptions& options, Output& output) {
  const engine::IndexStatistics statistics = Searcher(index_directory(options.index)).statistics();
  if (options.format == AnswerFormat::json)
    output.json_line(to_json(statistics));
  else
    output.write(render(statistics, text_style(STDOUT_FILENO, options.colour)));
  return ExitStatus::ok;
}

} // namespace

void add_stats(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<StatsOptions>();
  CLI::App& command = add_command(root, "stats", "Count what is in an index", examples);
  add_index_option(command, options->index);
  add_answer_format(command, options->format);
  add_colour_option(command, options->colour);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return stats(*options, output); }; });
}

} // namespace akin::cli
