// Any file is read: each record becomes an article that can be written and read again, or is rejected with a reason.
#include "common/article_json.hpp"
#include "indexer/input.hpp"
#include "tests/fuzz/expect.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace akin;
using namespace akin::indexer;

namespace {

/// A file of this process, gone when it ends.
const std::filesystem::path& scratch() {
  static const std::filesystem::path path = [] {
    auto made = std::filesystem::temp_directory_path() / ("akin-fuzz-" + std::to_string(::getpid()));
    std::atexit([] {
      std::error_code ignored;
      std::filesystem::remove(scratch(), ignored);
    });
    return made;
  }();
  return path;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  constexpr Format formats[] = {Format::automatic, Format::jsonl, Format::json,     Format::csv, Format::tsv,
                                Format::feed,      Format::html,  Format::markdown, Format::text};
  InputOptions options;
  options.format = formats[*data % std::size(formats)];
  options.max_record_bytes = 1U << 16U;
  {
    std::ofstream file(scratch(), std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
  }
  InputVisitor visitor;
  visitor.record = [&](RawRecord&& raw) {
    auto parsed = parse(std::move(raw), options);
    if (const auto* const rejection = std::get_if<Rejection>(&parsed)) {
      fuzz::expect(!rejection->reason.empty(), "a rejection has a reason");
      return true;
    }
    const Article& article = std::get<Record>(parsed).article;
    fuzz::expect(!article.id.empty(), "an article has an id");
    fuzz::expect(!article.title.empty() || !article.body.empty(), "an article has a title or a body");
    fuzz::expect(article_from_json(to_json(article)) == article, "an article in JSON reads as the same article");
    return true;
  };
  visitor.rejected = [](Rejection&& rejection) {
    fuzz::expect(!rejection.reason.empty(), "a rejection has a reason");
    return true;
  };
  visitor.skipped = [](const std::string&) {};
  read_inputs({scratch().string()}, options, visitor);
  return 0;
}
