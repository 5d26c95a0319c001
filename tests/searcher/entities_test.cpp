#include "common/analysis/analyser.hpp"
#include "common/error.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "entities/canonical_names.hpp"
#include "searcher/searcher.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <random>
#include <unistd.h>

namespace {

using namespace akin;
using Strings = std::vector<std::string>;

/// An article whose named spans stand in brackets: "[P Kim] at [L Vostochny]".
struct Marked {
  std::string id;
  std::string body;
};

/// An index of articles with spans as given, gone after the test.
class Corpus {
 public:
  explicit Corpus(const std::vector<Marked>& articles, const std::string& aliases = {}) {
    std::string pattern = (std::filesystem::temp_directory_path() / "akin-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    const auto writer = engine::open_writer(path_);
    if (!aliases.empty())
      writer->relabel(aliases, [](AnalysedArticle&, const Vocabulary&) {});
    const auto table = entities::AliasTable::parse(aliases, "test");
    for (const Marked& marked : articles) { // a segment each
      auto batch = writer->new_batch();
      Analyser analyser;
      add(*batch, marked, table, analyser);
      batch->finish();
      writer->append(std::move(batch));
      writer->commit();
    }
  }
  ~Corpus() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Corpus(const Corpus&) = delete;
  Corpus& operator=(const Corpus&) = delete;

  Searcher searcher() const { return Searcher(path_); }

  Strings found(const std::string& query) const {
    SearchRequest request;
    request.query = query;
    return ids(searcher().search(request));
  }
  static Strings ids(const Result& result) {
    Strings all;
    for (const Hit& hit : result.hits)
      all.push_back(hit.id);
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  static void add(engine::Batch& batch, const Marked& marked, const entities::AliasTable& table, Analyser& analyser) {
    Article article;
    article.id = marked.id;
    std::vector<std::pair<EntityKind, std::pair<std::size_t, std::size_t>>> places;
    for (std::size_t i = 0; i < marked.body.size(); ++i) {
      const char c = marked.body[i];
      if (c == '[') {
        const char kind = marked.body[i + 1];
        places.push_back({kind == 'P'   ? EntityKind::person
                          : kind == 'L' ? EntityKind::place
                                        : EntityKind::organisation,
                          {article.body.size(), 0}});
        i += 2;
      } else if (c == ']') {
        places.back().second.second = article.body.size();
      } else {
        article.body += c;
      }
    }
    AnalysedArticle analysed;
    analyser.analyse(std::move(article), analysed);
    std::vector<entities::TaggedSpan> spans;
    for (const auto& [kind, place] : places) {
      const auto at = [&](std::size_t offset) {
        return static_cast<std::uint32_t>(
            std::partition_point(analysed.tokens.begin(), analysed.tokens.end(),
                                 [&](const Token& token) { return token.begin < offset; }) -
            analysed.tokens.begin());
      };
      spans.push_back({kind, ArticleField::body, at(place.first), at(place.second)});
    }
    entities::name_entities(analysed, analyser.vocabulary(), spans, table);
    batch.add(analysed, analyser.vocabulary());
  }

  std::filesystem::path path_;
};

const std::vector<Marked> summit{
    {"tour", "[P Kim Jong-un] and [P Vladimir Putin] toured the [L Vostochny Cosmodrome] with its rocket pad today."},
    {"talks", "[P Kim Jong Un] spoke with [P Putin] about a rocket; the [P Kim] visit to [L Vostochny] was long."},
    {"train", "The train of [P Kim Jong-un] left. [P Kim] waved at [L Vostochny] and its rocket crew again."},
    {"satellite", "A satellite of the [O European Union]. The [O EU] paid, [P Vladimir Putin] said. [P Putin] left."},
    {"market", "Fish prices rose in [L Vladivostok]; the [O EU] was not asked about it by anybody at all."},
};

TEST_CASE("a place and the same with its kind find the same articles") {
  const Corpus corpus(summit);
  const Strings all{"talks", "tour", "train"};
  CHECK(corpus.found("place:Vostochny") == all);
  CHECK(corpus.found("place:\"Vostochny Cosmodrome\"") == all);
  CHECK(corpus.found("place:\"vostochny cosmodrome\" rocket") == all);
  CHECK(corpus.found("place:cosmodrome") == Strings{"tour"}); // no name of it: a part of names, as articles have them
}

TEST_CASE("spellings, surnames and initials find the articles of the entity") {
  const Corpus corpus(summit);
  const Strings kim{"talks", "tour", "train"};
  CHECK(corpus.found("person:\"Kim Jong-un\"") == kim);
  CHECK(corpus.found("person:\"kim jong un\"") == kim);
  CHECK(corpus.found("person:Kim") == kim);
  CHECK(corpus.found("person:Putin") == Strings{"satellite", "talks", "tour"});
  CHECK(corpus.found("org:\"European Union\"") == Strings{"market", "satellite"});
  SearchRequest request;
  request.filters.organisations = {"EU", "unknown"};
  CHECK(Corpus::ids(corpus.searcher().search(request)) == Strings{"market", "satellite"});
}

TEST_CASE("facets count canonical names, and a filter by one finds as many") {
  const Corpus corpus(summit);
  const Searcher searcher = corpus.searcher();
  SearchRequest request;
  request.facets = {engine::FacetField::person, engine::FacetField::place, engine::FacetField::organisation};
  const Result result = searcher.search(request);
  REQUIRE(result.facets[0].second.size() == 2);
  CHECK(result.facets[0].second[0].value == "Kim Jong-un");
  CHECK(result.facets[0].second[1].value == "Vladimir Putin");
  for (const auto& value : result.facets[0].second) {
    SearchRequest filtered;
    filtered.filters.people = {value.value};
    CHECK(searcher.search(filtered).total == value.count);
  }
  CHECK(result.facets[1].second[0].value == "Vostochny Cosmodrome");
  CHECK(result.facets[2].second[0].value == "European Union");
}

TEST_CASE("a name that some articles have under another kind is counted, found and listed under its own") {
  const Corpus corpus({{"one", "Shares of [O Lodden Grey] rose, traders in [L Wexford] said on the first day."},
                       {"two", "Profits of [O Lodden Grey] fell; the bank in [L Wexford] told investors so."},
                       {"three", "[P Lodden Grey] sold bonds while a dealer at [O Lodden Grey] bought some of them."},
                       {"four", "An analyst at [P Lodden Grey] in [L Wexford] expects rates to go up this summer."}});
  const Strings all{"four", "one", "three", "two"};
  CHECK(corpus.found("org:\"Lodden Grey\"") == Strings{"one", "two"});
  CHECK(corpus.found("person:\"Lodden Grey\"") == Strings{"four", "three"}); // two against two: not sure enough
  const Corpus sure({{"one", "Shares of [O Lodden Grey] rose, traders in [L Wexford] said on the first day."},
                     {"two", "Profits of [O Lodden Grey] fell; the bank in [L Wexford] told investors so."},
                     {"three", "[P Lodden Grey] sold bonds while a dealer at [O Lodden Grey Ltd] bought some of them."},
                     {"four", "Bonds of [O Lodden Grey] in [L Wexford] are what savers buy in this summer, it said."}});
  CHECK(sure.found("org:\"Lodden Grey\"") == all);
  CHECK(sure.found("person:\"Lodden Grey\"") == all);
  SearchRequest request;
  request.facets = {engine::FacetField::person, engine::FacetField::organisation};
  const Result result = sure.searcher().search(request);
  CHECK(result.facets[0].second.empty());
  REQUIRE(result.facets[1].second.size() == 1);
  CHECK(result.facets[1].second[0].count == 4);
  request.facets = {engine::FacetField::organisation}; // read from people's names though nobody asked for people
  CHECK(sure.searcher().search(request).facets[0].second[0].count == 4);
  request.facets = {engine::FacetField::person};
  CHECK(sure.searcher().search(request).facets[0].second.empty());
  request.filters.organisations = {"Lodden Grey"};
  CHECK(Corpus::ids(sure.searcher().search(request)) == all);
  const EntityList listed = sure.searcher().entities({.kind = EntityKind::organisation});
  REQUIRE(listed.entities.size() == 1);
  CHECK(listed.entities[0].articles == 4);
  const EntityList with = sure.searcher().entities({.with = "Lodden Grey"});
  REQUIRE(with.with.size() == 1);
  CHECK(with.with[0].articles == 4);
  REQUIRE(with.entities.size() == 1);
  CHECK(with.entities[0].articles == 3);
}

TEST_CASE("entities are listed with exact counts and aliases, by kind, by prefix, with others") {
  const Corpus corpus(summit);
  const Searcher searcher = corpus.searcher();
  EntityRequest request;
  const EntityList all = searcher.entities(request);
  CHECK(all.total == 5);
  CHECK(all.entities[0].name == "Kim Jong-un");
  CHECK(all.entities[0].articles == 3);
  CHECK(all.entities[0].aliases == Strings{"Kim Jong Un", "Kim"});
  request.kind = EntityKind::place;
  request.sort = EntitySort::name;
  CHECK(searcher.entities(request).entities.front().name == "Vladivostok");
  request.limit = 1;
  CHECK(searcher.entities(request).entities.size() == 1);
  CHECK(searcher.entities(request).total == 2);
  CHECK(searcher.entities({.prefix = "COSMO"}).entities.front().name == "Vostochny Cosmodrome");
  const EntityList with = searcher.entities({.with = "kim"});
  REQUIRE(with.with.size() == 1);
  CHECK(with.with[0].articles == 3);
  CHECK(with.entities[0].name == "Vostochny Cosmodrome");
  CHECK(with.entities[1].name == "Vladimir Putin");
  CHECK(with.entities[1].articles == 2);
  CHECK_THROWS_AS(searcher.entities({.with = "nobody"}), Error);
  CHECK(to_json(with.entities[1]) == R"({"kind":"person","name":"Vladimir Putin","articles":2,"aliases":["Putin"]})");
}

TEST_CASE("an ambiguous surname is found as a part of names") {
  const Corpus corpus({{"a", "[P John Smith] came. [P Smith] sat."},
                       {"b", "[P Ann Smith] came. [P Smith] sat."},
                       {"c", "[P Smith] alone."}});
  CHECK(corpus.found("person:Smith") == Strings{"a", "b", "c"});
  CHECK(corpus.found("person:\"Ann Smith\"") == Strings{"b"});
}

TEST_CASE("related articles say which entities they share, by canonical name") {
  const Corpus corpus(summit);
  SimilarRequest request;
  request.source = ById{"talks"};
  const Result result = corpus.searcher().similar(request);
  const auto hit = std::find_if(result.hits.begin(), result.hits.end(), [](const Hit& h) { return h.id == "train"; });
  REQUIRE(hit != result.hits.end());
  Strings names;
  for (const SharedEntity& entity : hit->why->entities)
    names.push_back(entity.name);
  std::sort(names.begin(), names.end());
  CHECK(names == Strings{"Kim Jong-un", "Vostochny Cosmodrome"});
  CHECK(hit->people == Strings{"Kim Jong-un"});
}

TEST_CASE("an alias of the table that no article uses finds its entity") {
  const Corpus corpus(summit, "person, Kim Jong-un, Kim Jong Un|the Marshal\n");
  CHECK(corpus.found("person:\"the marshal\"") == Strings{"talks", "tour", "train"});
}

TEST_CASE("names do not depend on the order in which articles came") {
  std::vector<Marked> articles = summit;
  const auto listed = [&] {
    const Corpus corpus(articles);
    return to_json(corpus.searcher().entities({.limit = 0}));
  };
  const std::string expected = listed();
  std::mt19937 random(3);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(articles.begin(), articles.end(), random);
    CHECK(listed() == expected);
  }
}

} // namespace
