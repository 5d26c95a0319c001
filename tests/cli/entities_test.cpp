#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace akin::test {
namespace {

using Json = nlohmann::json;

/// Names that only an aliases file can find, so that the tests do not hang on what the tagger thinks.
const std::string_view articles =
    R"({"id":"a","title":"Zubrak opens","body":"the zubrak club met Zubrak Hall.","people":["Ana Qell"]}
{"id":"b","title":"Second","body":"Zubrak closed again.","people":["Qell"],"places":["Orvik"]}
)";

class LabelledWorkspace : public Workspace {
 public:
  LabelledWorkspace() {
    surroundings.environment["AKIN_INDEX"] = "index";
    write("articles.jsonl", articles);
    write("names.txt", "# ours\nplace, Zubrak Hall, Zubrak\nperson, Ana Qell, Qell\n");
  }
};

TEST_CASE("an aliases file labels articles as they are read, and is kept for later runs") {
  const LabelledWorkspace workspace;
  REQUIRE(workspace.akin({"index", "articles.jsonl", "--aliases", "names.txt", "--no-entities", "-q"}).status == 0);
  CHECK(workspace.akin({"entities", "--format", "jsonl"}).out ==
        R"({"kind":"person","name":"Ana Qell","articles":2,"aliases":[]}
{"kind":"place","name":"Zubrak Hall","articles":2,"aliases":["Zubrak"]}
{"kind":"place","name":"Orvik","articles":1,"aliases":[]}
)");
  workspace.write("more.jsonl", R"({"id":"c","body":"To Zubrak!"})");
  REQUIRE(workspace.akin({"index", "more.jsonl", "--no-entities", "-q"}).status == 0);
  const Json shown = Json::parse(workspace.akin({"show", "c", "--format", "json"}).out);
  CHECK(shown["entities"] == Json::parse(R"([{"kind":"place","name":"Zubrak Hall","given":false}])"));
  CHECK(shown["mentions"] ==
        Json::parse(R"([{"kind":"place","text":"Zubrak","name":"Zubrak Hall","field":"body","start":3,"end":9}])"));
}

TEST_CASE("aliases without input label the index anew; an empty file clears them; articles stay as they were") {
  const LabelledWorkspace workspace;
  REQUIRE(workspace.akin({"index", "articles.jsonl", "--no-entities", "-q"}).status == 0);
  const Json before = Json::parse(workspace.akin({"show", "b", "--format", "json"}).out);
  CHECK(workspace.akin({"search", "place:zubrak"}).status == 1);
  const auto run = workspace.akin({"index", "--aliases", "names.txt", "--no-entities", "--format-summary", "json"});
  CHECK(run.status == 0);
  CHECK(Json::parse(run.out)["relabelled"] == 2);
  CHECK(workspace.akin({"search", "place:zubrak"}).status == 0);
  const Json labelled = Json::parse(workspace.akin({"show", "b", "--format", "json"}).out);
  CHECK(labelled["article"] == before["article"]);
  CHECK(labelled["entities"][0]["name"] == "Ana Qell");
  workspace.write("none.txt", "# nothing\n");
  CHECK(workspace.akin({"index", "--aliases", "none.txt", "--no-entities", "-q"}).status == 0);
  CHECK(Json::parse(workspace.akin({"show", "b", "--format", "json"}).out) == before);
  CHECK(workspace.akin({"check"}).status == 0);
}

TEST_CASE("new aliases beside unchanged input label what is there; the same ones do not") {
  const LabelledWorkspace workspace;
  REQUIRE(workspace.akin({"index", "articles.jsonl", "-q"}).status == 0);
  const std::vector<std::string> run{"index", "articles.jsonl", "--aliases", "names.txt", "--format-summary", "json"};
  const Json first = Json::parse(workspace.akin(run).out);
  CHECK(first["relabelled"] == 2);
  CHECK(first["unchanged"] == 2);
  CHECK(workspace.akin({"search", "place:zubrak"}).status == 0);
  CHECK(Json::parse(workspace.akin(run).out)["relabelled"] == 0);
}

TEST_CASE("what is wrong with an aliases file is told with file and line, before anything is read") {
  const LabelledWorkspace workspace;
  workspace.write("bad.txt", "person, A B\n\npersn, C\n");
  const auto run = workspace.akin({"index", "articles.jsonl", "--aliases", "bad.txt"});
  CHECK(run.status == 2);
  CHECK(run.err == "akin: 'persn' is no kind of entity; the kinds are person, place, organisation (bad.txt:3)\n");
  CHECK(workspace.akin({"stats"}).status == 2); // there is no index
  CHECK(workspace.akin({"extract", "articles.jsonl", "--aliases", "bad.txt"}).err == run.err);
  const auto missing = workspace.akin({"index", "articles.jsonl", "--aliases", "nowhere.txt"});
  CHECK(missing.status == 2);
  CHECK(missing.err.find("nowhere.txt") != std::string::npos);
}

TEST_CASE("index needs input or aliases, and an index for aliases alone") {
  const LabelledWorkspace workspace;
  CHECK(workspace.akin({"index"}).err == "akin: INPUT is required; see 'akin index --help'\n");
  const auto alone = workspace.akin({"index", "--aliases", "names.txt"});
  CHECK(alone.status == 2);
  CHECK(alone.err.find("no index here") != std::string::npos);
  CHECK(workspace.akin({"index", "--aliases", "names.txt", "--sync"}).status == 2);
}

TEST_CASE("extract prints mentions with byte offsets into the printed field") {
  const LabelledWorkspace workspace;
  const auto run = workspace.akin({"extract", "articles.jsonl", "--aliases", "names.txt", "--no-entities"});
  CHECK(run.status == 0);
  const Json first = Json::parse(lines_of(run.out).at(0));
  REQUIRE(first["mentions"].size() == 2);
  CHECK(first["mentions"][0]["field"] == "title");
  for (const Json& mention : first["mentions"]) {
    const std::string text = first[mention["field"].get<std::string>()];
    const std::size_t start = mention["start"];
    CHECK(text.substr(start, mention["end"].get<std::size_t>() - start) == mention["text"]);
    CHECK(mention["name"] == "Zubrak Hall");
  }
  CHECK(Json::parse(lines_of(workspace.akin({"extract", "articles.jsonl", "--no-entities"}).out).at(0))["mentions"] ==
        Json::array());
}

TEST_CASE("entities are listed for people, and none makes the status 1") {
  const LabelledWorkspace workspace;
  REQUIRE(workspace.akin({"index", "articles.jsonl", "--aliases", "names.txt", "--no-entities", "-q"}).status == 0);
  CHECK(workspace.akin({"entities"}).out == "2  person        Ana Qell\n2  place         Zubrak Hall  also Zubrak\n"
                                            "1  place         Orvik\n\n3 entities\n");
  CHECK(workspace.akin({"entities", "--kind", "place", "--limit", "1"}).out ==
        "2  place         Zubrak Hall  also Zubrak\n\n1 of 2 entities\n");
  CHECK(workspace.akin({"entities", "--with", "orvik"}).out ==
        "With Orvik · place, 1 article\n\n1  person        Ana Qell\n1  place         Zubrak Hall  also Zubrak\n\n"
        "2 entities\n");
  CHECK(workspace.akin({"entities", "--prefix", "x"}).status == 1);
  CHECK(workspace.akin({"entities", "--with", "nobody"}).status == 2);
  CHECK(workspace.akin({"entities", "--kind", "animal"}).status == 2);
  const Json json = Json::parse(workspace.akin({"entities", "--format", "json", "--with", "zubrak"}).out);
  CHECK(json["total"] == 2);
  CHECK(json["with"][0]["name"] == "Zubrak Hall");
}

TEST_CASE("show tells names with their mentions") {
  const LabelledWorkspace workspace;
  REQUIRE(workspace.akin({"index", "articles.jsonl", "--aliases", "names.txt", "--no-entities", "-q"}).status == 0);
  const std::string shown = workspace.akin({"show", "a"}).out;
  CHECK(shown.find("people         Ana Qell\n") != std::string::npos);
  CHECK(shown.find("places         Zubrak Hall 2\n") != std::string::npos);
  CHECK(shown.find("\nthe zubrak club met Zubrak Hall.\n") != std::string::npos);
  CHECK(workspace.akin({"show", "a", "--colour", "always"}).out.find("club met \x1B[36mZubrak Hall\x1B[0m.") !=
        std::string::npos);
}

} // namespace
} // namespace akin::test
