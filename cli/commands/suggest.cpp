// akin suggest
#include "cli/commands/commands.hpp"
#include "cli/text/render_suggestions.hpp"

#include <fmt/format.h>
#include <memory>
#include <unistd.h>

namespace akin::cli {
namespace {

struct SuggestOptions {
  std::string index;
  std::vector<std::string> words;
  std::size_t limit = 8;
  AnswerFormat format = AnswerFormat::text;
  Colour colour = Colour::automatic;
};

constexpr auto examples = R"(  akin suggest --index news.akin vost
  akin suggest --index news.akin 'kim jon'
  akin suggest --index news.akin vostochny' '      (a space ends the last word)
  akin suggest --index news.akin sat --format json

Exit status: 1 when nothing begins like that.
)";

ExitStatus suggest(const SuggestOptions& options, Output& output) {
  SuggestRequest request;
  request.prefix = fmt::format("{}", fmt::join(options.words, " "));
  request.limit = options.limit;
  const Suggestions found = Searcher(index_directory(options.index)).suggest(request);
  if (options.format == AnswerFormat::json)
    output.json_line(to_json(found));
  else
    output.write(render(found, text_style(STDOUT_FILENO, options.colour)));
  return found.suggestions.empty() ? ExitStatus::incomplete : ExitStatus::ok;
}

} // namespace

void add_suggest(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<SuggestOptions>();
  CLI::App& command = add_command(root, "suggest", "Complete what someone is typing", examples);
  command.add_option("PREFIX", options->words, "What was typed so far; the last word may be unfinished")
      ->type_name("")
      ->required();
  add_index_option(command, options->index);
  command.add_option("--limit", options->limit, "Suggestions of each kind at most (default: 8)")
      ->type_name("N")
      ->check(CLI::Range(0, 100))
      ->group("Output");
  add_answer_format(command, options->format);
  add_colour_option(command, options->colour);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return suggest(*options, output); }; });
}

} // namespace akin::cli
