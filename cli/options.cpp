#include "cli/options.hpp"

#include "cli/read_text.hpp"
#include "common/analysis/language.hpp"
#include "common/error.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace akin::cli {
namespace {

constexpr auto group_index = "Index";
constexpr auto group_filters = "Filters";
constexpr auto group_list = "List";
constexpr auto group_output = "Output";
constexpr auto group_input = "Input";
constexpr auto group_entities = "Entities";

void add_filter_options(CLI::App& command, ListOptions& options) {
  const auto add = [&](const char* name, std::vector<std::string>& target, const char* type, const char* description) {
    add_list(command, name, target, type, description)->group(group_filters);
  };
  command.add_option("--from", options.from, "Published on or after this day, month or year")
      ->type_name("DATE")
      ->group(group_filters);
  command.add_option("--to", options.to, "Published on or before it (inclusive)")
      ->type_name("DATE")
      ->group(group_filters);
  add("--person", options.filters.people, "NAME", "About this person");
  add("--place", options.filters.places, "NAME", "About this place");
  add("--organisation,--org", options.filters.organisations, "NAME", "About this organisation");
  add("--source", options.filters.sources, "NAME", "From this publication");
  add("--tag", options.filters.tags, "TAG", "With this tag");
  add("--author", options.filters.authors, "NAME", "By this author");
  add("--section", options.filters.sections, "NAME", "In this section");
  add("--language,--lang", options.filters.languages, "TAG", "In this language, as en or pt-BR");
}

std::optional<TimeRange> period(const std::string& option, const std::string& text) {
  if (text.empty())
    return std::nullopt;
  if (auto range = parse_period(text))
    return range;
  throw Error(ErrorCode::invalid_argument, option + " is no date; write 2023, 2023-09 or 2023-09-13", text);
}

/// The tag as given when it starts with the language's code, the code for a name ("french").
std::string language_tag(const std::string& given) {
  if (given.empty())
    return given;
  const Language language = language_from_tag(given);
  if (language == Language::unknown)
    throw Error(ErrorCode::invalid_argument, "--language is not known; write a tag such as en, fr or pt-BR", given);
  const std::string code(info(language).code);
  const bool is_tag = given.size() == code.size() || given[code.size()] == '-' || given[code.size()] == '_';
  return is_tag ? given : code;
}

/// An article's field by FIELD of --map; what is no field would be read by nobody.
bool is_article_field(std::string_view name) {
  constexpr std::array fields{"id",      "url",    "title",   "body",         "summary", "published",
                              "updated", "source", "authors", "tags",         "section", "language",
                              "image",   "people", "places",  "organisations"};
  return std::find(fields.begin(), fields.end(), name) != fields.end();
}

bool may_exist(const std::string& input) {
  if (input == "-" || input.find_first_of("*?[") != std::string::npos)
    return true;
  std::error_code error;
  const auto status = std::filesystem::status(input, error);
  return status.type() != std::filesystem::file_type::not_found; // what cannot be looked at is reported when opened
}

} // namespace

CLI::App& add_command(CLI::App& root, const std::string& name, const std::string& description,
                      const std::string& examples) {
  CLI::App& command = *root.add_subcommand(name, description);
  command.footer("Examples:\n" + examples);
  return command;
}

CLI::Option* add_list(CLI::App& command, const std::string& name, std::vector<std::string>& target,
                      const std::string& type, const std::string& description) {
  return command.add_option(name, target, description)
      ->type_name(type)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

void add_index_option(CLI::App& command, std::string& directory) {
  command.add_option("--index", directory, "Directory of the index")
      ->type_name("DIR")
      ->envname("AKIN_INDEX")
      ->group(group_index);
}

std::filesystem::path index_directory(const std::string& given) {
  if (given.empty())
    throw Error(ErrorCode::invalid_argument, "no index named; use --index DIR or set AKIN_INDEX");
  return given;
}

void add_colour_option(CLI::App& command, Colour& colour) {
  add_choice<Colour>(command, "--color,--colour", colour,
                     {{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}},
                     "Colours (auto: on a terminal, unless NO_COLOR is set)")
      ->group(group_output);
}

void add_answer_format(CLI::App& command, AnswerFormat& format) {
  add_choice<AnswerFormat>(command, "--format", format, {{"text", AnswerFormat::text}, {"json", AnswerFormat::json}},
                           "How to print (default: text)")
      ->group(group_output);
}

void add_list_options(CLI::App& command, ListOptions& options) {
  add_index_option(command, options.index);
  command.add_option("--limit", options.limit, "Most hits to list, 0 to 1000 (default: 10)")
      ->type_name("N")
      ->check(CLI::Range(0, 1000))
      ->group(group_list);
  add_choice<bool>(command, "--copies", options.fold_copies, {{"collapse", true}, {"show", false}},
                   "Fold copies of a story under one hit, or list them all (default: collapse)")
      ->group(group_list);
  add_filter_options(command, options);
  add_choice<std::optional<ListFormat>>(command, "--format", options.format,
                                        {{"text", ListFormat::text},
                                         {"json", ListFormat::json},
                                         {"jsonl", ListFormat::jsonl},
                                         {"trec", ListFormat::trec}},
                                        "How to print")
      ->group(group_output);
  command.add_flag("--explain", options.explain, "Show what each word adds to a score")->group(group_output);
  add_colour_option(command, options.colour);
}

Filters filters_of(const ListOptions& options) {
  Filters filters = options.filters;
  if (const auto range = period("--from", options.from))
    filters.published.begin = range->begin;
  if (const auto range = period("--to", options.to))
    filters.published.end = range->end;
  return filters;
}

void add_synonyms_option(CLI::App& command, std::string& file) {
  command
      .add_option("--synonyms", file, "Words that mean the same: lines of 'car, automobile' or 'usa => united states'")
      ->type_name("FILE");
}

std::shared_ptr<const Synonyms> read_synonyms(const std::string& file) {
  if (file.empty())
    return nullptr;
  return std::make_shared<const Synonyms>(Synonyms::parse(read_whole(file, Synonyms::max_bytes), file));
}

void add_similar_settings(CLI::App& command, SimilarSettings& settings) {
  constexpr auto group_method = "Method";
  using Method = SimilarSettings::Method;
  add_choice<Method>(command, "--method", settings.method,
                     {{"terms", Method::terms},
                      {"vectors", Method::vectors},
                      {"expanded", Method::expanded},
                      {"latent", Method::latent}},
                     "The 25 best words alone, whole articles, with their neighbours, with themes too "
                     "(default: latent)")
      ->group(group_method);
  const auto add = [&](const char* name, double& target, double most, const char* description) {
    command.add_option(name, target, description)->type_name("X")->check(CLI::Range(0.0, most))->group(group_method);
  };
  command
      .add_option("--candidates", settings.candidates,
                  "Articles found and compared (default: 10 a hit, of which the best 4 a hit are compared)")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000))
      ->group(group_method);
  add("--recency", settings.recency_weight, 1, "What a hit loses when it is far away in time (default: 0.2)");
  add("--diversity", settings.diversity, 1, "How much hits are to differ from each other (default: 0)");
  add("--least-confidence", settings.minimum_confidence, 1, "Leave out hits below it (default: 0.03)");
}

void add_read_options(CLI::App& command, ReadOptions& options) {
  using indexer::Format;
  command
      .add_option("INPUT", options.inputs, "Files, folders (read with all below), patterns, or - for standard input")
      ->type_name("")
      ->required();
  add_choice<Format>(command, "--format", options.format,
                     {{"auto", Format::automatic},
                      {"jsonl", Format::jsonl},
                      {"json", Format::json},
                      {"csv", Format::csv},
                      {"tsv", Format::tsv},
                      {"feed", Format::feed},
                      {"html", Format::html},
                      {"markdown", Format::markdown},
                      {"text", Format::text}},
                     "What the input is (default: auto; .gz, .zst and .bz2 are unpacked)")
      ->group(group_input);
  add_list(command, "--map", options.field_map, "FIELD=KEY",
           "Read an article's FIELD from the input's KEY, as title=headline_text; repeatable")
      ->group(group_input);
  command
      .add_option("--language", options.language,
                  "Language of articles that name none, as en or pt-BR (default: as each text tells)")
      ->type_name("TAG")
      ->group(group_input);
  command
      .add_option("--rejects", options.rejects_file, "Write rejected records to FILE: JSON Lines of file, line, reason")
      ->type_name("FILE")
      ->group(group_input);
  command
      .add_flag("--no-entities", options.no_entities,
                "Find no people, places and organisations in the text; given ones and aliases hold")
      ->group(group_entities);
  command
      .add_option("--aliases", options.aliases_file,
                  "Names that mean the same, and what is no name: lines of 'kind, name, alias|alias'")
      ->type_name("FILE")
      ->group(group_entities);
}

entities::Recognition recognition(const ReadOptions& options) {
  return options.no_entities ? entities::Recognition::known_only : entities::Recognition::everything;
}

std::shared_ptr<const entities::AliasTable> alias_table(const ReadOptions& options) {
  if (options.aliases_file.empty())
    return nullptr;
  const std::string text = read_whole(options.aliases_file, entities::AliasTable::max_bytes);
  return std::make_shared<const entities::AliasTable>(entities::AliasTable::parse(text, options.aliases_file));
}

indexer::InputOptions input_options(const ReadOptions& options) {
  indexer::InputOptions result;
  result.format = options.format;
  result.language = language_tag(options.language);
  for (const std::string& entry : options.field_map) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == entry.size())
      throw Error(ErrorCode::invalid_argument, "--map needs FIELD=KEY, as title=headline_text", entry);
    if (!is_article_field(entry.substr(0, equals)))
      throw Error(ErrorCode::invalid_argument,
                  "--map names no field of an article before the equals sign; the fields are in 'akin index --help'",
                  entry);
    result.field_map.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return result;
}

void require_any_input(const std::vector<std::string>& inputs) {
  if (std::any_of(inputs.begin(), inputs.end(), may_exist))
    return;
  throw Error(ErrorCode::not_found, "no such file or folder; name the articles to read, or - for standard input",
              fmt::format("{}", fmt::join(inputs, ", ")));
}

} // namespace akin::cli
