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
  engine::Sort sort = engine::Sort::relevance;
  std::vector<std::string> facets;
  std::string queries_file;
  bool no_relax = false;
};

constexpr auto examples = R"(  akin search --index news.akin vostochny rocket
  akin search --index news.akin '"Vostochny Cosmodrome" -launch' --from 2023-09
  akin search --index news.akin -- kim -putin     (-- before words with a dash)
  akin search --index news.akin --person 'Kim Jong-un' --facets sources,places
  akin search --index news.akin --queries topics.tsv --format trec > run.txt

Query language: words, "phrases", +must, -not, AND OR NOT ( ), title:, person:,
place:, org:, source:, tag:, author:, section:, lang:, date:2023-09, prefix*,
"near words"~5.
)";

std::vector<engine::FacetField> facet_fields(const std::vector<std::string>& names) {
  std::vector<engine::FacetField> fields;
  std::string known;
  for (std::size_t i = 0; i < engine::facet_field_count; ++i)
    known += (i > 0 ? ", " : "") + std::string(engine::name_of(static_cast<engine::FacetField>(i)));
  for (const std::string& name : names) {
    std::size_t i = 0;
    while (i < engine::facet_field_count && engine::name_of(static_cast<engine::FacetField>(i)) != name)
      ++i;
    if (i == engine::facet_field_count)
      throw Error(ErrorCode::invalid_argument, "--facets knows " + known, name);
    fields.push_back(static_cast<engine::FacetField>(i));
  }
  return fields;
}

SearchRequest request_of(const SearchOptions& options) {
  SearchRequest request;
  request.query = fmt::format("{}", fmt::join(options.words, " "));
  request.filters = filters_of(options);
  request.limit = options.limit;
  request.offset = options.offset;
  request.sort = options.sort;
  request.facets = facet_fields(options.facets);
  request.fold_copies = options.fold_copies;
  request.relax = !options.no_relax;
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
  const Searcher searcher(index_directory(options.index));
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
  add_choice<engine::Sort>(
      command, "--sort", options->sort,
      {{"relevance", engine::Sort::relevance}, {"newest", engine::Sort::newest}, {"oldest", engine::Sort::oldest}},
      "Order of the hits (default: relevance)")
      ->group("List");
  command
      .add_flag("--no-relax", options->no_relax,
                "When nothing is found, do not answer for another spelling or for fewer words instead")
      ->group("List");
  add_list(command, "--facets", options->facets, "FIELD,...",
           "Count values: people, places, organisations, sources, authors, tags, sections, languages")
      ->delimiter(',')
      ->group("Output");
  command.add_option("--queries", options->queries_file, "Run every query of FILE (id, tab, query) on one open index")
      ->type_name("FILE")
      ->group("Input");
  command.callback([&chosen, options] { chosen = [options](Output& output) { return search(*options, output); }; });
}

} // namespace akin::cli
