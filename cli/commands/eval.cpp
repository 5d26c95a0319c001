// akin eval
#include "cli/commands/commands.hpp"
#include "cli/text/numbers.hpp"
#include "cli/text/render_numbers.hpp"
#include "common/error.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <unistd.h>

namespace akin::cli {
namespace {

using Method = SimilarSettings::Method;
using Queries = std::vector<std::pair<std::string, std::string>>;
using Rankings = std::map<std::string, Ranking>;

/// Evaluation is not in a hurry: a query that is cut short would be a different query.
constexpr int unhurried_ms = 60'000;

struct EvalOptions {
  std::string index;
  std::string queries_file;
  std::string judgments_file;
  bool similar = false;
  Method method = Method::vectors;
  std::size_t limit = 1000;
  AnswerFormat format = AnswerFormat::text;
  Colour colour = Colour::automatic;
};

constexpr auto examples = R"(  akin eval --index cran.akin --queries queries.tsv --qrels qrels.txt
  akin eval --index news.akin --qrels related.qrels --similar
  akin eval --index news.akin --qrels related.qrels --similar --method terms

Queries are lines of id, tab, text; judgments are lines "qid 0 docid grade".
With --similar each query id is the id of the article to start from, and
--queries may be left out. Copies are listed, not folded.
)";

Ranking ids_of(const Result& result) {
  Ranking ranking;
  for (const Hit& hit : result.hits)
    ranking.push_back(hit.id);
  return ranking;
}

Rankings search_all(const Searcher& searcher, const Queries& queries, std::size_t limit) {
  SearchRequest request;
  request.limit = limit;
  request.fold_copies = false;
  request.snippets = false;
  request.timeout_ms = unhurried_ms;
  Rankings rankings;
  for (const auto& [id, text] : queries) {
    request.query = text;
    rankings[id] = ids_of(searcher.search(request));
  }
  return rankings;
}

Rankings similar_all(const Searcher& searcher, const std::vector<std::string>& ids, const EvalOptions& options) {
  SimilarRequest request;
  request.limit = options.limit;
  request.fold_copies = false;
  request.snippets = false;
  request.timeout_ms = unhurried_ms;
  request.settings.method = options.method;
  Rankings rankings;
  std::size_t unknown = 0;
  for (const std::string& id : ids) {
    request.source = ById{id};
    try {
      Ranking& ranking = rankings[id] = ids_of(searcher.similar(request));
      ranking.erase(std::remove(ranking.begin(), ranking.end(), id), ranking.end());
    } catch (const Error& error) {
      if (error.code() != ErrorCode::not_found)
        throw;
      ++unknown;
    }
  }
  if (unknown > 0)
    complain(fmt::format("warning: {} not in the index, counted as having found nothing",
                         counted(unknown, "judged article is", "judged articles are")));
  return rankings;
}

std::vector<std::string> source_ids(const EvalOptions& options, const Judgments& judgments) {
  std::vector<std::string> ids;
  if (options.queries_file.empty())
    for (const auto& [id, grades] : judgments)
      ids.push_back(id);
  else
    for (const auto& [id, text] : read_queries(options.queries_file))
      ids.push_back(id);
  return ids;
}

ExitStatus eval(const EvalOptions& options, Output& output) {
  if (!options.similar && options.queries_file.empty())
    throw Error(ErrorCode::invalid_argument, "no queries given; use --queries FILE, or --similar to evaluate that");
  const Searcher searcher(index_directory(options.index));
  const Judgments judgments = read_judgments(options.judgments_file);
  const Rankings rankings = options.similar ? similar_all(searcher, source_ids(options, judgments), options)
                                            : search_all(searcher, read_queries(options.queries_file), options.limit);
  const Metrics metrics = evaluate(judgments, rankings);
  if (options.format == AnswerFormat::json)
    output.json_line(to_json(metrics));
  else
    output.write(render(metrics, text_style(STDOUT_FILENO, options.colour)));
  return metrics.queries > 0 ? ExitStatus::ok : ExitStatus::incomplete;
}

} // namespace

void add_eval(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<EvalOptions>();
  CLI::App& command = add_command(root, "eval", "Measure search or similar against judgments", examples);
  add_index_option(command, options->index);
  command.add_option("--queries", options->queries_file, "Queries: id, tab, text")->type_name("FILE")->group("Input");
  command.add_option("--qrels", options->judgments_file, "Judgments in TREC format")
      ->type_name("FILE")
      ->required()
      ->group("Input");
  command.add_flag("--similar", options->similar, "Evaluate related articles instead of search")->group("What to run");
  add_choice<Method>(command, "--method", options->method, {{"vectors", Method::vectors}, {"terms", Method::terms}},
                     "How related articles are chosen (default: vectors)")
      ->group("What to run");
  command.add_option("--limit", options->limit, "Hits of a query to evaluate (default: 1000)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->group("What to run");
  add_answer_format(command, options->format);
  add_colour_option(command, options->colour);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return eval(*options, output); }; });
}

} // namespace akin::cli
