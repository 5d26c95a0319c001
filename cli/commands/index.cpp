// akin index
#include "cli/commands/commands.hpp"
#include "cli/input_report.hpp"
#include "cli/progress.hpp"
#include "cli/signals.hpp"
#include "cli/text/numbers.hpp"
#include "cli/text/render_numbers.hpp"
#include "common/error.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "indexer/relabel.hpp"
#include "searcher/searcher.hpp"

#include <chrono>
#include <fmt/format.h>
#include <limits>
#include <memory>
#include <optional>
#include <unistd.h>
#include <utility>

namespace akin::cli {
namespace {

struct IndexCommandOptions : ReadOptions {
  std::string index;
  unsigned threads = 0;
  bool sync = false;
  bool dry_run = false;
  bool replace = false;
  bool quiet = false;
  std::optional<AnswerFormat> summary_format;
};

constexpr auto examples = R"(  akin index --index news.akin articles/
  akin index --index news.akin dump.jsonl.zst --language de
  akin index --index news.akin export.csv --map title=heading --map body=story
  akin index --index news.akin articles/ --sync      (deletes what is gone)
  akin index --index news.akin --aliases names.txt   (labels what is there anew)
  curl -s https://example.org/feed.xml | akin index --index news.akin -

Articles with an id that the index has are replaced when they changed. Fields
for --map: id, url, title, body, summary, published, updated, source, authors,
tags, section, language, image, people, places, organisations. Usual other names
of them (headline, content, pubDate, link, ...) are known without --map.
People, places and organisations are found in the text. An aliases file has
lines such as 'person, Kim Jong-un, Kim Jong Un|KJU' and 'place, -, Soyuz' (no
place); the index keeps it until another is given, an empty one clears it.
Ctrl-C stops and keeps what was read; the next run goes on.
)";

/// Thrown to leave a run that must not commit what it has.
Error interrupted(const std::string& what_now) { return {ErrorCode::timeout, "interrupted; " + what_now}; }

bool index_exists(const std::filesystem::path& directory) {
  try {
    engine::open_reader(directory);
    return true;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::index_missing)
      return false;
    throw;
  }
}

/// The language of a new index is the one of --language; an old one keeps its own.
engine::WriterOptions writer_options(const IndexCommandOptions& options, const std::string& language,
                                     const std::filesystem::path& directory) {
  engine::WriterOptions result;
  result.replace = options.replace;
  result.threads = options.threads;
  if (!language.empty() && (options.replace || !index_exists(directory)))
    result.fallback_language = language_from_tag(language);
  return result;
}

indexer::IndexOptions run_options(const IndexCommandOptions& options, indexer::InputOptions input) {
  indexer::IndexOptions result;
  result.input = std::move(input);
  result.threads = options.threads;
  result.sync = options.sync;
  result.recognition = recognition(options);
  if (options.replace) { // the first commit swaps the new index in: it has to be the last one
    result.commit_articles = std::numeric_limits<std::size_t>::max();
    result.commit_seconds = std::numeric_limits<double>::infinity();
  }
  return result;
}

Progress::Mode progress_mode(const IndexCommandOptions& options) {
  if (options.quiet)
    return Progress::Mode::silent;
  return ::isatty(STDERR_FILENO) == 1 ? Progress::Mode::bar : Progress::Mode::lines;
}

void print_summary(const IndexCommandOptions& options, const indexer::IndexSummary& summary, Output& output) {
  if (options.quiet && !options.summary_format)
    return;
  if (options.summary_format == AnswerFormat::json)
    output.json_line(to_json(summary));
  else
    output.write(render(summary, text_style(STDOUT_FILENO, Colour::automatic)));
}

ExitStatus status_of(const indexer::IndexSummary& summary, const IndexCommandOptions& options) {
  const bool nothing_done = options.inputs.empty() ? summary.relabelled == 0 : summary.read == 0;
  return summary.rejected > 0 || nothing_done ? ExitStatus::incomplete : ExitStatus::ok;
}

/// Reads and parses as a run would; counts what would be read, writes nothing.
indexer::IndexSummary dry_run(const IndexCommandOptions& options, const indexer::InputOptions& input,
                              InputReport& report, Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  indexer::IndexSummary summary;
  indexer::InputVisitor visitor;
  visitor.rejected = [&](indexer::Rejection&& rejection) {
    ++summary.read;
    report.rejected(rejection);
    return true;
  };
  visitor.record = [&](indexer::RawRecord&& raw) {
    summary.input_bytes += raw.input_bytes;
    auto parsed = indexer::parse(std::move(raw), input);
    if (auto* rejection = std::get_if<indexer::Rejection>(&parsed))
      return visitor.rejected(std::move(*rejection));
    ++summary.read;
    const auto& record = std::get<indexer::Record>(parsed);
    for (const std::string& warning : record.warnings)
      report.warned(record.origin, warning);
    return true;
  };
  visitor.skipped = [&](const std::string&) { ++summary.skipped_files; };
  double shown_seconds = 0;
  visitor.progress = [&](std::uint64_t done, std::uint64_t total) {
    const double seconds = elapsed();
    if (seconds - shown_seconds < 0.1)
      return;
    shown_seconds = seconds;
    progress.update({summary.read, summary.input_bytes, done, total, seconds});
  };
  indexer::read_inputs(options.inputs, input, visitor);
  summary.rejected = report.rejections();
  summary.warnings = report.warnings();
  summary.seconds = elapsed();
  return summary;
}

/// Labels what the index has anew when another alias table comes into force, or when there is nothing else to do.
std::uint64_t relabel(engine::Writer& writer, const IndexCommandOptions& options, Progress& progress,
                      const StopOnSignal& stop) {
  const auto aliases = alias_table(options);
  if (!aliases || (!options.inputs.empty() && aliases->text() == writer.aliases()))
    return 0;
  const auto start = std::chrono::steady_clock::now();
  return indexer::relabel(writer, aliases, recognition(options), [&](std::uint64_t articles) {
    if (stop.flag())
      throw interrupted("entities and aliases are as they were");
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    progress.update({articles, 0, 0, 0, elapsed.count()});
  });
}

indexer::IndexSummary run(const IndexCommandOptions& options, const indexer::InputOptions& input, InputReport& report,
                          Progress& progress) {
  const auto directory = index_directory(options.index);
  const auto writer = engine::open_writer(directory, writer_options(options, input.language, directory));
  indexer::IndexOptions settings = run_options(options, input);
  const StopOnSignal stop;
  const std::uint64_t relabelled = relabel(*writer, options, progress, stop);
  if (options.inputs.empty())
    return {.relabelled = relabelled};
  indexer::IndexEvents events;
  events.rejected = [&](const indexer::Rejection& rejection) { report.rejected(rejection); };
  events.warned = [&](const indexer::Origin& origin, const std::string& text) { report.warned(origin, text); };
  events.progress = [&](const indexer::IndexProgress& state) {
    if (options.replace && stop.flag())
      throw interrupted("the index is as it was");
    progress.update(state);
  };
  if (!options.quiet)
    events.committed = [&](std::uint64_t articles) {
      progress.print("committed " + std::to_string(articles) + (articles == 1 ? " article" : " articles"));
    };
  if (!options.replace)
    events.stop = &stop.flag();
  indexer::IndexSummary summary = indexer::run_index(*writer, options.inputs, settings, events);
  summary.relabelled = relabelled;
  return summary;
}

/// There must be something to read, or to label anew.
void require_work(const IndexCommandOptions& options) {
  if (!options.inputs.empty())
    return require_any_input(options.inputs);
  if (options.aliases_file.empty())
    throw Error(ErrorCode::invalid_argument, "INPUT is required; see 'akin index --help'");
  if (options.sync || options.replace || options.dry_run)
    throw Error(ErrorCode::invalid_argument, "--sync, --replace and --dry-run need INPUT; --aliases alone labels anew");
  if (!index_exists(index_directory(options.index)))
    throw Error(ErrorCode::index_missing, "there is no index here to label; name the articles to read as well",
                options.index);
}

/// What is left to do for the index as a whole.
void finish(const std::string& index, indexer::IndexSummary& summary) {
  if (!index_exists(index)) // nothing was read, so none was begun
    return;
  Searcher searcher(index);
  const auto statistics = searcher.statistics();
  summary.copies = statistics.articles - statistics.stories;
  if (!summary.stopped)
    searcher.refresh_related();
}

ExitStatus index(const IndexCommandOptions& options, Output& output) {
  const indexer::InputOptions input = input_options(options);
  require_work(options);
  alias_table(options); // what is wrong with it is told before anything is begun
  if (!options.dry_run)
    index_directory(options.index);
  Progress progress(progress_mode(options));
  InputReport report(options.rejects_file, [&](const std::string& line) { progress.print(line); });
  indexer::IndexSummary summary =
      options.dry_run ? dry_run(options, input, report, progress) : run(options, input, report, progress);
  progress.clear();
  report.finish();
  if (!options.dry_run)
    finish(options.index, summary);
  print_summary(options, summary, output);
  if (summary.stopped)
    throw interrupted("what was read is kept; run the same command again to read the rest");
  return status_of(summary, options);
}

} // namespace

void add_index(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<IndexCommandOptions>();
  CLI::App& command = add_command(root, "index", "Read articles into an index, new or existing", examples);
  add_index_option(command, options->index);
  add_read_options(command, *options);
  command.get_option("INPUT")->required(false); // --aliases alone has enough to do
  command.add_flag("--replace", options->replace, "Build the index anew beside the live one, then swap it in")
      ->group("Index");
  command.add_flag("--sync", options->sync, "Delete articles that the input no longer has")->group("Index");
  command.add_flag("--dry-run", options->dry_run, "Read and count, write nothing")->group("Index");
  command.add_option("--threads", options->threads, "Threads to work on (default: 0, one a core)")
      ->type_name("N")
      ->check(CLI::Range(0, 256))
      ->group("Index");
  command.add_flag("--quiet,-q", options->quiet, "No progress, no warnings, no summary; rejections are still told")
      ->group("Output");
  add_choice<std::optional<AnswerFormat>>(command, "--format-summary", options->summary_format,
                                          {{"text", AnswerFormat::text}, {"json", AnswerFormat::json}},
                                          "How to print the summary (default: text)")
      ->group("Output");
  command.callback([&chosen, options] { chosen = [options](Output& output) { return index(*options, output); }; });
}

} // namespace akin::cli
