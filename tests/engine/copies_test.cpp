#include "engine/xapian/document_profile.hpp"
#include "tests/engine/random_articles.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <set>

using namespace akin;
using namespace akin::engine;

namespace {

using Groups = std::map<std::string, std::set<std::string>>; ///< members by representative

Groups groups_of(const std::filesystem::path& directory) {
  Groups groups;
  const auto snapshot = open_reader(directory)->snapshot();
  snapshot->for_each_document([&](DocNumber document) {
    const auto members = snapshot->copies_of(document);
    if (members.size() > 1)
      groups[std::string(snapshot->document(snapshot->representative_of(document)).id)].emplace(
          snapshot->document(document).id);
    return true;
  });
  return groups;
}

/// Indexes the articles, so many a commit.
void index_in_steps(const std::filesystem::path& directory, const std::vector<Article>& articles, std::size_t step) {
  auto writer = open_writer(directory);
  for (std::size_t begin = 0; begin < articles.size(); begin += step) {
    const auto first = articles.begin() + static_cast<std::ptrdiff_t>(begin);
    append(*writer, {first, first + static_cast<std::ptrdiff_t>(std::min(step, articles.size() - begin))});
    writer->commit();
  }
}

Groups groups_of(const std::vector<Article>& articles, std::size_t step = 1000) {
  TemporaryFolder folder;
  index_in_steps(folder.path() / "index", articles, step);
  return groups_of(folder.path() / "index");
}

Article dated(Article made, std::int64_t day) {
  made.published = Timestamp{day * 86'400};
  return made;
}

/// Ten texts with trimmed, extended and slightly edited copies, and some short ones.
std::vector<Article> copied_corpus(std::uint64_t seed) {
  std::vector<Article> articles;
  std::mt19937_64 random(seed);
  for (std::uint64_t t = 0; t < 10; ++t) {
    const std::string text = prose(seed * 100 + t, 120);
    const std::string id = std::to_string(t);
    articles.push_back(dated(article(id, "title " + id, text), static_cast<std::int64_t>(random() % 4)));
    articles.push_back(dated(article(id + "-cut", "another " + id, first_words(text, 80 + random() % 30)),
                             static_cast<std::int64_t>(random() % 4)));
    articles.push_back(article(id + "-more", "", text + prose(seed * 100 + 50 + t, random() % 60)));
    articles.push_back(article(id + "-short", "", first_words(text, random() % 25)));
  }
  return articles;
}

} // namespace

TEST_CASE("a trimmed copy with another headline is folded under the article that was published first") {
  const std::string text = prose(1, 150);
  const Groups groups = groups_of({dated(article("late", "A", text), 20),
                                   dated(article("early", "Opinion | B", first_words(text, 100)), 10),
                                   article("other", "A", prose(2, 150))});
  CHECK(groups == Groups{{"early", {"early", "late"}}});
}

TEST_CASE("notices that differ in their numbers are no copies") {
  const auto notice = [](const std::string& id, const std::string& a, const std::string& b, const std::string& c) {
    return article(id, "Bond issue",
                   "The issue of " + a + " million pays a coupon every year and is priced at " + b +
                       " percent, the lead manager said in a statement. The bond is available in the usual "
                       "denominations and will be listed in Luxembourg. The payment date is in April and the selling "
                       "concession is " +
                       c + " percent, with the combined fee for management and underwriting as usual.");
  };
  CHECK(groups_of({notice("one", "100", "101", "1.25"), notice("two", "75", "99", "1.5")}).empty());
  CHECK(groups_of({notice("one", "100", "101", "1.25"), notice("two", "100", "101", "1.25")}).size() == 1);
}

TEST_CASE("prices of two hours of a day are no copies, one with a corrected price is") {
  const auto prices = [](const std::string& id, int changed) {
    std::string text =
        "Prices for delivery, in dollars a tonne, as dealers gave them on the floor of the exchange today";
    for (int i = 0; i < 24; ++i)
      text += "; " + prose(static_cast<std::uint64_t>(200 + i), 8) + " " + std::to_string(310 + i) + "-" +
              std::to_string(i < changed ? 11 : 3) + "/16";
    return article(id, "Grain prices", text);
  };
  CHECK(groups_of({prices("noon", 0), prices("corrected", 1)}).size() == 1);
  CHECK(groups_of({prices("noon", 0), prices("close", 4)}).empty());
  const auto table = [](const std::string& id, const std::string& last) {
    std::string text = "Prices";
    for (int i = 0; i < 30; ++i)
      text += " " + prose(static_cast<std::uint64_t>(300 + i), 1) + " " + std::to_string(500 + i);
    return article(id, "Prices", text + " close " + last);
  };
  CHECK(groups_of({table("noon", "410"), table("again", "410 as before")}).size() == 1);
  CHECK(groups_of({table("noon", "410"), table("close", "417")}).empty());
}

TEST_CASE("what is nearly repeated weeks later is a notice, what is exactly repeated a copy") {
  const std::string text = prose(3, 60);
  const std::string nearly =
      prose(99, 2) + first_words(text, 28) + " changed " + prose(98, 2) + text.substr(text.size() / 2);
  CHECK(groups_of({dated(article("a", "", text), 1), dated(article("b", "", nearly), 2)}).size() == 1);
  CHECK(groups_of({dated(article("a", "", text), 1), dated(article("b", "", nearly), 30)}).empty());
  CHECK(groups_of({dated(article("a", "", text), 1), dated(article("b", "", text), 300)}).size() == 1);
}

TEST_CASE("likeness does not creep from one article to the next") {
  // Each shares 75 % with the one before; the third shares half with the first.
  const std::string text = prose(4, 200);
  const auto from = [&](std::size_t skip) { return text.substr(first_words(text, skip).size(), text.size() / 2); };
  const Groups groups = groups_of({dated(article("a", "", from(0)), 1), dated(article("b", "", from(24)), 2),
                                   dated(article("c", "", from(48)), 3)});
  CHECK(groups == Groups{{"a", {"a", "b"}}});
}

TEST_CASE("groups do not depend on the order of articles or on how they are cut into segments") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto articles = copied_corpus(seed);
    const Groups expected = groups_of(articles);
    CHECK(expected.size() >= 8);
    for (const std::size_t step : {1U, 3U, 7U, 40U}) {
      CAPTURE(seed);
      CAPTURE(step);
      CHECK(groups_of(shuffled(articles, seed + step), step) == expected);
    }
  }
}

TEST_CASE("a deleted copy leaves its group, and comes back into it") {
  TemporaryFolder folder;
  const auto directory = folder.path() / "index";
  const std::string text = prose(5, 100);
  const Article cut = article("cut", "", first_words(text, 80));
  index_in_steps(directory, {article("whole", "", text), cut}, 1);
  const Groups both{{"cut", {"cut", "whole"}}};
  CHECK(groups_of(directory) == both);
  auto writer = open_writer(directory);
  append(*writer, {}, {"cut"});
  writer->commit();
  CHECK(groups_of(directory).empty());
  append(*writer, {cut});
  writer->commit();
  CHECK(groups_of(directory) == both);
  writer->compact();
  CHECK(groups_of(directory) == both);
}

TEST_CASE("what is remembered of copies may be deleted or damaged") {
  TemporaryFolder folder;
  const auto directory = folder.path() / "index";
  index_in_steps(directory, copied_corpus(7), 11);
  const Groups expected = groups_of(directory);
  const auto file = directory / "derived" / "copies.akin";
  REQUIRE(std::filesystem::exists(file));
  std::filesystem::remove_all(directory / "derived");
  CHECK(groups_of(directory) == expected);
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(20).put('\x7F');
  CHECK(groups_of(directory) == expected);
  std::ofstream(file) << "short";
  CHECK(groups_of(directory) == expected);
  for (const auto& entry : std::filesystem::directory_iterator(directory / "segments"))
    std::filesystem::remove(entry.path() / "signatures.akin");
  CHECK(groups_of(directory) == expected);
}

TEST_CASE("small and odd collections have the groups that they should have") {
  CHECK(groups_of({article("a", "one", "")}).empty());
  CHECK(groups_of({article("a", "one", ""), article("b", "", "two")}).empty());
  CHECK(groups_of({article("a", "", "word"), article("b", "", "word"), article("c", "", "other")}).size() == 1);
  std::vector<Article> same;
  for (int i = 0; i < 10; ++i)
    same.push_back(article("same-" + std::to_string(i), "", prose(8, 40)));
  const Groups one = groups_of(same, 3);
  REQUIRE(one.size() == 1);
  CHECK(one.begin()->first == "same-0");
  CHECK(one.begin()->second.size() == 10);
}

TEST_CASE("filters apply before folding, and of the matches the oldest stands for its story") {
  TemporaryFolder folder;
  const std::string text = prose(9, 100);
  Article early = dated(article("early", "", text), 1);
  Article late = dated(article("late", "", first_words(text, 90)), 2);
  early.source = "First Press";
  late.source = "Second Press";
  index_in_steps(folder.path() / "index", {late, early}, 1);
  const auto snapshot = open_reader(folder.path() / "index")->snapshot();
  RetrievalRequest request;
  const Retrieval all = snapshot->retrieve(request);
  REQUIRE(all.matches.size() == 1);
  CHECK(snapshot->document(all.matches.front().document).id == "early");
  CHECK(all.matches.front().copies.size() == 1);
  CHECK(all.matched == 2);
  CHECK(all.stories == 1);
  const std::vector<Filter> filters{{query::Field::source, {"second press"}}};
  request.filters = filters;
  const Retrieval filtered = snapshot->retrieve(request);
  REQUIRE(filtered.matches.size() == 1);
  CHECK(snapshot->document(filtered.matches.front().document).id == "late");
  CHECK(filtered.matches.front().copies.empty());
  CHECK(filtered.stories == 1);
}

TEST_CASE("signatures rule out texts that share a little of what both would have") {
  TextSignature first;
  TextSignature second;
  for (std::uint32_t i = 0; i < signature_size; ++i) {
    first[i] = 100 * (i + 1);
    second[i] = 100 * (i + 1) + (i < 4 ? 0 : 1); // four of 24 in common
  }
  CHECK(may_be_copies(first, first));
  CHECK_FALSE(may_be_copies(first, second));

  // A far longer text has smaller hashes: only those of the short one that are as small count.
  TextSignature longer;
  for (std::uint32_t i = 0; i < signature_size; ++i)
    longer[i] = 20 * (i + 1); // up to 480: shares 100, 200, 300, 400
  CHECK(may_be_copies(first, longer));
  CHECK(may_be_copies(longer, first));

  // A short text's signature is not full, and has all that it has.
  TextSignature brief;
  brief.fill(no_shingle);
  CHECK_FALSE(may_be_copies(brief, brief));
  std::copy_n(first.begin(), 3, brief.begin());
  CHECK(may_be_copies(first, brief));
  for (std::uint32_t i = 3; i < 9; ++i)
    brief[i] = 400 + i; // three of nine
  CHECK_FALSE(may_be_copies(first, brief));
}
