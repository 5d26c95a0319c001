#include "common/error.hpp"
#include "common/query/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <memory>

using namespace akin;
using namespace akin::engine;

namespace {

constexpr const char* file = R"(# what readers of this site call things
car, automobile, motor car

usa, U.S. => united states
lorry => truck, lorry
)";

class Site {
 public:
  Site() {
    auto writer = open_writer(folder_.path());
    append(*writer, {article("car", "", "A red car."), article("automobile", "", "An automobile show."),
                     article("motor", "", "The motor car of the year."), article("motors", "", "A motor. No vehicle."),
                     article("usa", "", "Made in the USA."), article("states", "", "The United States voted."),
                     article("united", "", "United won."), article("truck", "", "Trucks on the road."),
                     article("lorry", "", "Lorries on the road.")});
    writer->commit();
    searcher_ =
        std::make_unique<Searcher>(folder_.path(), std::make_shared<const Synonyms>(Synonyms::parse(file, "f")));
  }

  Result search(const std::string& query, bool prefix = false) const {
    SearchRequest request;
    request.query = query;
    request.relax = false;
    request.prefix = prefix;
    return searcher_->search(request);
  }

  std::vector<std::string> found(const std::string& query, bool prefix = false) const {
    std::vector<std::string> ids;
    for (const Hit& hit : search(query, prefix).hits)
      ids.push_back(hit.id);
    std::sort(ids.begin(), ids.end());
    return ids;
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Searcher> searcher_;
};

using Ids = std::vector<std::string>;

std::string error_of(const std::string& text) {
  try {
    Synonyms::parse(text, "words.txt");
    return "";
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::invalid_argument);
    return error.what();
  }
}

} // namespace

TEST_CASE("whoever searches one of several words finds the others too, in any of their forms") {
  const Site site;
  CHECK(site.found("car") == Ids{"automobile", "car", "motor"});
  CHECK(site.found("Automobiles") == Ids{"automobile", "car", "motor"});
  CHECK(site.found("+car +show") == Ids{"automobile"});
  CHECK(site.found("\"motor car\"") == Ids{"automobile", "car", "motor"});
  CHECK(site.found("+motor +car") == Ids{"automobile", "car", "motor"});
  CHECK(site.found("motor car") == Ids{"automobile", "car", "motor", "motors"});
  CHECK(site.found("+lorry") == Ids{"lorry", "truck"});
  CHECK(site.found("truck") == Ids{"truck"}); // not the other way round
}

TEST_CASE("what stands left of an arrow is searched as what stands right of it instead") {
  const Site site;
  CHECK(site.found("usa") == Ids{"states"});
  CHECK(site.found("U.S.") == Ids{"states"});
  CHECK(site.found("+usa +voted") == Ids{"states"});
  CHECK(site.found("united states") == Ids{"states", "united"});
}

TEST_CASE("what must not match, near words and longer phrases are as they were typed") {
  const Site site;
  CHECK(site.found("show -car") == Ids{"automobile"});
  CHECK(site.found("\"red car\"") == Ids{"car"});
  CHECK(site.found("\"red automobile\"").empty());
}

TEST_CASE("a word that is being typed is completed beside its synonyms") {
  const Site site;
  CHECK(site.found("car", true) == Ids{"automobile", "car", "motor"});
  CHECK(site.found("lorr", true) == Ids{"lorry"});
}

TEST_CASE("synonyms count as one word: what has both is no better than what has one of them twice") {
  TemporaryFolder folder;
  auto writer = open_writer(folder.path());
  append(*writer, {article("both", "", "A car, an automobile and a bridge."),
                   article("twice", "", "A car, another car and a bridge."), article("none", "", "The harbour.")});
  writer->commit();
  const Searcher searcher(folder.path(), std::make_shared<const Synonyms>(Synonyms::parse("car, automobile", "f")));
  SearchRequest request;
  request.query = "car";
  const Result result = searcher.search(request);
  REQUIRE(result.hits.size() == 2);
  CHECK(result.hits[0].score == doctest::Approx(result.hits[1].score));
  const auto& snippet = result.hits[result.hits[0].id == "both" ? 0 : 1].snippet;
  CHECK(std::any_of(snippet.begin(), snippet.end(),
                    [](const SnippetPart& part) { return part.mark && part.text == "automobile"; }));
}

TEST_CASE("a line that is no list of synonyms is refused with its place") {
  CHECK(error_of("# nothing\n\n") == "");
  CHECK(error_of("a, b\nalone").find("words.txt:2") != std::string::npos);
  CHECK(error_of("=> b").find("either side") != std::string::npos);
  CHECK(error_of("a =>").find("either side") != std::string::npos);
  CHECK(error_of("a, ...").find("has no word") != std::string::npos);
  CHECK(error_of("a, b c d e f g h i j").find("more than 8") != std::string::npos);
  CHECK(error_of("a, \xff").find("UTF-8") != std::string::npos);
  std::string many = "a";
  for (int i = 0; i < 60; ++i)
    many += ", w" + std::to_string(i);
  CHECK(error_of(many).find("more than 50") != std::string::npos);
  CHECK(Synonyms::parse("", "f").empty());
  CHECK(Synonyms::parse("a, a\na => a", "f").empty()); // changes nothing
}
