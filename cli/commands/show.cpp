// akin show
#include "cli/commands/commands.hpp"
#include "cli/text/render_article.hpp"

#include <memory>
#include <unistd.h>

namespace akin::cli {
namespace {

struct ShowOptions {
  std::string index;
  std::vector<std::string> ids;
  bool terms = false;
  AnswerFormat format = AnswerFormat::text;
  Colour colour = Colour::automatic;
};

constexpr auto examples = R"(  akin show --index news.akin vostochny-tour
  akin show --index news.akin vostochny-tour --terms
  akin show --index news.akin vostochny-tour --format json
)";

ExitStatus show(const ShowOptions& options, Output& output) {
  const Searcher searcher(index_directory(options.index));
  const TextStyle style = text_style(STDOUT_FILENO, options.colour);
  ExitStatus status = ExitStatus::ok;
  bool first = true;
  for (const std::string& id : options.ids) {
    const auto stored = searcher.show(id, options.terms);
    if (!stored) {
      complain("no article has this id; 'akin search' shows the ids of what it finds (" + id + ")");
      status = ExitStatus::incomplete;
      continue;
    }
    if (options.format == AnswerFormat::json) {
      output.json_line(to_json(*stored, options.terms));
    } else {
      if (!first)
        output.write("\n");
      output.write(render(*stored, style));
    }
    first = false;
  }
  return status;
}

} // namespace

void add_show(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<ShowOptions>();
  CLI::App& command = add_command(root, "show", "Show articles as they are stored, with their copies", examples);
  command.add_option("ID", options->ids, "The articles to show")->type_name("")->required();
  add_index_option(command, options->index);
  command.add_flag("--terms", options->terms, "Show the words that the article is compared by")->group("Output");
  add_answer_format(command, options->format);
  add_colour_option(command, options->colour);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return show(*options, output); }; });
}

} // namespace akin::cli
