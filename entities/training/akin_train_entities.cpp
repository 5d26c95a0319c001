// akin-train-entities: makes, measures and tries the entity tagger's files. For developers; it is not installed.
#include "common/error.hpp"
#include "entities/canonical_names.hpp"
#include "entities/training/evaluation.hpp"
#include "entities/training/gazetteer_builder.hpp"
#include "entities/training/marked_text.hpp"
#include "entities/training/newswire.hpp"
#include "entities/training/training_set.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <simdjson.h>

namespace akin::entities {
namespace {

constexpr std::array<std::string_view, 3> kind_names{"person", "place", "organisation"};

struct Options {
  std::string build_gazetteer, train, evaluate, benchmark, show;
  std::string gazetteer, model;
  GazetteerSources sources{
      {}, "entities/training/lists.txt", "/usr/share/dict/american-english", "/usr/share/iso-codes/json"};
  TrainingOptions training;
  TrainingSetOptions set;
  std::size_t together = 25;
  std::string newswire_templates = "entities/training/newswire.txt";
  std::size_t newswire = 0;
  float newswire_weight = 1;
  bool mistakes = false;
  std::vector<std::string> files;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw Error(ErrorCode::input_unreadable, "cannot be opened", path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush())
    throw Error(ErrorCode::storage, "cannot be written", path);
}

std::shared_ptr<const Gazetteer> gazetteer_of(const Options& options) {
  return options.gazetteer.empty() ? Gazetteer::built_in()
                                   : Gazetteer::parse(read_file(options.gazetteer), options.gazetteer);
}

std::shared_ptr<const Model> model_of(const Options& options, const std::string& path) {
  if (path.empty() && options.gazetteer.empty())
    return Model::built_in();
  return Model::parse(read_file(path), gazetteer_of(options), path);
}

void build_gazetteer(const Options& options) {
  GazetteerBuilder builder;
  add_sources(options.sources, builder);
  const std::string bytes = builder.serialise();
  write_file(options.build_gazetteer, bytes);
  fmt::print("{}: {} entries, {} bytes\n", options.build_gazetteer,
             Gazetteer::parse(bytes, options.build_gazetteer)->size(), bytes.size());
}

/// "0.5:FILE" counts half.
std::pair<std::string, float> weighted_file(const std::string& argument) {
  const std::size_t colon = argument.find(':');
  if (colon == std::string::npos || argument.find_first_not_of("0123456789.") != colon)
    return {argument, 1.0F};
  return {argument.substr(colon + 1), std::strtof(argument.c_str(), nullptr)};
}

TagFile read_annotated(const std::string& path, const Options& options) {
  return path.ends_with(".marked") ? read_marked_text(path) : read_tag_file(path, options.together);
}

void train_model(const Options& options) {
  const std::shared_ptr<const Gazetteer> gazetteer = gazetteer_of(options);
  TrainingSet set(gazetteer, options.set);
  for (const std::string& argument : options.files) {
    const auto [file, weight] = weighted_file(argument);
    set.add(read_annotated(file, options), weight);
  }
  if (options.newswire > 0)
    set.add(make_newswire(options.newswire_templates, options.sources, options.newswire, options.set.seed),
            options.newswire_weight);
  fmt::print("{} chains\n", set.chains().size());
  const Model::Parts parts = train(set.chains(), options.training, [](unsigned epoch, double loss) {
    fmt::print("epoch {:2}: mean loss {:.4f}\n", epoch, loss);
    std::fflush(stdout);
  });
  const std::string bytes = Model::serialise(parts, *gazetteer);
  write_file(options.train, bytes);
  fmt::print("{}: {} rows, {} bytes\n", options.train, parts.keys.size(), bytes.size());
}

void print_scores(const std::string& name, const Evaluation& evaluation) {
  const auto line = [](std::string_view kind, const SpanScore& score) {
    fmt::print("  {:<13} P {:5.1f}  R {:5.1f}  F1 {:5.1f}  ({} in the file, {} found, {} right)\n", kind,
               100 * score.precision(), 100 * score.recall(), 100 * score.f1(), score.gold, score.found, score.right);
  };
  fmt::print("{}\n", name);
  for (std::size_t kind = 0; kind < kind_names.size(); ++kind)
    line(kind_names[kind], evaluation.kinds[kind]);
  line("all", evaluation.all());
}

/// What both schemes make of the same spans.
struct Evaluations {
  Evaluation as_annotated, in_scheme;
  void add(const Evaluations& other) {
    as_annotated.add(other.as_annotated);
    in_scheme.add(other.in_scheme);
  }
};

void print_scores(const std::string& name, const Evaluations& evaluations) {
  print_scores(name + ", as annotated", evaluations.as_annotated);
  print_scores(name + ", in one scheme: countries are places also where they act, no titles, no \"the\"",
               evaluations.in_scheme);
}

void evaluate_model(const Options& options) {
  const std::shared_ptr<const Model> model = model_of(options, options.evaluate);
  std::function<void(const Mistake&)> print;
  if (options.mistakes)
    print = [](const Mistake& m) {
      fmt::print("{}\t{}\t{}\t{}\n", m.missed ? "missed" : "wrong", kind_names[static_cast<std::size_t>(m.kind)],
                 m.name, m.around);
    };
  Evaluations sum;
  for (const std::string& file : options.files) {
    const TagFile tags = read_annotated(file, options);
    const Evaluations evaluations{evaluate(tags, model, {}, Scheme::file),
                                  evaluate(tags, model, print, Scheme::training)};
    print_scores(file, evaluations);
    sum.add(evaluations);
  }
  if (options.files.size() > 1)
    print_scores("together", sum);
}

std::vector<Article> read_articles(const std::string& path) {
  std::vector<Article> articles;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream documents;
  const simdjson::padded_string bytes(read_file(path));
  if (parser.parse_many(bytes, 1U << 24U).get(documents) != simdjson::SUCCESS)
    throw Error(ErrorCode::input_unreadable, "is no JSON Lines", path);
  for (const auto document : documents) {
    const auto text = [&](const char* key) {
      std::string_view value;
      return document[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
    };
    Article& article = articles.emplace_back();
    article.title = text("title");
    article.body = text("body") + text("text");
  }
  return articles;
}

void benchmark(const Options& options) {
  using Clock = std::chrono::steady_clock;
  const auto load_begin = Clock::now();
  const std::shared_ptr<const Model> model = model_of(options, options.model);
  const std::chrono::duration<double> load = Clock::now() - load_begin;
  Tagger tagger(model);
  Analyser analyser;
  AnalysedArticle analysed;
  std::vector<TaggedSpan> spans;
  std::size_t bytes = 0, found = 0;
  std::chrono::duration<double> analysis{}, tagging{}, naming{};
  for (Article& article : read_articles(options.benchmark)) {
    bytes += article.title.size() + article.body.size();
    const auto begin = Clock::now();
    analyser.analyse(std::move(article), analysed);
    const auto middle = Clock::now();
    tagger.tag(analysed, analyser.vocabulary(), spans);
    const auto tagged = Clock::now();
    name_entities(analysed, analyser.vocabulary(), spans, *no_aliases());
    naming += Clock::now() - tagged;
    tagging += tagged - middle;
    analysis += middle - begin;
    found += spans.size();
  }
  const double megabytes = static_cast<double>(bytes) / 1e6;
  fmt::print(
      "{:.1f} MB, {} names; loading {:.1f} ms; one thread, MB/s: analysis {:.1f}, tagging {:.1f}, canonical names "
      "{:.1f}, tagging with canonical names {:.1f}\n",
      megabytes, found, load.count() * 1e3, megabytes / analysis.count(), megabytes / tagging.count(),
      megabytes / naming.count(), megabytes / (tagging + naming).count());
}

void show(const Options& options) {
  Tagger tagger(model_of(options, options.model));
  Analyser analyser;
  AnalysedArticle analysed;
  std::vector<TaggedSpan> spans;
  Article article;
  article.body =
      options.show == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : read_file(options.show);
  analyser.analyse(std::move(article), analysed);
  tagger.tag(analysed, analyser.vocabulary(), spans);
  for (const TaggedSpan& span : spans) {
    const std::uint32_t begin = analysed.tokens[span.first_token].begin;
    fmt::print("{}\t{}\t{}\n", begin, kind_names[static_cast<std::size_t>(span.kind)],
               analysed.article.body.substr(begin, analysed.tokens[span.last_token - 1].end - begin));
  }
}

void declare(CLI::App& app, Options& options) {
  app.add_option("--build-gazetteer", options.build_gazetteer, "Write a gazetteer of the lists to this file")
      ->type_name("FILE");
  app.add_option("--train", options.train, "Learn from the FILEs and write the model to this file")->type_name("FILE");
  app.add_option(
         "--evaluate", options.evaluate,
         "Measure this model on the FILEs, as they are annotated and with their names in the one scheme of training")
      ->type_name("MODEL");
  app.add_option("--benchmark", options.benchmark, "Measure the speed on articles in JSON Lines")->type_name("FILE");
  app.add_option("--show", options.show, "Print the names in a plain text (- for standard input)")->type_name("FILE");
  app.add_option("--lists", options.sources.folder, "Folder of the downloaded lists")->type_name("DIR");
  app.add_option("--own-lists", options.sources.own_lists, "The lists of this project")->capture_default_str();
  app.add_option("--dictionary", options.sources.dictionary, "Words, one a line")->capture_default_str();
  app.add_option("--iso-codes", options.sources.iso_codes, "Folder of iso_3166-1.json and iso_3166-2.json")
      ->capture_default_str();
  app.add_option("--gazetteer", options.gazetteer, "Use this gazetteer instead of the built-in one")->type_name("FILE");
  app.add_option("--model", options.model, "Use this model instead of the built-in one")->type_name("FILE");
  app.add_option("--epochs", options.training.epochs, "Passes over all features")->capture_default_str();
  app.add_option("--epochs-pruned", options.training.epochs_pruned, "Passes over those kept")->capture_default_str();
  app.add_option("--rate", options.training.learning_rate, "Learning rate of AdaGrad")->capture_default_str();
  app.add_option("--l2", options.training.l2, "Strength of the prior")->capture_default_str();
  app.add_option("--dropout", options.training.dropout, "Share of features left out at random")->capture_default_str();
  app.add_option("--hidden-words", options.training.hidden_words, "Share of tokens learned without their own word")
      ->capture_default_str();
  app.add_option("--min-count", options.training.min_count, "Features seen less often are left out")
      ->capture_default_str();
  app.add_option("--rows", options.training.max_rows, "Features that are kept")->capture_default_str();
  app.add_option("--upper-case-share", options.set.upper_case_share,
                 "Documents learned again with headlines in capitals")
      ->capture_default_str();
  app.add_option("--newswire", options.newswire, "Documents made of templates and --lists to learn from besides")
      ->capture_default_str();
  app.add_option("--newswire-weight", options.newswire_weight, "How much each of these counts")->capture_default_str();
  app.add_option("--newswire-templates", options.newswire_templates, "The templates")->capture_default_str();
  app.add_option("--together", options.together, "Sentences of a file without documents that make one")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app.add_flag("--mistakes", options.mistakes, "Print what was missed or wrong in that scheme");
  app.add_option("FILES", options.files,
                 "Annotated files, one token a line, or NAME.marked with its names in brackets; for --train, 0.5:FILE "
                 "counts half");
  app.footer("Examples:\n"
             "  akin-train-entities --build-gazetteer entities/models/gazetteer.akin --lists DATA/gazetteers\n"
             "  akin-train-entities --train entities/models/en.akin DATA/ner/wikigold/CONLL-format/data/*.txt\n"
             "  akin-train-entities --evaluate entities/models/en.akin DATA/ner/uner_pud/en_pud-ud-test.iob2\n"
             "  akin-train-entities --benchmark articles.jsonl\n"
             "  echo 'Ada Lovelace met Charles Babbage in London.' | akin-train-entities --show -\n"
             "Exit status: 0 done, 1 nothing to do, 2 failed or misused.");
}

int run(const Options& options) {
  if (options.build_gazetteer.empty() && options.train.empty() && options.evaluate.empty() &&
      options.benchmark.empty() && options.show.empty()) {
    fmt::print(stderr, "akin-train-entities: nothing to do (see --help)\n");
    return 1;
  }
  if ((!options.train.empty() || !options.evaluate.empty()) && options.files.empty())
    throw Error(ErrorCode::invalid_argument, "name the annotated files to use");
  if (!options.build_gazetteer.empty())
    build_gazetteer(options);
  if (!options.train.empty())
    train_model(options);
  if (!options.evaluate.empty())
    evaluate_model(options);
  if (!options.benchmark.empty())
    benchmark(options);
  if (!options.show.empty())
    show(options);
  return 0;
}

} // namespace
} // namespace akin::entities

int main(int argc, char** argv) {
  CLI::App app("Makes, measures and tries the files of the entity tagger.", "akin-train-entities");
  akin::entities::Options options;
  try {
    akin::entities::declare(app, options);
    app.parse(argc, argv);
    return akin::entities::run(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "akin-train-entities: {}\n", error.what());
    return 2;
  }
}
