#include "tests/server/served_index.hpp"

#include "engine/xapian/xapian_engine.hpp"
#include "indexer/index_run.hpp"

#include <stdexcept>

namespace akin::test {
namespace {

std::filesystem::path new_directory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "akin-server-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    throw std::runtime_error("cannot make a directory for a test");
  return pattern;
}

/// Indexed once; tests copy it.
const std::filesystem::path& sample_index() {
  struct Sample {
    Sample() : directory(new_directory()) {
      const auto writer = engine::open_writer(directory / "index");
      indexer::run_index(*writer, {AKIN_SOURCE_DIR "/sample_corpus/articles"}, {}, {});
    }
    ~Sample() { std::filesystem::remove_all(directory); }
    std::filesystem::path directory;
  };
  static const Sample once;
  static const std::filesystem::path path = once.directory / "index";
  return path;
}

} // namespace

ServedIndex::ServedIndex(server::ServerOptions options, Contents contents)
    : directory_(new_directory()), index_(directory_ / "index") {
  if (contents == Contents::sample_corpus)
    std::filesystem::copy(sample_index(), index_, std::filesystem::copy_options::recursive);
  options.index = index_;
  options.port = 0;
  options.threads = 2;
  server = std::make_unique<server::HttpServer>(options);
  server->start();
}

ServedIndex::~ServedIndex() {
  server.reset();
  std::filesystem::remove_all(directory_);
}

ServedIndex& sample() {
  sample_index(); // destroyed after what is made of it
  static ServedIndex shared;
  return shared;
}

server::ServerOptions writable() {
  server::ServerOptions options;
  options.write_key = write_key;
  return options;
}

bool eventually(const std::function<bool()>& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition())
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

} // namespace akin::test
