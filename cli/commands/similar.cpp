// akin similar
#include "cli/commands/commands.hpp"
#include "cli/list_printer.hpp"
#include "cli/progress.hpp"
#include "cli/read_text.hpp"
#include "common/error.hpp"

#include <chrono>
#include <memory>
#include <unistd.h>

namespace akin::cli {
namespace {

struct SimilarOptions : ListOptions {
  std::vector<std::string> ids;
  std::string url;
  std::string text_file;
  std::string ids_file;
  bool all = false;
  std::string after;
  bool snippets = false;
  unsigned threads = 0;
  std::vector<std::string> exclude;
  std::vector<std::string> unlike;
  std::size_t per_source = 0;
  SimilarMode mode = SimilarMode::mixed;
  std::string versus;
  SimilarSettings settings;
};

constexpr auto examples = R"(  akin similar --index news.akin vostochny-tour
  akin similar --index news.akin --url https://example.org/news/vostochny
  akin similar --index news.akin --text draft.txt --limit 5
  curl -s https://example.org/draft.json | akin similar --text - --limit 5
  akin similar --index news.akin --all --limit 5 > related.jsonl
  akin similar --index news.akin --all --after ID >> related.jsonl
  akin similar --index news.akin vostochny-tour --mode background --per-source 2
  akin similar --index news.akin read-1 read-2 read-3 --unlike disliked-1
  akin similar --index news.akin vostochny-tour --versus soyuz-far-east
)";

SimilarRequest request_of(const SimilarOptions& options) {
  SimilarRequest request;
  request.filters = filters_of(options);
  request.exclude = options.exclude;
  request.limit = options.limit;
  request.fold_copies = options.fold_copies;
  request.explain = options.explain;
  request.unlike = options.unlike;
  request.per_source = options.per_source;
  request.mode = options.mode;
  request.versus = options.versus;
  request.snippets = !options.all || options.snippets;
  request.settings = options.settings;
  if (options.ids.size() > 1)
    request.more_sources.assign(options.ids.begin() + 1, options.ids.end());
  return request;
}

void require_one_source(const SimilarOptions& options) {
  int given = (options.all ? 1 : 0) + (options.ids.empty() ? 0 : 1);
  if (!options.all && !options.after.empty())
    throw Error(ErrorCode::invalid_argument, "--after goes with --all: it says behind which article to begin");
  for (const std::string* source : {&options.url, &options.text_file, &options.ids_file})
    if (!source->empty())
      ++given;
  if (given != 1)
    throw Error(ErrorCode::invalid_argument,
                "name what to start from: one ID or several, --url URL, --text FILE, --ids FILE or --all");
}

void set_source(const SimilarOptions& options, SimilarRequest& request) {
  if (!options.url.empty())
    request.source = ByUrl{options.url};
  else if (!options.text_file.empty())
    request.source = ByArticle{read_article(options.text_file)};
  else
    request.source = ById{options.ids.front()};
}

/// The article that the list is about, as far as it is known.
Article source_article(const SimilarRequest& request, const Result& result, const Searcher& searcher) {
  if (const auto* unsaved = std::get_if<ByArticle>(&request.source))
    return unsaved->article;
  if (const auto stored = searcher.show(result.query))
    return stored->article;
  Article deleted_meanwhile;
  deleted_meanwhile.id = result.query;
  return deleted_meanwhile;
}

ExitStatus similar_to_one(const SimilarOptions& options, const Searcher& searcher, Output& output,
                          const TextStyle& style) {
  SimilarRequest request = request_of(options);
  set_source(options, request);
  const Result result = searcher.similar(request);
  const Article source = source_article(request, result, searcher);
  const ListFormat format = options.format.value_or(ListFormat::text);
  if (format == ListFormat::text)
    output.write(render_heading(source, style));
  ListPrinter printer(output, format, style, ListKind::related);
  printer.print_single(source.id, result);
  if (format == ListFormat::text && result.versus)
    output.write(render(*result.versus, style));
  return printer.status();
}

/// One list for every article, with a bar where somebody looks on.
void similar_to_all(const SimilarOptions& options, Searcher& searcher, ListPrinter& printer) {
  searcher.refresh_related(); // without it, as in an index that cannot be written, all goes slower
  const bool watched = ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0;
  Progress progress(watched ? Progress::Mode::bar : Progress::Mode::silent);
  const std::uint64_t total = searcher.statistics().articles;
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t done = 0;
  const ListFormat format = options.format.value_or(ListFormat::jsonl);
  const bool is_json = format == ListFormat::json || format == ListFormat::jsonl;
  searcher.similar_all(
      request_of(options),
      [&](const std::string& id, const Result& result) { return printer.written_one_of_many(id, id, result); },
      [&](std::string_view written) {
        printer.print_written(written);
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
        constexpr std::uint64_t lists_between = 256;
        if (++done % lists_between == 0)
          progress.update(
              {done, 0, options.after.empty() ? done : 0, options.after.empty() ? total : 0, elapsed.count()});
        return true;
      },
      {options.after, options.threads, is_json});
}

ExitStatus similar_to_many(const SimilarOptions& options, Searcher& searcher, Output& output, const TextStyle& style) {
  SimilarRequest request = request_of(options);
  ListPrinter printer(output, options.format.value_or(ListFormat::jsonl), style, ListKind::related);
  bool all_known = true;
  if (options.all) {
    similar_to_all(options, searcher, printer);
  } else {
    for (const std::string& id : read_lines(options.ids_file)) {
      request.source = ById{id};
      try {
        printer.print_one_of_many(id, id, searcher.similar(request));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found)
          throw;
        complain(error.what());
        all_known = false;
      }
    }
  }
  printer.finish_many();
  return all_known ? printer.status() : ExitStatus::incomplete;
}

ExitStatus similar(const SimilarOptions& options, Output& output) {
  require_one_source(options);
  Searcher searcher(index_directory(options.index));
  const TextStyle style = text_style(STDOUT_FILENO, options.colour);
  const bool many = options.all || !options.ids_file.empty();
  return many ? similar_to_many(options, searcher, output, style) : similar_to_one(options, searcher, output, style);
}

} // namespace

void add_similar(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<SimilarOptions>();
  CLI::App& command = add_command(root, "similar", "Find what goes with an article, and say why", examples);
  command.add_option("ID", options->ids, "The article to start from; several are taken together")->type_name("");
  const auto add_source = [&](const char* name, std::string& target, const char* type, const char* description) {
    command.add_option(name, target, description)->type_name(type)->group("Source");
  };
  add_source("--url", options->url, "URL", "Start from the article with this address");
  add_source("--text", options->text_file, "FILE", "Start from an unsaved text or JSON article; - for standard input");
  add_source("--ids", options->ids_file, "FILE", "One list for each article id in FILE, one id a line");
  command.add_flag("--all", options->all, "One list for every article, as JSON Lines for static sites")
      ->group("Source");
  command.add_option("--after", options->after, "With --all: go on behind this article, as after a run that broke off")
      ->type_name("ID")
      ->group("Source");
  add_list_options(command, *options);
  add_list(command, "--exclude", options->exclude, "ID,...", "Articles that the page shows already")
      ->delimiter(',')
      ->group("Filters");
  add_list(command, "--unlike", options->unlike, "ID,...", "Articles that hits are to be unlike")
      ->delimiter(',')
      ->group("Filters");
  command.add_option("--per-source", options->per_source, "At most N hits of one publication")
      ->type_name("N")
      ->group("List");
  add_choice<SimilarMode>(command, "--mode", options->mode,
                          {{"mixed", SimilarMode::mixed},
                           {"same-event", SimilarMode::same_event},
                           {"background", SimilarMode::background},
                           {"follow-up", SimilarMode::follow_up}},
                          "All, close in time and story, only earlier, only later (default: mixed)")
      ->group("List");
  command.add_flag("--snippets", options->snippets, "With --all: the beginning of each hit's text too (slower)")
      ->group("Output");
  command.add_option("--threads", options->threads, "With --all: threads to work on (default: 0, one a core)")
      ->type_name("N")
      ->check(CLI::Range(0, 256))
      ->group("Output");
  command.add_option("--versus", options->versus, "Say where this article stands, or why it is not in the list")
      ->type_name("ID")
      ->group("Output");
  add_similar_settings(command, options->settings);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return similar(*options, output); }; });
}

} // namespace akin::cli
