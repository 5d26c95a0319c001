// Did you mean, easier queries when nothing is found, completions.
#include "common/error.hpp"
#include "searcher/searcher.hpp"
#include "searcher/spelling.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin;
using namespace akin::engine;

namespace {

/// A dozen articles about a spaceport, one about something else.
struct SpaceportIndex {
  TemporaryFolder folder;
  SpaceportIndex() {
    auto writer = open_writer(folder.path() / "index");
    std::vector<Article> articles;
    for (int i = 0; i < 12; ++i) {
      articles.push_back(article("space" + std::to_string(i), "Vostochny launch number " + std::to_string(i),
                                 "The Vostochny cosmodrome saw rockets number " + std::to_string(i * 31) +
                                     " carry satellites for Gennady Sorvin."));
      articles.back().people = {"Gennady Sorvin"};
    }
    articles.push_back(article("violin", "Violin stolen from a workshop", "A violin and a café table vanished."));
    append(*writer, articles);
    writer->commit();
  }
  Searcher searcher() const { return Searcher(folder.path() / "index"); }
};

Result search(const SpaceportIndex& index, const std::string& query, bool relax = true) {
  SearchRequest request;
  request.query = query;
  request.relax = relax;
  return index.searcher().search(request);
}

std::vector<Suggestion> suggest(const SpaceportIndex& index, const std::string& prefix) {
  SuggestRequest request;
  request.prefix = prefix;
  return index.searcher().suggest(request).suggestions;
}

bool has(const std::vector<Suggestion>& suggestions, SuggestionKind kind, const std::string& text) {
  return std::any_of(suggestions.begin(), suggestions.end(),
                     [&](const Suggestion& suggestion) { return suggestion.kind == kind && suggestion.text == text; });
}

} // namespace

TEST_CASE("misspelt words are put right together, with what the index has") {
  const SpaceportIndex index;
  CHECK(search(index, "vostochni cosmodrone").suggestion == "vostochny cosmodrome");
  CHECK(search(index, "satelites").suggestion == "satellites");
  CHECK(search(index, "+vostochny +rokcets").suggestion == "+vostochny +rockets");
}

TEST_CASE("what is spelt right, short, a number or beyond two slips is left alone") {
  const SpaceportIndex index;
  for (const char* query : {"vostochny", "rocket", "cafe", "café", "the", "31", "xyzzyplugh", "violins", "-rokcets",
                            "title:vostochny", "vost*"}) {
    CAPTURE(query);
    CHECK_FALSE(search(index, query).suggestion);
  }
}

TEST_CASE("of hundreds of unknown words only some are looked up") {
  const SpaceportIndex index;
  const auto unknown = [](char count) {
    std::string query;
    for (char c = 'a'; c < 'a' + count; ++c)
      query += std::string("xyzzyplugh") + c + c + " ";
    return query;
  };
  CHECK(search(index, unknown(5) + "rokcets").suggestion == unknown(5) + "rockets");
  CHECK_FALSE(search(index, unknown(20) + "rokcets").suggestion);
}

TEST_CASE("a mistake of the articles' is told from a rare word and from another country's spelling") {
  TemporaryFolder folder;
  {
    auto writer = open_writer(folder.path() / "index");
    std::vector<Article> articles;
    for (int i = 0; i < 80; ++i)
      articles.push_back(article(std::to_string(i), "", "They receive colors in a station " + std::to_string(i)));
    articles.push_back(article("mistake", "", "They recieve nothing"));
    for (int i = 0; i < 80; ++i)
      articles.push_back(article("fitted" + std::to_string(i), "", "They committed and fitted trailers"));
    articles.push_back(article("same stem", "", "They commited to nothing"));
    articles.push_back(article("british", "", "The colours faded"));
    articles.push_back(article("rare", "", "A stallion grazed"));
    append(*writer, articles);
    writer->commit();
  }
  const Searcher searcher(folder.path() / "index");
  const auto suggestion = [&](const std::string& query) {
    SearchRequest request;
    request.query = query;
    return searcher.search(request).suggestion;
  };
  CHECK(suggestion("recieve") == "receive");
  CHECK_FALSE(suggestion("colours"));
  CHECK_FALSE(suggestion("stallion"));
  CHECK_FALSE(suggestion("receives"));
  CHECK(suggestion("commited") == "committed");   // of one stem, which both forms have
  CHECK(suggestion("committted") == "committed"); // likewise, and in no article
  CHECK_FALSE(suggestion("commits"));             // an inflection that no article has is none of another word's
  CHECK(suggestion("traliers") == "trailers");
}

TEST_CASE("two words written together are parted") {
  const SpaceportIndex index;
  CHECK(search(index, "vostochnycosmodrome").suggestion == "\"vostochny cosmodrome\"");
}

TEST_CASE("when nothing is found the likelier spelling is answered for, then fewer words, and both are said") {
  const SpaceportIndex index;
  const Result respelt = search(index, "+satelites");
  CHECK(respelt.total == 12);
  REQUIRE(respelt.warnings.size() == 1);
  CHECK(respelt.warnings.front().find("satellites") != std::string::npos);
  const Result fewer = search(index, "+violin +vostochny");
  CHECK(fewer.total == 13);
  REQUIRE(fewer.warnings.size() == 1);
  CHECK(fewer.warnings.front().find("some of the words") != std::string::npos);
  CHECK(search(index, "\"rockets vostochny\"").total == 12);
  CHECK(search(index, "+violin +vostochny", false).total == 0);
  CHECK(search(index, "+satelites", false).total == 0);
  CHECK(search(index, "+satelites", false).suggestion == "satellites");
  CHECK(search(index, "+violin -table +vostochny -rockets").total == 0); // what must not match stays out
}

TEST_CASE("slips that people make weigh less than others") {
  CHECK(slip_weight("recieve", "receive") < slip_weight("recxive", "receive"));
  CHECK(slip_weight("comittee", "committee") < slip_weight("comxmittee", "committee"));
  CHECK(slip_weight("seperate", "separate") < slip_weight("sepbrate", "separate"));
  CHECK(slip_weight("hapened", "happened") < slip_weight("happpened", "happened"));
  CHECK(slip_weight("rcket", "rocket") < slip_weight("roecket", "rocket"));
  CHECK(slip_weight("rocet", "rocket") < slip_weight("rocklet", "rocket"));
  CHECK(slip_weight("same", "same") == 0);
}

TEST_CASE("the unfinished word is completed behind those before it, and only by what finds something") {
  const SpaceportIndex index;
  CHECK(has(suggest(index, "vos"), SuggestionKind::word, "vostochny"));
  CHECK(has(suggest(index, "vostochny cos"), SuggestionKind::word, "vostochny cosmodrome"));
  CHECK_FALSE(has(suggest(index, "violin cos"), SuggestionKind::word, "violin cosmodrome"));
  CHECK(has(suggest(index, "CAF"), SuggestionKind::word, "cafe"));
  CHECK(has(suggest(index, "vistoch"), SuggestionKind::word, "vostochny"));
  for (const Suggestion& suggestion : suggest(index, "v"))
    CHECK(suggestion.count > 0);
}

TEST_CASE("titles and names are offered as well") {
  const SpaceportIndex index;
  const auto found = suggest(index, "viol");
  REQUIRE(has(found, SuggestionKind::title, "Violin stolen from a workshop"));
  CHECK(found.back().id == "violin");
  CHECK(has(suggest(index, "sorv"), SuggestionKind::person, "Gennady Sorvin"));
}

TEST_CASE("completions of nothing, of blanks and of any bytes are lists, and valid JSON") {
  const SpaceportIndex index;
  CHECK(suggest(index, "").empty());
  CHECK(suggest(index, "   ").empty());
  for (const char* text : {"\"", "\xFF\xFE", "日本", "a b c d e f g h i j k l m n o p", "*", "vostochny "}) {
    SuggestRequest request;
    request.prefix = text;
    CHECK(nlohmann::json::accept(to_json(index.searcher().suggest(request))));
  }
  SuggestRequest request;
  request.prefix = "v";
  request.limit = 101;
  CHECK_THROWS_AS(index.searcher().suggest(request), Error);
}
