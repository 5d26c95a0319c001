// akin extract
#include "cli/commands/commands.hpp"
#include "cli/input_report.hpp"
#include "cli/text/glyphs.hpp"
#include "common/article_json.hpp"

#include <memory>
#include <utility>

namespace akin::cli {
namespace {

constexpr auto examples = R"(  akin extract page.html
  akin extract feed.xml articles/ | head -3
  akin extract export.csv --map title=headline_text --map body=story | less
)";

ExitStatus extract(const ReadOptions& options, Output& output) {
  const indexer::InputOptions input = input_options(options);
  require_any_input(options.inputs);
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
    output.json_line(to_json(record.article));
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
  CLI::App& command = add_command(root, "extract", "Print what would be indexed, as JSON Lines", examples);
  add_read_options(command, *options);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return extract(*options, output); }; });
}

} // namespace akin::cli
