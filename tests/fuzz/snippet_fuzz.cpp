// A snippet is a part of its article, no longer than asked, whatever the text and the words to mark.
#include "common/query/query_parser.hpp"
#include "searcher/hit_builder.hpp"
#include "searcher/query_resolution.hpp"
#include "searcher/snippet.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>

using namespace akin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2)
    return 0;
  const std::size_t max_bytes = std::size_t{data[0]} * 4;
  const auto language = static_cast<Language>(data[1] % languages().size());
  std::string_view input = fuzz::text_of(data + 2, size - 2);
  const std::string_view words = fuzz::next_part(input);
  Article article;
  article.summary = fuzz::next_part(input);
  article.body = input;
  query::Node root = query::parse(words).root;
  const auto stem = [&](auto&& self, query::Node& node) -> void {
    for (query::QueryWord& word : node.words)
      word.stems = {stem_of(word.surface, language)};
    for (query::Clause& clause : node.clauses)
      self(self, clause.node);
  };
  stem(stem, root);
  const auto stands_in_text = [&](const std::string& part) {
    return article.body.find(part) != std::string::npos || article.summary.find(part) != std::string::npos;
  };
  std::size_t bytes = 0;
  for (const SnippetPart& part :
       make_snippet(article, language, thread_analyser(), StemSet(stems_of(root)), max_bytes)) {
    fuzz::expect(!part.text.empty(), "no part is empty");
    fuzz::expect(!part.mark || stands_in_text(part.text), "what is marked stands in the text");
    bytes += part.text.size();
  }
  const std::size_t ellipses = 2 * (sizeof("… ") - 1);
  fuzz::expect(bytes <= max_bytes + ellipses, "a snippet is no longer than asked");
  return 0;
}
