// Whatever is asked of a searcher is answered in valid JSON within its limits: queries, prefixes, typos, text.
#include "common/error.hpp"
#include "searcher/searcher.hpp"
#include "tests/engine/small_index.hpp"
#include "tests/fuzz/expect.hpp"

#include <nlohmann/json.hpp>

using namespace akin;
using namespace akin::engine;

namespace {

/// A searcher of a few odd articles; the index lies in a folder until the process ends.
const Searcher& searcher() {
  static const TemporaryFolder folder;
  static const Searcher made = [] {
    auto writer = open_writer(folder.path() / "index");
    std::vector<Article> articles;
    const char* const bodies[] = {"The ferry ran aground off Gotland. Kim Jong-un was not aboard.",
                                  "A ferry, a multi-stage rocket and the Vostochny Cosmodrome.",
                                  "北朝鮮の指導者が宇宙基地を訪れた。",
                                  "Der Hafen bleibt gesperrt, die Fähre auch.",
                                  "harbour harbor harbours HARBOUR",
                                  "The the of and to",
                                  "1 2 3 12.5 AT&T"};
    for (const char* body : bodies) {
      Article made_up = article("d" + std::to_string(articles.size()), "Ferry news", body);
      made_up.source = articles.size() % 2 == 0 ? "Paper" : "";
      made_up.people = {"Kim Jong-un"};
      made_up.published = Timestamp{static_cast<std::int64_t>(articles.size()) * 86'400 * 40};
      articles.push_back(std::move(made_up));
    }
    append(*writer, articles);
    writer->commit();
    return Searcher(folder.path() / "index");
  }();
  return made;
}

void expect_json(const std::string& text) { fuzz::expect(nlohmann::json::accept(text), "an answer is valid JSON"); }

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  const unsigned choices = *data;
  const std::string text(fuzz::text_of(data + 1, size - 1));
  SearchRequest request;
  request.query = text;
  request.prefix = (choices & 1U) != 0;
  request.fold_copies = (choices & 2U) != 0;
  request.explain = (choices & 4U) != 0;
  request.dates = (choices & 8U) != 0;
  request.facets = {FacetField::person, FacetField::source, FacetField::language};
  const Result found = searcher().search(request);
  fuzz::expect(found.hits.size() <= request.limit && found.hits.size() <= found.total, "no more hits than counted");
  expect_json(to_json(found));
  expect_json(to_json(searcher().suggest({text, 5})));
  SimilarRequest similar;
  ByArticle unsaved;
  unsaved.article.body = text;
  similar.source = unsaved;
  expect_json(to_json(searcher().similar(similar)));
  try {
    request.cursor = text;
    if (!text.empty())
      searcher().search(request);
  } catch (const Error& error) {
    fuzz::expect(error.code() == ErrorCode::invalid_argument, "a cursor that is none is an invalid argument");
  }
  return 0;
}
