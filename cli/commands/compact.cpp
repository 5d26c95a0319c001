// akin compact
#include "cli/commands/commands.hpp"
#include "cli/text/numbers.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "searcher/searcher.hpp"

#include <fmt/format.h>
#include <memory>

namespace akin::cli {
namespace {

constexpr auto examples = R"(  akin compact --index news.akin
)";

ExitStatus compact(const std::string& index, Output& output) {
  const auto directory = index_directory(index);
  const auto reader = engine::open_reader(directory); // a writer would create a missing index
  const auto before = reader->snapshot()->statistics();
  engine::open_writer(directory)->compact();
  Searcher(directory).refresh_related(); // documents are numbered anew
  const auto after = reader->snapshot()->statistics();
  output.line(fmt::format("compacted {}: {} to {}, {} purged", counted(before.segments, "segment", "segments"),
                          amount_of_bytes(before.bytes), amount_of_bytes(after.bytes),
                          counted(before.deleted, "deleted article", "deleted articles")));
  return ExitStatus::ok;
}

} // namespace

void add_compact(CLI::App& root, Action& chosen) {
  const auto index = std::make_shared<std::string>();
  CLI::App& command =
      add_command(root, "compact", "Rewrite an index as one segment, without what was deleted", examples);
  add_index_option(command, *index);
  command.callback([&chosen, index] { chosen = [index](Output& output) { return compact(*index, output); }; });
}

} // namespace akin::cli
