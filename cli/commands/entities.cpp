// akin entities
#include "cli/commands/commands.hpp"
#include "cli/text/render_entities.hpp"

#include <memory>
#include <optional>
#include <unistd.h>

namespace akin::cli {
namespace {

enum class EntitiesFormat : std::uint8_t { text, json, jsonl };

struct EntitiesOptions {
  std::string index;
  EntityRequest request;
  EntitiesFormat format = EntitiesFormat::text;
  Colour colour = Colour::automatic;
};

constexpr auto examples = R"(  akin entities --index news.akin
  akin entities --index news.akin --kind place --sort name --limit 0
  akin entities --index news.akin --prefix vost
  akin entities --index news.akin --with 'Kim Jong-un'   (who and what comes with it)
  akin entities --index news.akin --format jsonl | jq -r .name

A name that is wrong, or two that mean the same, are put right with an aliases
file: see 'akin index --help'.
)";

ExitStatus list(const EntitiesOptions& options, Output& output) {
  const Searcher searcher(index_directory(options.index));
  const EntityList found = searcher.entities(options.request);
  switch (options.format) {
  case EntitiesFormat::text:
    output.write(render(found, text_style(STDOUT_FILENO, options.colour)));
    break;
  case EntitiesFormat::json:
    output.json_line(to_json(found));
    break;
  case EntitiesFormat::jsonl:
    for (const ListedEntity& entity : found.entities)
      output.json_line(to_json(entity));
    break;
  }
  return found.entities.empty() ? ExitStatus::incomplete : ExitStatus::ok;
}

} // namespace

void add_entities(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<EntitiesOptions>();
  EntityRequest& request = options->request;
  CLI::App& command = add_command(root, "entities", "Count the people, places and organisations of an index", examples);
  add_index_option(command, options->index);
  add_choice<std::optional<EntityKind>>(
      command, "--kind", request.kind,
      {{"person", EntityKind::person}, {"place", EntityKind::place}, {"organisation", EntityKind::organisation}},
      "Of this kind only")
      ->group("Filters");
  command.add_option("--prefix", request.prefix, "With a word, of the name or of an alias, that starts so")
      ->type_name("P")
      ->group("Filters");
  command.add_option("--with", request.with, "In articles that name this entity")->type_name("NAME")->group("Filters");
  add_choice<EntitySort>(command, "--sort", request.sort, {{"count", EntitySort::count}, {"name", EntitySort::name}},
                         "Order: most articles first, or by name (default: count)")
      ->group("List");
  command.add_option("--limit", request.limit, "Most entities to list, 0 for all (default: 50)")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->group("List");
  add_choice<EntitiesFormat>(
      command, "--format", options->format,
      {{"text", EntitiesFormat::text}, {"json", EntitiesFormat::json}, {"jsonl", EntitiesFormat::jsonl}},
      "How to print (default: text)")
      ->group("Output");
  add_colour_option(command, options->colour);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return list(*options, output); }; });
}

} // namespace akin::cli
