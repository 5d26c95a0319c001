// show, extract, delete, stats, check, compact
#include "tests/cli/workspace.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin::test;
using Json = nlohmann::json;

TEST_CASE("show prints an article with its fields, text and copies") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"show", "ferry-1"});
  CHECK(run.status == 0);
  for (const char* part :
       {"Ferry runs aground off Skerrick harbour\n", "\nsource         Skerrick Mail\n",
        "\npublished      2024-03-04T08:00:00Z\n", "\nauthors        Dara Finch\n",
        "\n\nThe ferry Maren Tide ran aground", "\n1 copy\n  ferry-copy · Coastal Wire · 4 Mar 2024\n"}) {
    CAPTURE(run.out);
    CHECK(run.out.find(part) != std::string::npos);
  }
}

TEST_CASE("show as JSON gives article and copies, and terms when asked") {
  const IndexedWorkspace workspace;
  const Json shown = Json::parse(workspace.akin({"show", "ferry-1", "--format", "json"}).out);
  CHECK(shown["article"]["title"] == "Ferry runs aground off Skerrick harbour");
  CHECK(shown["copies"][0]["id"] == "ferry-copy");
  CHECK_FALSE(shown.contains("terms"));
  const Json terms = Json::parse(workspace.akin({"show", "ferry-1", "--format", "json", "--terms"}).out)["terms"];
  REQUIRE_FALSE(terms.empty());
  CHECK(terms[0]["weight"].get<double>() > 0);
  CHECK(workspace.akin({"show", "ferry-1", "--terms"}).out.find("weight   here     articles  stem\n") !=
        std::string::npos);
}

TEST_CASE("show takes several ids; unknown ones are told and make the status 1") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"show", "phare", "nobody", "observatory", "--format", "json"});
  CHECK(run.status == 1);
  CHECK(line_count(run.out) == 2);
  CHECK(line_count(run.err) == 1);
  CHECK(run.err.find("nobody") != std::string::npos);
}

TEST_CASE("extract prints what would be indexed and needs no index") {
  const Workspace workspace;
  workspace.write("in/page.md", "---\ntitle: Tide tables\ndate: 2024-03-01\n---\nThe tables were wrong.\n");
  workspace.write("in/list.csv", "title,body\nOne,First\nTwo,Second\n");
  const Finished run = workspace.akin({"extract", "in"});
  CHECK(run.status == 0);
  CHECK(run.err.empty());
  REQUIRE(line_count(run.out) == 3);
  const Json page = Json::parse(lines_of(run.out)[2]);
  CHECK(page["title"] == "Tide tables");
  CHECK(page["published"] == "2024-03-01T00:00:00Z");
  CHECK(Json::parse(lines_of(run.out)[0])["title"] == "One");
}

TEST_CASE("extract tells bad records with file and line") {
  const Workspace workspace;
  workspace.write("mixed.jsonl", "{\"title\":\"One\"}\nnot json\n");
  const Finished run = workspace.akin({"extract", "mixed.jsonl", "--rejects", "rejects.jsonl"});
  CHECK(run.status == 1);
  CHECK(line_count(run.out) == 1);
  CHECK(run.err.rfind("mixed.jsonl:2: ", 0) == 0);
  CHECK(Json::parse(workspace.read("rejects.jsonl"))["line"] == 2);
}

TEST_CASE("what was extracted can be indexed and comes back as it was") {
  const Workspace workspace;
  workspace.write("news.jsonl", news_articles);
  REQUIRE(workspace.shell(R"("$AKIN" extract news.jsonl | "$AKIN" index --index i -q -)").status == 0);
  const Json shown = Json::parse(workspace.akin({"show", "--index", "i", "ferry-1", "--format", "json"}).out);
  Json extracted = Json::parse(lines_of(workspace.akin({"extract", "news.jsonl"}).out)[0]);
  CHECK(shown["mentions"] == extracted["mentions"]);
  extracted.erase("mentions");
  CHECK(shown["article"] == extracted);
}

TEST_CASE("delete removes articles; unknown ids are told and make the status 1") {
  const IndexedWorkspace workspace;
  const Finished both = workspace.akin({"delete", "ferry-1", "nobody", "ferry-1"});
  CHECK(both.status == 1);
  CHECK(both.out == "deleted 1 article\n");
  CHECK(line_count(both.err) == 1);
  CHECK(both.err.find("nobody") != std::string::npos);
  CHECK(workspace.akin({"show", "ferry-1"}).status == 1);
  CHECK(workspace.akin({"show", "ferry-copy"}).status == 0);
  CHECK(workspace.akin({"delete", "ferry-copy"}).status == 0);
  CHECK(workspace.akin({"check"}).status == 0);
}

TEST_CASE("stats counts what is in the index") {
  const IndexedWorkspace workspace;
  const Json stats = Json::parse(workspace.akin({"stats", "--format", "json"}).out);
  CHECK(stats["articles"] == 7);
  CHECK(stats["stories"] == 6);
  CHECK(stats["oldest"] == "2023-11-20T06:30:00Z");
  CHECK(stats["newest"] == "2024-03-08T09:00:00Z");
  CHECK(stats["languages"] == Json({{"en", 6}, {"fr", 1}}));
  const Finished text = workspace.akin({"stats"});
  CHECK(text.status == 0);
  CHECK(text.out.find("  articles") == 0);
  CHECK(text.out.find("8 Mar 2024\n") != std::string::npos);
}

TEST_CASE("check says that a sound index is sound") {
  const IndexedWorkspace workspace;
  const Finished run = workspace.akin({"check"});
  CHECK(run.status == 0);
  CHECK(run.out == "the index is sound\n");
  CHECK(run.err.empty());
}

TEST_CASE("check finds a damaged file, names it and says what to do") {
  const IndexedWorkspace workspace;
  // Overwrites the middle of the largest file of the index.
  REQUIRE(workspace
              .shell(R"(file=$(find index -type f -printf '%s %p\n' | sort -n | tail -1 | cut -d' ' -f2-)
                        size=$(stat -c %s "$file")
                        head -c 2000 /dev/urandom | dd of="$file" bs=1 seek=$((size / 2 - 1000)) conv=notrunc status=none)")
              .status == 0);
  const Finished run = workspace.akin({"check"});
  CHECK(run.status == 2);
  CHECK_FALSE(run.out.empty());
  CHECK(line_count(run.err) == 1);
  CHECK(run.err.find("akin index --replace") != std::string::npos);
}

TEST_CASE("compact leaves one segment and the same articles") {
  const IndexedWorkspace workspace;
  workspace.write("more.jsonl", R"({"id":"more","title":"One more article"})");
  REQUIRE(workspace.akin({"index", "-q", "more.jsonl"}).status == 0);
  REQUIRE(workspace.akin({"delete", "phare"}).status == 0);
  const Finished run = workspace.akin({"compact"});
  CHECK(run.status == 0);
  CHECK(run.out.rfind("compacted ", 0) == 0);
  const Json stats = Json::parse(workspace.akin({"stats", "--format", "json"}).out);
  CHECK(stats["segments"] == 1);
  CHECK(stats["deleted"] == 0);
  CHECK(stats["articles"] == 7);
  CHECK(workspace.akin({"check"}).status == 0);
}

TEST_CASE("compact makes the related index again, which numbers documents anew") {
  const IndexedWorkspace workspace;
  std::string articles;
  for (int i = 0; i < 2200; ++i) {
    const std::string number = std::to_string(i);
    const std::string story = std::to_string(i % 300);
    articles += R"({"id":"n)" + number + R"(","title":"Harvest )" + number + R"(","text":"Parish)" + story +
                " counted crate" + story + " of barley" + story + R"( after rain"})" + "\n";
  }
  workspace.write("many.jsonl", articles);
  const auto newest = [&] { return workspace.read("index/derived/related_vectors.akin"); };
  REQUIRE(workspace.akin({"index", "-q", "many.jsonl"}).status == 0);
  REQUIRE(workspace.akin({"delete", "n0"}).status == 0);
  const std::string before = newest();
  REQUIRE(workspace.akin({"compact"}).status == 0);
  const std::string after = newest();
  CHECK(after != before);
  REQUIRE(workspace.akin({"similar", "--all", "--limit", "3"}).status == 0);
  CHECK(newest() == after); // --all found it good
}
