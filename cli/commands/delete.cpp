// akin delete
#include "cli/commands/commands.hpp"
#include "cli/text/numbers.hpp"
#include "engine/xapian/xapian_engine.hpp"

#include <memory>
#include <set>
#include <utility>

namespace akin::cli {
namespace {

struct DeleteOptions {
  std::string index;
  std::vector<std::string> ids;
};

constexpr auto examples = R"(  akin delete --index news.akin vostochny-tour
  akin delete --index news.akin withdrawn-1 withdrawn-2
)";

ExitStatus remove(const DeleteOptions& options, Output& output) {
  const auto directory = index_directory(options.index);
  engine::open_reader(directory); // a writer would create a missing index
  const auto writer = engine::open_writer(directory);
  auto batch = writer->new_batch();
  ExitStatus status = ExitStatus::ok;
  for (const std::string& id : std::set<std::string>(options.ids.begin(), options.ids.end())) {
    if (writer->content_hash(id)) {
      batch->remove(id);
    } else {
      complain("no article has this id; nothing was deleted for it (" + id + ")");
      status = ExitStatus::incomplete;
    }
  }
  const std::size_t deleted = batch->size();
  if (deleted > 0) {
    batch->finish();
    writer->append(std::move(batch));
    writer->commit();
  }
  output.line("deleted " + counted(deleted, "article", "articles"));
  return status;
}

} // namespace

void add_delete(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<DeleteOptions>();
  CLI::App& command = add_command(root, "delete", "Delete articles by id", examples);
  command.add_option("ID", options->ids, "The articles to delete")->type_name("")->required();
  add_index_option(command, options->index);
  command.callback([&chosen, options] { chosen = [options](Output& output) { return remove(*options, output); }; });
}

} // namespace akin::cli
