// akin eval
#include "cli/commands/commands.hpp"
#include "cli/text/numbers.hpp"
#include "cli/text/render_numbers.hpp"
#include "common/error.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <memory>
#include <optional>
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
  std::string synonyms_file;
  std::string judgments_file;
  bool similar = false;
  std::string against;
  std::string copies_file;
  SimilarSettings settings;
  std::size_t limit = 1000;
  AnswerFormat format = AnswerFormat::text;
  Colour colour = Colour::automatic;
};

constexpr auto examples = R"(  akin eval --index cran.akin --queries queries.tsv --qrels qrels.txt
  akin eval --index news.akin --qrels related.qrels --similar
  akin eval --index news.akin --qrels related.qrels --similar --limit 200
  akin eval --index news.akin --qrels related.qrels --similar --against terms
  akin eval --index news.akin --copies-truth copies.txt

Queries are lines of id, tab, text; judgments are lines "qid 0 docid grade".
With --similar each query id is the id of the article to start from, and
--queries may be left out. Copies are listed, not folded. --against compares
with another run by a paired randomisation test. A --copies-truth file has
one pair of ids a line.
)";

/// What a run ranked, and how many sources its first ten hits are of.
struct Run {
  Rankings rankings;
  double entropy_sum = 0;

  void add(const std::string& query, const Result& result) {
    std::vector<std::string> sources;
    Ranking& ranking = rankings[query];
    for (const Hit& hit : result.hits) {
      if (hit.id == query)
        continue;
      ranking.push_back(hit.id);
      if (sources.size() < 10)
        sources.push_back(hit.source);
    }
    entropy_sum += source_entropy(sources);
  }
  double entropy() const { return entropy_sum / std::max<double>(1, static_cast<double>(rankings.size())); }
};

Run search_all(const Searcher& searcher, const Queries& queries, std::size_t limit) {
  SearchRequest request;
  request.limit = limit;
  request.fold_copies = false;
  request.snippets = false;
  request.timeout_ms = unhurried_ms;
  Run run;
  for (const auto& [id, text] : queries) {
    request.query = text;
    const Result result = searcher.search(request);
    for (const Hit& hit : result.hits)
      run.rankings[id].push_back(hit.id);
  }
  return run;
}

Run similar_all(const Searcher& searcher, const std::vector<std::string>& ids, const EvalOptions& options,
                const SimilarSettings& settings) {
  SimilarRequest request;
  request.limit = options.limit;
  request.fold_copies = false;
  request.reasons = false;
  request.snippets = false;
  request.timeout_ms = unhurried_ms;
  request.settings = settings;
  Run run;
  std::size_t unknown = 0;
  for (const std::string& id : ids) {
    request.source = ById{id};
    try {
      run.add(id, searcher.similar(request));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::not_found)
        throw;
      ++unknown;
    }
  }
  if (unknown > 0)
    complain(fmt::format("warning: {} not in the index, counted as having found nothing",
                         counted(unknown, "judged article is", "judged articles are")));
  return run;
}

/// Pairs of articles that the index folds.
IdPairs folded_pairs(const Searcher& searcher) {
  IdPairs pairs;
  searcher.copies([&](const CopyGroup& group) {
    for (std::size_t a = 0; a < group.members.size(); ++a)
      for (std::size_t b = a + 1; b < group.members.size(); ++b)
        pairs.emplace(group.members[a], group.members[b]);
    return true;
  });
  return pairs;
}

std::optional<Method> method_named(const std::string& name) {
  constexpr std::array<std::pair<std::string_view, Method>, 4> methods{{{"terms", Method::terms},
                                                                        {"vectors", Method::vectors},
                                                                        {"expanded", Method::expanded},
                                                                        {"latent", Method::latent}}};
  for (const auto& [known, method] : methods)
    if (known == name)
      return method;
  return std::nullopt;
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

Run run_of(const Searcher& searcher, const Judgments& judgments, const EvalOptions& options,
           const SimilarSettings& settings) {
  return options.similar ? similar_all(searcher, source_ids(options, judgments), options, settings)
                         : search_all(searcher, read_queries(options.queries_file), options.limit);
}

/// The run to compare with: a file, or the same judgments by another method.
Rankings other_run(const Searcher& searcher, const Judgments& judgments, const EvalOptions& options) {
  const auto method = method_named(options.against);
  if (!method || !options.similar)
    return read_run(options.against);
  SimilarSettings settings = options.settings;
  settings.method = *method;
  return run_of(searcher, judgments, options, settings).rankings;
}

void check(const EvalOptions& options) {
  const bool rankings = !options.judgments_file.empty();
  if (!rankings && options.copies_file.empty())
    throw Error(ErrorCode::invalid_argument, "nothing to measure against; use --qrels FILE or --copies-truth FILE");
  if (rankings && !options.similar && options.queries_file.empty())
    throw Error(ErrorCode::invalid_argument, "no queries given; use --queries FILE, or --similar to evaluate that");
}

ExitStatus eval(const EvalOptions& options, Output& output) {
  check(options);
  const Searcher searcher(index_directory(options.index), read_synonyms(options.synonyms_file));
  EvaluationReport report;
  if (!options.judgments_file.empty()) {
    const Judgments judgments = read_judgments(options.judgments_file);
    const Run run = run_of(searcher, judgments, options, options.settings);
    report.metrics = evaluate(judgments, run.rankings);
    if (options.similar)
      report.source_entropy = run.entropy();
    if (!options.against.empty()) {
      report.against = options.against;
      report.comparisons = compare(*report.metrics, evaluate(judgments, other_run(searcher, judgments, options)));
    }
  }
  if (!options.copies_file.empty())
    report.copies = agreement(folded_pairs(searcher), read_id_pairs(options.copies_file));
  if (options.format == AnswerFormat::json)
    output.json_line(to_json(report));
  else
    output.write(render(report, text_style(STDOUT_FILENO, options.colour)));
  return report.copies || report.metrics->queries > 0 ? ExitStatus::ok : ExitStatus::incomplete;
}

} // namespace

void add_eval(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<EvalOptions>();
  CLI::App& command = add_command(root, "eval", "Measure search or similar against judgments", examples);
  add_index_option(command, options->index);
  command.add_option("--queries", options->queries_file, "Queries: id, tab, text")->type_name("FILE")->group("Input");
  command.add_option("--qrels", options->judgments_file, "Judgments in TREC format")->type_name("FILE")->group("Input");
  add_synonyms_option(command, options->synonyms_file);
  command.add_option("--copies-truth", options->copies_file, "True pairs of copies: id, id")
      ->type_name("FILE")
      ->group("Input");
  command.add_flag("--similar", options->similar, "Evaluate related articles instead of search")->group("What to run");
  command.add_option("--against", options->against, "Compare with a run in TREC format, or with another --method")
      ->type_name("RUN|METHOD")
      ->group("What to run");
  command.add_option("--limit", options->limit, "Hits of a query to evaluate (default: 1000)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->group("What to run");
  add_similar_settings(command, options->settings);
  add_answer_format(command, options->format);
  add_colour_option(command, options->colour);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return eval(*options, output); }; });
}

} // namespace akin::cli
