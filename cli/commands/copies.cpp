// akin copies
#include "cli/commands/commands.hpp"

#include <memory>
#include <nlohmann/json.hpp>

namespace akin::cli {
namespace {

constexpr auto examples = R"(  akin copies --index news.akin
  akin copies --index news.akin | wc -l

One group a line: {"representative":ID,"members":[ID,...]}. The representative
is the article that was published first.
)";

ExitStatus copies(const std::string& index, Output& output) {
  using Json = nlohmann::ordered_json;
  const Searcher searcher(index_directory(index));
  bool any = false;
  searcher.copies([&](const CopyGroup& group) {
    const Json line{{"representative", group.representative}, {"members", group.members}};
    output.json_line(line.dump(-1, ' ', false, Json::error_handler_t::replace));
    any = true;
    return true;
  });
  return any ? ExitStatus::ok : ExitStatus::incomplete;
}

} // namespace

void add_copies(CLI::App& root, Action& chosen) {
  const auto index = std::make_shared<std::string>();
  CLI::App& command = add_command(root, "copies", "List the groups of copies", examples);
  add_index_option(command, *index);
  command.callback([&chosen, index] { chosen = [index](Output& output) { return copies(*index, output); }; });
}

} // namespace akin::cli
