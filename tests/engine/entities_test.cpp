#include "common/error.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <tuple>

using namespace akin;
using namespace akin::engine;

namespace {

using Names = std::vector<std::string>;

/// Appends an article "Kim and Vostochny" with a person, named so, and a place; commits when asked.
void append_labelled(Writer& writer, const std::string& id, const std::string& person) {
  Analyser analyser;
  AnalysedArticle analysed;
  analyser.analyse(article(id, "", "Kim and Vostochny"), analysed);
  analysed.entities = {{EntityKind::person, person, true}, {EntityKind::place, "Vostochny", false}};
  analysed.mentions = {{0, ArticleField::body, 0, 3}, {1, ArticleField::body, 8, 17}};
  auto batch = writer.new_batch();
  batch->add(analysed, analyser.vocabulary());
  batch->finish();
  writer.append(std::move(batch));
}

Record record(const Snapshot& snapshot, const std::string& id) {
  const DocNumber document = snapshot.find_id(id).value();
  return snapshot.records(std::span(&document, 1)).front();
}

/// "kind name count" and "kind name form count", sorted.
std::pair<std::vector<std::tuple<EntityKind, std::string, std::uint32_t>>,
          std::vector<std::tuple<EntityKind, std::string, std::string, std::uint32_t>>>
statistics(const Snapshot& snapshot) {
  std::vector<std::tuple<EntityKind, std::string, std::uint32_t>> names;
  std::vector<std::tuple<EntityKind, std::string, std::string, std::uint32_t>> forms;
  const NameStatistics counted = snapshot.name_statistics();
  for (const NameCount& name : counted.names)
    names.emplace_back(name.kind, name.name, name.articles);
  for (const NameForm& form : counted.forms)
    forms.emplace_back(form.kind, form.name, form.form, form.articles);
  std::sort(names.begin(), names.end());
  std::sort(forms.begin(), forms.end());
  return {names, forms};
}

void delete_derived(const std::filesystem::path& directory) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.path().filename() == "columns.akin" || entry.path().filename() == "forward.akin")
      std::filesystem::remove(entry.path());
}

} // namespace

TEST_CASE("entities and mentions come back beside the article, which is as it was") {
  const TemporaryFolder folder;
  const auto writer = open_writer(folder.path());
  append_labelled(*writer, "a", "Kim Jong-un");
  writer->commit();
  const auto snapshot = open_reader(folder.path())->snapshot();
  const Record stored = record(*snapshot, "a");
  CHECK(stored.article == article("a", "", "Kim and Vostochny"));
  CHECK(stored.entities ==
        std::vector<Entity>{{EntityKind::person, "Kim Jong-un", true}, {EntityKind::place, "Vostochny", false}});
  CHECK(stored.mentions == std::vector<Mention>{{0, ArticleField::body, 0, 3}, {1, ArticleField::body, 8, 17}});
}

TEST_CASE("given entities are there without anybody to find more") {
  const TemporaryFolder folder;
  const auto writer = open_writer(folder.path());
  Article given = article("a", "", "text");
  given.people = {"Ana Silva", "", "Ana Silva"};
  given.places = {"Porto"};
  append(*writer, {given});
  writer->commit();
  CHECK(record(*open_reader(folder.path())->snapshot(), "a").entities ==
        std::vector<Entity>{{EntityKind::person, "Ana Silva", true}, {EntityKind::place, "Porto", true}});
}

TEST_CASE("names and their forms are counted over segments, of live articles alone") {
  const TemporaryFolder folder;
  const auto writer = open_writer(folder.path());
  for (const auto* id : {"a", "b", "c"}) {
    append_labelled(*writer, id, "Kim Jong-un");
    writer->commit();
  }
  append_labelled(*writer, "c", "Kim");
  append(*writer, {}, {"b"});
  writer->commit();
  const auto [names, forms] = statistics(*open_reader(folder.path())->snapshot());
  CHECK(names == std::vector<std::tuple<EntityKind, std::string, std::uint32_t>>{{EntityKind::person, "Kim", 1},
                                                                                 {EntityKind::person, "Kim Jong-un", 1},
                                                                                 {EntityKind::place, "Vostochny", 2}});
  CHECK(forms == std::vector<std::tuple<EntityKind, std::string, std::string, std::uint32_t>>{
                     {EntityKind::person, "Kim Jong-un", "Kim", 1}});
}

TEST_CASE("derived files that were deleted are made again with the same entities, as are merged and compacted ones") {
  const TemporaryFolder folder;
  const auto writer = open_writer(folder.path());
  for (int i = 0; i < 10; ++i) {
    append_labelled(*writer, "article " + std::to_string(i), i % 3 == 0 ? "Kim Jong-un" : "Kim");
    writer->commit();
  }
  const auto before = statistics(*open_reader(folder.path())->snapshot());
  delete_derived(folder.path());
  const auto snapshot = open_reader(folder.path())->snapshot();
  CHECK(statistics(*snapshot) == before);
  CHECK(record(*snapshot, "article 3").entities.front().name == "Kim Jong-un");
  writer->compact();
  CHECK(statistics(*open_reader(folder.path())->snapshot()) == before);
}

TEST_CASE("relabelling replaces the entities of live articles and puts the aliases into force") {
  const TemporaryFolder folder;
  const auto writer = open_writer(folder.path());
  append_labelled(*writer, "a", "Kim");
  append_labelled(*writer, "b", "Kim");
  writer->commit();
  append(*writer, {}, {"b"});
  const auto reader = open_reader(folder.path());
  const auto old = reader->snapshot();
  int labelled = 0;
  writer->relabel("person, Kim Jong-un, Kim\n", [&](AnalysedArticle& analysed, const Vocabulary&) {
    CHECK(analysed.article.id == "a");
    CHECK(analysed.entities.size() == 2);
    analysed.entities.front().name = "Kim Jong-un";
    ++labelled;
  });
  CHECK(labelled == 1);
  CHECK(writer->aliases() == "person, Kim Jong-un, Kim\n");
  const auto now = reader->snapshot();
  CHECK(now->aliases() == "person, Kim Jong-un, Kim\n");
  CHECK(record(*now, "a").entities.front().name == "Kim Jong-un");
  CHECK(record(*now, "a").article == article("a", "", "Kim and Vostochny"));
  CHECK(old->aliases().empty());
  CHECK(record(*old, "a").entities.front().name == "Kim");
  CHECK(writer->content_hash("a").has_value());
  for (const Problem& problem : check(folder.path()))
    CHECK(problem.harmless); // the folder of batches, which this writer may still use
}

TEST_CASE("a relabelling that is given up leaves everything as it was") {
  const TemporaryFolder folder;
  const auto writer = open_writer(folder.path());
  append_labelled(*writer, "a", "Kim");
  writer->commit();
  CHECK_THROWS_AS(writer->relabel("person, X\n", [](AnalysedArticle&, const Vocabulary&) { throw 1; }), int);
  CHECK(writer->aliases().empty());
  append_labelled(*writer, "b", "Kim");
  writer->commit();
  const auto snapshot = open_reader(folder.path())->snapshot();
  CHECK(snapshot->aliases().empty());
  CHECK(snapshot->document_count() == 2);
}

TEST_CASE("aliases outlive later runs and a rebuild of the index; a new index takes them for what is to come") {
  const TemporaryFolder folder;
  const auto label = [](AnalysedArticle&, const Vocabulary&) {};
  {
    const auto writer = open_writer(folder.path());
    writer->relabel("person, A\n", label);
    append_labelled(*writer, "a", "Kim");
    writer->commit();
  }
  CHECK(open_writer(folder.path())->aliases() == "person, A\n");
  {
    const auto writer = open_writer(folder.path(), {.replace = true});
    CHECK(writer->aliases() == "person, A\n");
    append_labelled(*writer, "b", "Kim");
    writer->commit();
  }
  CHECK(open_reader(folder.path())->snapshot()->aliases() == "person, A\n");
}

TEST_CASE("names filter byte for byte, and facets count under the names they are given") {
  const TemporaryFolder folder;
  const auto writer = open_writer(folder.path());
  append_labelled(*writer, "a", "Kim Jong-un");
  append_labelled(*writer, "b", "Kim Jong Un");
  writer->commit();
  append_labelled(*writer, "c", "Kim");
  writer->commit();
  const auto snapshot = open_reader(folder.path())->snapshot();
  const std::vector<Filter> filters{
      {query::Field::person, {}, {{query::Field::person, "Kim Jong-un"}, {query::Field::person, "Kim Jong Un"}}}};
  RetrievalRequest request;
  request.filters = filters;
  request.fold_copies = false;
  CHECK(snapshot->retrieve(request).matched == 2);
  RetrievalRequest every;
  every.fold_copies = false;
  query::Node node;
  node.kind = query::Kind::value;
  node.field = query::Field::person;
  node.text = "kim";
  CHECK(found(*snapshot, node, every).size() == 3);
  node.names = {{query::Field::person, "Kim"}};
  CHECK(found(*snapshot, node, every) == Names{"c"});

  const FacetNaming naming = [](FacetField field, std::string_view value) {
    return FacetName{field, value.starts_with("Kim Jong") ? std::string_view("KJU") : value};
  };
  RetrievalRequest counting;
  counting.facets = {FacetField::person};
  counting.facet_naming = &naming;
  for (const bool fold : {false, true}) {
    counting.fold_copies = fold;
    const auto counts = snapshot->retrieve(counting).facets[0];
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].value == "KJU");
    CHECK(counts[0].count == (fold ? 1 : 2)); // the articles are copies of each other
  }
}
