// Files that people keep, aliases and synonyms: read, or refused with the line.
#include "common/error.hpp"
#include "common/query/query_parser.hpp"
#include "entities/alias_table.hpp"
#include "searcher/synonyms.hpp"
#include "tests/fuzz/expect.hpp"

using namespace akin;

namespace {

template <class Read> void expect_read_or_refused(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    fuzz::expect(error.code() == ErrorCode::invalid_argument, "a bad list is an invalid argument");
    fuzz::expect(error.context().starts_with("list:"), "and names the line");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  expect_read_or_refused([&] {
    const auto table = entities::AliasTable::parse(text, "list");
    fuzz::expect(entities::AliasTable::parse(table.text(), "list").text() == table.text(),
                 "an alias table, written, reads as the same table");
  });
  const std::string_view queried = fuzz::next_part(text);
  expect_read_or_refused([&] {
    const Synonyms synonyms = Synonyms::parse(text, "list");
    query::Node root = query::parse(queried).root;
    synonyms.expand(root);
  });
  return 0;
}
