// Markdown, plain text and HTML files.
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::indexer;
using Strings = std::vector<std::string>;

TEST_CASE("YAML front matter gives the fields of a Markdown article") {
  const auto article =
      article_of("post.md", "---\ntitle: \"Talks: the first day\"\ndate: 2023-09-13 08:00:00 +0000\n"
                            "author:\n  name: Jane Doe\n  email: jane@example.org\ntags:\n  - space\n  - asia\n"
                            "categories: [World]\nexcerpt: >\n  Folded\n  text\nlayout: post\nweight: 3\n"
                            "code: \"007\"\ndraft: false\n---\n\nFirst *paragraph*.\n");
  CHECK(article.title == "Talks: the first day");
  CHECK(article.published == parse_timestamp("2023-09-13T08:00:00Z"));
  CHECK(article.authors == Strings{"Jane Doe"});
  CHECK(article.tags == Strings{"space", "asia"});
  CHECK(article.summary == "Folded text\n");
  CHECK(article.body == "First paragraph.");
  const std::vector<std::pair<std::string, Scalar>> extra = {
      {"layout", std::string("post")}, {"weight", std::int64_t{3}}, {"code", std::string("007")}, {"draft", false}};
  CHECK(article.extra == extra);
}

TEST_CASE("TOML front matter gives the fields of a Markdown article") {
  const auto article =
      article_of("post.md", "+++\ntitle = \"Talks\"\ndate = 2023-09-13T08:00:00Z\nweight = 3\n"
                            "[taxonomies]\ntags = [\"space\", \"asia\"]\n[extra]\nauthor = \"Jane Doe\"\n+++\nText.\n");
  CHECK(article.title == "Talks");
  CHECK(article.published == parse_timestamp("2023-09-13T08:00:00Z"));
  CHECK(article.tags == Strings{"space", "asia"});
  CHECK(article.authors == Strings{"Jane Doe"});
  CHECK(article.body == "Text.");
}

TEST_CASE("front matter that cannot be read is rejected with the line") {
  const auto yaml = read_file("post.md", "---\nlayout: post\ntitle: Talks: first: \"day\n---\nText.\n");
  REQUIRE(yaml.rejections.size() == 1);
  CHECK(yaml.rejections[0].reason.find("front matter is not valid YAML: line ") == 0);
  const auto toml = read_file("post.md", "+++\ntitle = Talks\n+++\nText.\n");
  REQUIRE(toml.rejections.size() == 1);
  CHECK(toml.rejections[0].reason.find("front matter is not valid TOML: line 2") == 0);
}

TEST_CASE("YAML that multiplies itself stays small") {
  std::string front = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) {
    const auto before = "*a" + std::to_string(i - 1);
    front += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 1; j < 10; ++j) {
      front += "," + before;
    }
    front += "]\n";
  }
  CHECK(article_of("post.md", "---\ntitle: T\n" + front + "---\nText.\n").title == "T");
}

TEST_CASE("Markdown becomes the text that its page shows") {
  const auto body =
      article_of("post.md",
                 "---\ntitle: T\n---\n"
                 "## A heading\n\nSome *emphasis*, a [link](https://example.org/x), `code` and\na soft break.\n\n"
                 "- first\n- second\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |\n\n"
                 "<div class=\"x\">Inline <b>HTML</b></div>\n\n{% include ad.html %}\n"
                 "{{< youtube abc >}} After {{ page.title }}the tags.\n{: .note}\n")
          .body;
  for (const auto* wanted : {"A heading", "Some emphasis, a link, code and a soft break.", "first", "second", "quoted",
                             "c", "Inline HTML", "After the tags."}) {
    CHECK_MESSAGE(body.find(wanted) != std::string::npos, wanted);
  }
  for (const auto* unwanted : {"##", "*", "https://", "`", "- ", ">", "<", "{", "}", "include", "youtube", ".note"}) {
    CHECK_MESSAGE(body.find(unwanted) == std::string::npos, unwanted);
  }
}

TEST_CASE("without a title in front a Markdown article is named by its first heading, else by its file") {
  const auto by_heading = article_of("2023-09-13-x.md", "# The *heading*\n\nText.\n");
  CHECK(by_heading.title == "The heading");
  CHECK(by_heading.body == "Text.");
  CHECK(by_heading.published == parse_timestamp("2023-09-13"));
  CHECK(article_of("x.md", "Heading\n=======\nText.\n").title == "Heading");
  CHECK(article_of("2023-09-13-first_day-of-talks.md.gz", "Text.\n").title == "first day of talks");
  CHECK(read_file("empty.md", "\n\n").rejections.size() == 1);
}

TEST_CASE("three dashes without an end are text") {
  CHECK(article_of("x.md", "---\nText that goes on.\n").body.find("Text that goes on.") != std::string::npos);
}

TEST_CASE("plain text is named by a short first line, else by its file") {
  const auto titled = article_of("x.txt", "\n  The title \r\n\r\nThe text.\nMore.\n");
  CHECK(titled.title == "The title");
  CHECK(titled.body == "The text.\nMore.");
  const auto untitled = article_of("my-notes.txt", std::string(400, 'x') + "\nmore");
  CHECK(untitled.title == "my notes");
  CHECK(untitled.body.size() == 405);
  CHECK(read_file("blank.txt", " \n \n").rejections[0].reason.find("neither title nor body") == 0);
  CHECK(read_file("empty.txt", "").rejections[0].reason.find("file is empty") == 0);
}

TEST_CASE("text in other character sets becomes UTF-8") {
  CHECK(article_of("x.txt", "\xEF\xBB\xBF\u00C9t\u00E9\ntext").title == "\u00C9t\u00E9");
  CHECK(article_of("x.txt", std::string("\xFE\xFF\0\xC9\0t\0\xE9\0\n\0x", 12)).title == "\u00C9t\u00E9");
  CHECK(article_of("x.txt", "Der K\xF6nig\nf\xFCr die gr\xF6\xDF"
                            "ten L\xE4nder")
            .title == "Der K\u00F6nig");
}

TEST_CASE("an HTML page is read in the character set that it declares") {
  const auto page = [](const std::string& head, const std::string& title) {
    return article_of("x.html", "<html><head>" + head + "<title>" + title + "</title></head><body><p>" +
                                    std::string("Some text that is long enough to be the main text of this page. ") +
                                    "</p></body></html>")
        .title;
  };
  CHECK(page("<meta charset=\"windows-1251\">", "\xCC\xEE\xF1\xEA\xE2\xE0") == "Москва");
  CHECK(page("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "\xC9t\xE9 \x93x\x94") ==
        "\u00C9t\u00E9 \u201Cx\u201D");
  CHECK(page("<meta charset=\"utf-16\">", "\u00C9t\u00E9") == "\u00C9t\u00E9");
  CHECK(page("", "\u00C9t\u00E9") == "\u00C9t\u00E9");
}

TEST_CASE("a file beyond the limit is rejected as a whole") {
  InputOptions options;
  options.max_record_bytes = 100;
  for (const auto* name : {"x.txt", "x.md", "x.html", "x.rss"}) {
    const auto reading = read_file(name, "<rss>" + std::string(1000, 'x'), options);
    CHECK(reading.records.empty());
    REQUIRE(reading.rejections.size() == 1);
    CHECK(reading.rejections[0].reason.find("limit of 100 bytes") != std::string::npos);
  }
}
