// akin extract
#include "cli/commands/commands.hpp"
#include "cli/input_report.hpp"
#include "cli/text/glyphs.hpp"
#include "common/analysis/analyser.hpp"
#include "common/article_json.hpp"
#include "common/entity_json.hpp"
#include "entities/recogniser.hpp"

#include <memory>
#include <utility>

namespace akin::cli {
namespace {

constexpr auto examples = R"(  akin extract page.html
  akin extract feed.xml articles/ | head -3
  akin extract export.csv --map title=headline_text --map body=story | less
  akin extract article.txt --aliases names.txt | jq .mentions
)";

/// Finds entities as a run of the indexer would.
class Labelling {
 public:
  explicit Labelling(const ReadOptions& options)
      : analyser_(language_from_tag(options.language.empty() ? "en" : options.language)),
        recogniser_(options.aliases_file.empty() ? entities::no_aliases() : alias_table(options),
                    recognition(options)) {}

  /// The article's JSON with one more member, "mentions".
  std::string json_of(Article article) {
    std::erase_if(article.extra, [](const auto& extra) { return extra.first == "mentions"; });
    std::string json = to_json(article);
    analyser_.analyse(std::move(article), analysed_);
    recogniser_.recognise(analysed_, analyser_.vocabulary());
    json.back() = ',';
    return json + "\"mentions\":" + mentions_to_json(analysed_.article, analysed_.entities, analysed_.mentions) + "}";
  }

 private:
  Analyser analyser_;
  entities::Recogniser recogniser_;
  AnalysedArticle analysed_;
};

ExitStatus extract(const ReadOptions& options, Output& output) {
  const indexer::InputOptions input = input_options(options);
  require_any_input(options.inputs);
  Labelling labelling(options);
  InputReport report(options.rejects_file, [](const std::string& line) { write_error(one_line(line) + "\n"); });
  bool any = false;
  indexer::InputVisitor visitor;
  visitor.rejected = [&](indexer::Rejection&& rejection) {
    report.rejected(rejection);
    return true;
  };
  visitor.record = [&](indexer::RawRecord&& raw) {
    auto parsed = indexer::parse(std::move(raw), input);
    if (auto* rejection = std::get_if<indexer::Rejection>(&parsed))
      return visitor.rejected(std::move(*rejection));
    const auto& record = std::get<indexer::Record>(parsed);
    for (const std::string& warning : record.warnings)
      report.warned(record.origin, warning);
    output.json_line(labelling.json_of(record.article));
    any = true;
    return true;
  };
  visitor.skipped = [](const std::string&) {};
  indexer::read_inputs(options.inputs, input, visitor);
  report.finish();
  return any && report.rejections() == 0 ? ExitStatus::ok : ExitStatus::incomplete;
}

} // namespace

void add_extract(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<ReadOptions>();
  CLI::App& command = add_command(root, "extract", "Print what would be indexed, and the entities in it", examples);
  add_read_options(command, *options);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return extract(*options, output); }; });
}

} // namespace akin::cli
