// Any string is a query; what the parser makes of it, written out, reads as the same tree.
#include "common/query/query_parser.hpp"
#include "tests/fuzz/expect.hpp"

using namespace akin;

namespace {

/// Written out, a tree may be longer than what was typed, and brackets stand where none were ("a AND b c").
query::ParserLimits roomy() {
  query::ParserLimits limits;
  limits.max_bytes = 1'000'000;
  limits.max_words = limits.max_wildcards = limits.max_phrase_words = 1'000'000;
  limits.max_depth = 200;
  return limits;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const query::ParsedQuery parsed = query::parse(text);
  for (const query::Warning& warning : parsed.warnings)
    fuzz::expect(warning.offset <= text.size() && !warning.message.empty(), "a warning has a place and a text");
  const std::string written = query::to_string(parsed.root);
  fuzz::expect(query::parse(written, roomy()).root == parsed.root, "parse, write, parse gives the same tree");
  return 0;
}
