#include "common/article_json.hpp"
#include "common/error.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <random>

using akin::Article;
using akin::article_from_json;
using akin::Scalar;
using akin::Timestamp;
using akin::to_json;

namespace {

Article full_article() {
  Article article;
  article.id = "a-1";
  article.url = "https://example.com/a-1";
  article.title = "Title \"quoted\"";
  article.body = "First.\n\nSecond.";
  article.summary = "Short.";
  article.published = Timestamp{1'694'592'000};
  article.updated = Timestamp{1'694'595'600};
  article.source = "Far East Courier";
  article.authors = {"Ann Example", "Bo Example"};
  article.tags = {"space"};
  article.section = "World";
  article.language = "en-GB";
  article.image = "https://example.com/a.jpg";
  article.people = {"Kim Jong-un"};
  article.places = {"Vostochny Cosmodrome"};
  article.organisations = {"Roscosmos"};
  article.extra = {{"words", std::int64_t{2}}, {"rating", 4.0}, {"paid", false}, {"edition", std::string("late")}};
  return article;
}

/// Message of the error that reading gives; "read" when there is none.
std::string refusal(std::string_view json) {
  try {
    article_from_json(json);
  } catch (const akin::Error& error) {
    CHECK(error.code() == akin::ErrorCode::invalid_argument);
    return error.what();
  }
  return "read";
}

class RandomArticles {
 public:
  Article next() {
    Article article;
    for (auto* const text : {&article.id, &article.url, &article.title, &article.body, &article.summary,
                             &article.source, &article.section, &article.language, &article.image})
      *text = this->text();
    for (auto* const list : {&article.authors, &article.tags, &article.people, &article.places, &article.organisations})
      for (std::size_t i = random_() % 3; i > 0; --i)
        list->push_back(text());
    for (auto* const time : {&article.published, &article.updated})
      if (random_() % 2 == 0)
        *time = Timestamp{static_cast<std::int64_t>(random_() % 4'000'000'000)};
    for (std::size_t i = random_() % 4; i > 0; --i)
      article.extra.emplace_back("x" + std::to_string(i) + text(), scalar());
    return article;
  }

 private:
  std::string text() {
    const std::vector<std::string> pieces{"a", "Z",  " ", "\"", "\\",           "\n", "\x01",
                                          "é", "語", "😀", "/",  "\xE2\x80\xA8", "{",  ","};
    std::string text;
    for (std::size_t i = random_() % 6; i > 0; --i)
      text += pieces[random_() % pieces.size()];
    if (random_() % 10 == 0)
      text += '\0';
    return text;
  }

  Scalar scalar() {
    switch (random_() % 4) {
    case 0:
      return random_() % 2 == 0;
    case 1:
      return static_cast<std::int64_t>(random_() * random_());
    case 2:
      return std::ldexp(static_cast<double>(random_()), static_cast<int>(random_() % 200) - 100);
    default:
      return text();
    }
  }

  std::mt19937_64 random_{11};
};

} // namespace

TEST_CASE("an article is written with its fields in their fixed order") {
  CHECK(to_json(full_article()) ==
        R"({"id":"a-1","url":"https://example.com/a-1","title":"Title \"quoted\"","body":"First.\n\nSecond.",)"
        R"("summary":"Short.","published":"2023-09-13T08:00:00Z","updated":"2023-09-13T09:00:00Z",)"
        R"("source":"Far East Courier","authors":["Ann Example","Bo Example"],"tags":["space"],"section":"World",)"
        R"("language":"en-GB","image":"https://example.com/a.jpg","people":["Kim Jong-un"],)"
        R"("places":["Vostochny Cosmodrome"],"organisations":["Roscosmos"],"words":2,"rating":4.0,"paid":false,)"
        R"("edition":"late"})");
}

TEST_CASE("empty fields are left out") {
  CHECK(to_json(Article{}) == "{}");
  Article article;
  article.title = "t";
  CHECK(to_json(article) == R"({"title":"t"})");
}

TEST_CASE("an extra never doubles a name") {
  Article article;
  article.title = "t";
  article.extra = {{"title", std::string("u")}, {"a", true}, {"a", false}, {"people", std::string("p")}};
  CHECK(to_json(article) == R"({"title":"t","a":true})");
}

TEST_CASE("an article written and read is the same article") {
  CHECK(article_from_json(to_json(full_article())) == full_article());
  RandomArticles articles;
  for (int i = 0; i < 5'000; ++i) {
    const Article article = articles.next();
    const std::string json = to_json(article);
    CAPTURE(json);
    const Article read = article_from_json(json);
    CHECK(read == article);
    CHECK(to_json(read) == json);
  }
}

TEST_CASE("scalars under other names are kept, lists and objects under them are ignored, null is nothing") {
  const Article article = article_from_json(
      R"({"headline":"h","a":{"title":"inner","b":[{"c":1}]},"title":"outer","n":null,"body":null,"l":[1,"x"],
          "big":18446744073709551615,"small":-7})");
  CHECK(article.title == "outer");
  CHECK(article.body.empty());
  REQUIRE(article.extra.size() == 3);
  CHECK(article.extra[0] == std::pair<std::string, Scalar>("headline", std::string("h")));
  CHECK(article.extra[1] == std::pair<std::string, Scalar>("big", 18446744073709551615.0));
  CHECK(article.extra[2] == std::pair<std::string, Scalar>("small", std::int64_t{-7}));
}

TEST_CASE("the last of equal names wins") {
  const Article article = article_from_json(R"({"title":"a","x":1,"tags":["p"],"title":"b","y":0,"x":2,"tags":["q"]})");
  CHECK(article.title == "b");
  CHECK(article.tags == std::vector<std::string>{"q"});
  REQUIRE(article.extra.size() == 2);
  CHECK(article.extra[0].second == Scalar(std::int64_t{2}));
}

TEST_CASE("text that is no JSON object is refused with the byte") {
  CHECK(refusal("{}") == "read");
  CHECK(refusal("[1]") == "the article must be a JSON object (byte 1)");
  CHECK(refusal("7") == "the article must be a JSON object (byte 1)");
  CHECK(refusal("null") == "the article must be a JSON object (byte 1)");
  for (const auto& [json, place] : std::vector<std::pair<std::string, std::string>>{
           {"", "(byte 1)"},
           {R"({"title":"a")", "(byte 13)"},
           {R"({"title":"a"} x)", "(byte 15)"},
           {R"({"title":tru})", "(byte 13)"},
           {R"({"a":1e999})", "(byte 10)"},
           {"{\"title\":\"\xFF\"}", "(byte 11)"},
           {R"({"title":"\ud800"})", "(byte 17)"},
       }) {
    const auto& shown = json; // clang 14 captures no structured bindings
    CAPTURE(shown);
    const std::string message = refusal(json);
    CHECK(message.starts_with("the article is not valid JSON: "));
    CHECK(message.ends_with(place));
  }
}

TEST_CASE("a field of the wrong type is refused with its name") {
  CHECK(refusal(R"({"title":1})") == "must be a string (field \"title\")");
  CHECK(refusal(R"({"title":["a"]})") == "must be a string (field \"title\")");
  CHECK(refusal(R"({"body":{"text":"a"}})") == "must be a string (field \"body\")");
  CHECK(refusal(R"({"tags":"a"})") == "must be a list of strings (field \"tags\")");
  CHECK(refusal(R"({"tags":["a",true]})") == "must be a list of strings (field \"tags\")");
  CHECK(refusal(R"({"tags":[["a"]]})") == "must be a list of strings (field \"tags\")");
  CHECK(refusal(R"({"tags":[{}]})") == "must be a list of strings (field \"tags\")");
  CHECK(refusal(R"({"tags":["a",null]})") == "must be a list of strings (field \"tags\")");
  CHECK(refusal(R"({"published":1694592000})") == "must be a string (field \"published\")");
  CHECK(refusal(R"({"published":"soon"})") == "must be a date such as 2023-09-13T08:00:00Z (field \"published\")");
}

TEST_CASE("nesting is bounded and a long broken token does not fill the message") {
  CHECK(refusal("{\"a\":" + std::string(100'000, '[')) == "the article is nested too deeply (field \"a\")");
  CHECK(refusal("{\"title\":\"" + std::string(1'000'000, 'x')).size() < 300);
  CHECK(refusal("{\"n\":1" + std::string(1'000'000, '0')).size() < 300);
}
