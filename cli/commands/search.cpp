// akin search
#include "cli/commands/commands.hpp"
#include "cli/list_printer.hpp"
#include "common/error.hpp"
#include "searcher/evaluation.hpp"

#include <fmt/format.h>
#include <memory>
#include <unistd.h>

namespace akin::cli {
namespace {

struct SearchOptions : ListOptions {
  std::vector<std::string> words;
  std::size_t offset = 0;
  std::string cursor;
  std::size_t per_source = 0;
  engine::Sort sort = engine::Sort::relevance;
  std::vector<std::string> facets;
  std::string queries_file;
  std::string synonyms_file;
  bool no_relax = false;
  bool prefix = false;
};

constexpr auto examples = R"(  akin search --index news.akin vostochny rocket
  akin search --index news.akin '"Vostochny Cosmodrome" -launch' --from 2023-09
  akin search --index news.akin -- kim -putin     (-- before words with a dash)
  akin search --index news.akin --person 'Kim Jong-un' --facets sources,places
  akin search --index news.akin --cursor start --format json strike
  akin search --index news.akin --queries topics.tsv --format trec > run.txt

Query language: words, "phrases", +must, -not, AND OR NOT ( ), title:, person:,
place:, org:, source:, tag:, author:, section:, lang:, date:2023-09, prefix*,
"near words"~5.
)";

SearchRequest request_of(const SearchOptions& options) {
  SearchRequest request;
  request.query = fmt::format("{}", fmt::join(options.words, " "));
  request.filters = filters_of(options);
  request.limit = options.limit;
  request.offset = options.offset;
  request.cursor = options.cursor;
  request.per_source = options.per_source;
  request.sort = options.sort;
  for (const std::string& name : options.facets)
    if (!add_facet(name, request))
      throw Error(ErrorCode::invalid_argument, "--facets knows " + known_facets(), name);
  request.fold_copies = options.fold_copies;
  request.relax = !options.no_relax;
  request.prefix = options.prefix;
  request.explain = options.explain;
  return request;
}

bool has_condition(const Filters& filters) {
  for (const auto* list : {&filters.people, &filters.places, &filters.organisations, &filters.sources, &filters.tags,
                           &filters.authors, &filters.sections, &filters.languages})
    if (!list->empty())
      return true;
  return filters.published.begin || filters.published.end;
}

ExitStatus search(const SearchOptions& options, Output& output) {
  SearchRequest request = request_of(options);
  const bool batch = !options.queries_file.empty();
  if (batch && !options.words.empty())
    throw Error(ErrorCode::invalid_argument, "give either a QUERY or --queries FILE");
  if (!batch && options.words.empty() && options.facets.empty() && !has_condition(request.filters))
    throw Error(ErrorCode::invalid_argument, "no query given; name the words to search, or '' for every article");
  const Searcher searcher(index_directory(options.index), read_synonyms(options.synonyms_file));
  ListPrinter printer(output, options.format.value_or(ListFormat::text), text_style(STDOUT_FILENO, options.colour),
                      options.fold_copies ? ListKind::stories : ListKind::articles, options.offset + 1);
  if (!batch) {
    printer.print_single("1", searcher.search(request));
    return printer.status();
  }
  for (const auto& [id, query] : read_queries(options.queries_file)) {
    request.query = query;
    printer.print_one_of_many(id, id + ": " + query, searcher.search(request));
  }
  printer.finish_many();
  return printer.status();
}

} // namespace

void add_search(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<SearchOptions>();
  CLI::App& command = add_command(root, "search", "Find articles by words, people, places and dates", examples);
  command.add_option("QUERY", options->words, "What to find; without one, every article that the filters let through")
      ->type_name("");
  add_list_options(command, *options);
  command.add_option("--offset", options->offset, "Hits to leave out at the start (default: 0)")
      ->type_name("N")
      ->check(CLI::Range(0, 10000))
      ->group("List");
  command
      .add_option("--cursor", options->cursor,
                  "Go through all hits page by page: 'start', then next_cursor of the answer before")
      ->type_name("CURSOR")
      ->group("List");
  command.add_option("--per-source", options->per_source, "At most N hits of one publication (default: any number)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->group("List");
  add_choice<engine::Sort>(
      command, "--sort", options->sort,
      {{"relevance", engine::Sort::relevance}, {"newest", engine::Sort::newest}, {"oldest", engine::Sort::oldest}},
      "Order of the hits (default: relevance)")
      ->group("List");
  command
      .add_flag("--no-relax", options->no_relax,
                "When nothing is found, do not answer for another spelling or for fewer words instead")
      ->group("List");
  command
      .add_flag("--prefix", options->prefix,
                "Take the last word, as while it is being typed, for the words that begin with it as well")
      ->group("List");
  add_list(command, "--facets", options->facets, "FIELD,...", "Count values: " + known_facets())
      ->delimiter(',')
      ->group("Output");
  add_synonyms_option(command, options->synonyms_file);
  command.add_option("--queries", options->queries_file, "Run every query of FILE (id, tab, query) on one open index")
      ->type_name("FILE")
      ->group("Input");
  command.callback([&chosen, options] { chosen = [options](Output& output) { return search(*options, output); }; });
}

} // namespace akin::cli
