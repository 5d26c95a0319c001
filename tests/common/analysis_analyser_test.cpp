#include "common/analysis/analyser.hpp"
#include "common/canonical_url.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace akin;

namespace {

const std::string body =
    "The rocket left the pad at dawn. Engineers in Vostochny said that the second stage worked as it "
    "should, and that the crew was well on its way to the station by noon.";

Article article_of(std::string title, std::string text) {
  Article article;
  article.title = std::move(title);
  article.body = std::move(text);
  return article;
}

AnalysedArticle analysed(Article article) {
  Analyser analyser;
  AnalysedArticle out;
  analyser.analyse(std::move(article), out);
  return out;
}

} // namespace

TEST_CASE("tokens come from title, then summary, then body, with offsets into their own field") {
  Article article = article_of("Launch day", "It flew.");
  article.summary = "A rocket";
  Analyser analyser;
  AnalysedArticle out;
  analyser.analyse(article, out);
  REQUIRE(out.tokens.size() == 6);
  CHECK(out.title_tokens == 2);
  CHECK(out.summary_tokens == 2);
  std::vector<std::string> words;
  for (const Token& token : out.tokens)
    words.emplace_back(analyser.vocabulary()[token.word].text);
  CHECK(words == std::vector<std::string>{"launch", "day", "a", "rocket", "it", "flew"});
  CHECK(out.tokens[4].begin == 0);
  CHECK(out.tokens[5].begin == 3);
  CHECK(out.tokens[5].end == 7);
  CHECK(out.article == article);
}

TEST_CASE("a capital counts only where no sentence starts") {
  const AnalysedArticle out = analysed(article_of("", "Then Kim spoke. Everyone in Seoul heard it."));
  std::vector<bool> marks;
  for (const Token& token : out.tokens)
    marks.push_back(token.capitalised_mid_sentence);
  CHECK(marks == std::vector<bool>{false, true, false, false, false, true, false, false});
}

TEST_CASE("the language is the article's, or the fallback when it names none") {
  Article article = article_of("x", "y");
  CHECK(analysed(article).language == Language::english);
  article.language = "de-AT";
  CHECK(info(analysed(article).language).code == "de");
  article.language = "tlh";
  CHECK(analysed(article).language == Language::unknown);
}

TEST_CASE("verbatim copies share a text key, whatever their headline, layout and case") {
  const std::uint64_t key = analysed(article_of("One headline", body)).text_key;
  CHECK(key != 0);
  std::string relaid = body;
  for (char& c : relaid)
    if (c == ' ')
      c = '\n';
  CHECK(analysed(article_of("Quite another", relaid)).text_key == key);
  CHECK(analysed(article_of("One headline", body + " More.")).text_key != key);
}

TEST_CASE("a short body needs its headline to be the same too") {
  CHECK(analysed(article_of("One", "Full story soon.")).text_key !=
        analysed(article_of("Two", "Full story soon.")).text_key);
  CHECK(analysed(article_of("One", "Full story soon.")).text_key ==
        analysed(article_of("ONE!", "full story: soon")).text_key);
  CHECK(analysed(article_of("Only a title", "")).text_key != 0);
}

TEST_CASE("what newsrooms put before a headline does not make it another") {
  const auto key = [](const char* title) { return analysed(article_of(title, "")).text_key; };
  for (const char* title :
       {"Opinion | Ferry runs aground", "UPDATE 1-Ferry runs aground", "EXCLUSIVE: Ferry runs aground",
        "Exclusive - Ferry runs aground", "Breaking News: Ferry runs aground"}) {
    CAPTURE(title);
    CHECK(key(title) == key("Ferry runs aground"));
  }
  CHECK(key("Watch-maker runs aground") != key("maker runs aground"));
  CHECK(key("Skerrick: Ferry runs aground") != key("Ferry runs aground"));
  CHECK(key("Opinion |") != 0);
  CHECK(key("Opinion |") != key("Exclusive:"));
}

TEST_CASE("word order matters to the text key") {
  CHECK(analysed(article_of("dog bites man", "")).text_key != analysed(article_of("man bites dog", "")).text_key);
}

TEST_CASE("an article without words has no text key, one without an address no address key") {
  CHECK(analysed(article_of("😀", "!!!")).text_key == 0);
  CHECK(analysed(article_of("x", "")).url_key == 0);
}

TEST_CASE("addresses of one page share an address key") {
  Article a = article_of("x", "");
  a.url = "http://www.example.com/story/?utm_source=feed";
  Article b = article_of("y", "");
  b.url = "https://example.com/story";
  REQUIRE(canonical_url(a.url) == canonical_url(b.url));
  CHECK(analysed(a).url_key == analysed(b).url_key);
  CHECK(analysed(a).url_key != 0);
}

TEST_CASE("the content hash changes with every stored field and with nothing else") {
  Article article = article_of("title", "body");
  const Hash128 hash = analysed(article).content_hash;
  CHECK(analysed(article).content_hash == hash);
  std::vector<Article> changed(17, article);
  changed[0].id = "1";
  changed[1].url = "1";
  changed[2].title = "titleb";
  changed[2].body = "ody";
  changed[3].body = "Body";
  changed[4].summary = "1";
  changed[5].published = Timestamp{0};
  changed[6].updated = Timestamp{0};
  changed[7].source = "1";
  changed[8].authors = {"1"};
  changed[9].tags = {"1"};
  changed[10].section = "1";
  changed[11].language = "en";
  changed[12].image = "1";
  changed[13].people = {"1"};
  changed[14].places = {"1"};
  changed[15].organisations = {"1"};
  changed[16].extra = {{"n", std::int64_t{1}}};
  std::vector<Hash128> hashes{hash};
  for (const Article& other : changed)
    hashes.push_back(analysed(other).content_hash);
  changed[16].extra = {{"n", true}};
  hashes.push_back(analysed(changed[16]).content_hash);
  for (std::size_t i = 0; i < hashes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      CHECK_MESSAGE(hashes[i] != hashes[j], i, " ", j);
}

TEST_CASE("analysing into the same value twice leaves nothing of the first article") {
  Analyser analyser;
  AnalysedArticle out;
  Article first = article_of("Long headline of the first", body);
  first.url = "https://example.com/a";
  analyser.analyse(first, out);
  analyser.analyse(article_of("Second", ""), out);
  CHECK(out.tokens.size() == 1);
  CHECK(out.title_tokens == 1);
  CHECK(out.summary_tokens == 0);
  CHECK(out.url_key == 0);
  CHECK(out.content_hash == analysed(article_of("Second", "")).content_hash);
}
