// The table of options that several commands share, and what their values mean.
#pragma once

#include "cli/exit_status.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "entities/recogniser.hpp"
#include "indexer/input.hpp"
#include "searcher/searcher.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin::cli {

/// What a parsed command line asks for.
using Action = std::function<ExitStatus(Output&)>;

/// A command with its description and the examples that end its help.
CLI::App& add_command(CLI::App& root, const std::string& name, const std::string& description,
                      const std::string& examples);

/// An option whose value is one of a few names. target keeps its value when the option is not given.
template <class Value>
CLI::Option* add_choice(CLI::App& command, const std::string& name, Value& target,
                        std::vector<std::pair<std::string, Value>> choices, const std::string& description) {
  std::string names;
  for (const auto& [choice, value] : choices)
    names += (names.empty() ? "" : "|") + choice;
  const auto assign = [&target, choices = std::move(choices), name, names](const std::string& given) {
    for (const auto& [choice, value] : choices) {
      if (choice != given)
        continue;
      target = value;
      return;
    }
    throw CLI::ValidationError(name, "'" + given + "' is none of " + names);
  };
  return command.add_option_function<std::string>(name, assign, description)->type_name(names);
}

/// A repeatable option that takes one value each time.
CLI::Option* add_list(CLI::App& command, const std::string& name, std::vector<std::string>& target,
                      const std::string& type, const std::string& description);

void add_index_option(CLI::App& command, std::string& directory);
/// Errors: invalid_argument when no index was named.
std::filesystem::path index_directory(const std::string& given);

/// --colour, --color.
void add_colour_option(CLI::App& command, Colour& colour);

/// text or json, for commands with one answer.
enum class AnswerFormat : std::uint8_t { text, json };
void add_answer_format(CLI::App& command, AnswerFormat& format);

/// For commands that list hits.
enum class ListFormat : std::uint8_t { text, json, jsonl, trec };

/// Options of search and similar.
struct ListOptions {
  std::string index;
  Filters filters;
  std::string from;
  std::string to;
  std::size_t limit = 10;
  bool fold_copies = true;
  bool explain = false;
  std::optional<ListFormat> format;
  Colour colour = Colour::automatic;
};
void add_list_options(CLI::App& command, ListOptions& options);
/// filters with the dates read. Errors: invalid_argument for a date that is none.
Filters filters_of(const ListOptions& options);

/// --synonyms.
void add_synonyms_option(CLI::App& command, std::string& file);
/// What the file holds; null when none was named. Errors: input_unreadable; invalid_argument with file and line.
std::shared_ptr<const Synonyms> read_synonyms(const std::string& file);

/// Settings of related articles that similar and eval share.
void add_similar_settings(CLI::App& command, SimilarSettings& settings);

/// Options of index and extract.
struct ReadOptions {
  std::vector<std::string> inputs;
  indexer::Format format = indexer::Format::automatic;
  std::vector<std::string> field_map; ///< FIELD=KEY
  std::string language;
  std::string rejects_file;
  bool no_entities = false;
  std::string aliases_file;
};
void add_read_options(CLI::App& command, ReadOptions& options);
/// Errors: invalid_argument for a --map or --language that makes no sense.
indexer::InputOptions input_options(const ReadOptions& options);

/// Where entities are looked for.
entities::Recognition recognition(const ReadOptions& options);
/// The table of --aliases; null when none was named. Errors: input_unreadable; invalid_argument with file and line.
std::shared_ptr<const entities::AliasTable> alias_table(const ReadOptions& options);

/// Errors: not_found when none of the inputs exists ("-" and patterns do).
void require_any_input(const std::vector<std::string>& inputs);

} // namespace akin::cli
