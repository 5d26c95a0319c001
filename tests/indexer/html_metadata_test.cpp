// Title, dates, authors and addresses from what a page states.
#include "indexer/html/html_extract.hpp"
#include "indexer/html/page_title.hpp"
#include "indexer/html/resolve_url.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using akin::Article;
using akin::indexer::extract_html;
using Strings = std::vector<std::string>;

namespace {

Article with_json_ld(const std::string& json) {
  return extract_html("<script type=\"application/ld+json\">" + json + "</script><p>x");
}

std::string published(const std::string& html) {
  const Article article = extract_html(html);
  return article.published ? akin::format_rfc3339(*article.published) : "";
}

} // namespace

TEST_CASE("JSON-LD is trusted before meta tags, and meta tags before the page") {
  const std::string page = "<title>Page - Site</title><meta property=og:title content=Graph><h1>Heading</h1>";
  CHECK(extract_html(page).title == "Graph");
  CHECK(extract_html("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Linked\"}</script>" +
                     page)
            .title == "Linked");
}

TEST_CASE("JSON-LD is read as an array, a graph, wrapped in comments, and with raw line breaks") {
  const std::string object = R"({"@type":"Article","headline":"A","author":"Jo Vance"})";
  CHECK(with_json_ld(object).title == "A");
  CHECK(with_json_ld("[{\"@type\":\"BreadcrumbList\"}," + object + "]").title == "A");
  CHECK(with_json_ld("{\"@graph\":[" + object + "]}").title == "A");
  CHECK(with_json_ld("<!-- " + object + " -->").title == "A");
  CHECK(with_json_ld("/*<![CDATA[*/ [" + object + "] /*]]>*/").title == "A");
  CHECK(with_json_ld("{\"@type\":\"Article\",\"headline\":\"A\nB\"}").title == "A B");
  CHECK(with_json_ld("{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;A&quot;}").title == "A");
  CHECK(with_json_ld(object).authors == Strings{"Jo Vance"});
}

TEST_CASE("JSON-LD of something else than an article gives no title, and of a wrong shape nothing") {
  CHECK(with_json_ld(R"({"@type":"WebSite","name":"Site"})").title.empty());
  CHECK(with_json_ld(R"({"@type":"Article","headline":{"a":[1,{}]},"author":[[["x"]]],"image":[[]],"keywords":7})")
            .title.empty());
  CHECK(with_json_ld(R"({"@type":17,"headline":"x"})").title.empty());
  CHECK(with_json_ld(R"("text")").title.empty());
  CHECK(with_json_ld("{").title.empty());
}

TEST_CASE("an author that is an address is none, and names in one byline are parted") {
  CHECK(extract_html("<meta name=author content=https://x.example/jo><p>x").authors.empty());
  CHECK(extract_html("<meta name=author content='By Jo Vance, Petra Klein and Tom Quayle'><p>x").authors ==
        Strings{"Jo Vance", "Petra Klein", "Tom Quayle"});
  CHECK(extract_html("<meta name=author content='Klein, Petra'><p>x").authors == Strings{"Klein, Petra"});
  CHECK(extract_html("<meta name=author content=A><meta name=author content=B><p>x").authors == Strings{"A", "B"});
  CHECK(extract_html("<p class=byline>Written by Jo Vance</p>").authors == Strings{"Jo Vance"});
  CHECK(extract_html("<div class=comment><a rel=author>Troll</a></div><a rel=author>Jo Vance</a>").authors ==
        Strings{"Jo Vance"});
}

TEST_CASE("dates come from meta tags, microdata and time elements in their usual forms") {
  CHECK(published("<meta name=parsely-pub-date content=2020-02-29T10:00:00Z>") == "2020-02-29T10:00:00Z");
  CHECK(published("<meta name='DC.date.issued' content='2020-02-29'>") == "2020-02-29T00:00:00Z");
  CHECK(published("<span itemprop=datePublished>13 September 2023</span>") == "2023-09-13T00:00:00Z");
  CHECK(published("<time>13 Sep 2023</time>") == "2023-09-13T00:00:00Z");
  CHECK(published("<time datetime='2 days ago'>x</time><time datetime=2023-09-13>y</time>") == "2023-09-13T00:00:00Z");
  CHECK(published("<meta property=article:published_time content=soon>").empty());
}

TEST_CASE("the language is the page's own before that of its metadata") {
  CHECK(extract_html("<html lang=pt-BR><meta property=og:locale content=en_US><p>x").language == "pt-BR");
  CHECK(extract_html("<meta property=og:locale content=en_US><p>x").language == "en-US");
  CHECK(extract_html("<meta http-equiv=Content-Language content='de, en'><p>x").language == "de");
}

TEST_CASE("the address is the canonical one, absolute, and else that of the page") {
  const std::string page = "https://a.example/b/c?d=1";
  CHECK(extract_html("<link rel=canonical href=/e>", page).url == "https://a.example/e");
  CHECK(extract_html("<base href=/x/><link rel=canonical href=y>", page).url == "https://a.example/x/y");
  CHECK(extract_html("<meta property=og:url content=https://f.example/>", page).url == "https://f.example/");
  CHECK(extract_html("<link rel=canonical href='javascript:x'>", page).url == page);
  CHECK(extract_html("<link rel=canonical href=/e>").url.empty());
  CHECK(extract_html("<meta property=og:image content='data:image/png;base64,x'>", page).image.empty());
}

TEST_CASE("references resolve as in RFC 3986 section 5.4") {
  const auto resolved = [](const char* reference) {
    return akin::indexer::html::resolve_url(reference, "http://a/b/c/d;p?q");
  };
  CHECK(resolved("g:h") == "g:h");
  CHECK(resolved("g") == "http://a/b/c/g");
  CHECK(resolved("./g") == "http://a/b/c/g");
  CHECK(resolved("g/") == "http://a/b/c/g/");
  CHECK(resolved("/g") == "http://a/g");
  CHECK(resolved("//g") == "http://g");
  CHECK(resolved("?y") == "http://a/b/c/d;p?y");
  CHECK(resolved("g?y#s") == "http://a/b/c/g?y#s");
  CHECK(resolved("#s") == "http://a/b/c/d;p?q#s");
  CHECK(resolved(";x") == "http://a/b/c/;x");
  CHECK(resolved(".") == "http://a/b/c/");
  CHECK(resolved("..") == "http://a/b/");
  CHECK(resolved("../g") == "http://a/b/g");
  CHECK(resolved("../../g") == "http://a/g");
  CHECK(resolved("../../../g") == "http://a/g");
  CHECK(resolved("/./g") == "http://a/g");
  CHECK(resolved("./g/.") == "http://a/b/c/g/");
  CHECK(resolved("g/../h") == "http://a/b/c/h");
  CHECK(resolved("g?y/../x") == "http://a/b/c/g?y/../x");
}

TEST_CASE("the publication's name is taken off a page's title where something tells that it is one") {
  using akin::indexer::html::page_title;
  CHECK(page_title("Ferry stops | Harbour Post", "Harbour Post", {}) == "Ferry stops");
  CHECK(page_title("Harbour Post - Ferry stops", "Harbour Post", {}) == "Ferry stops");
  CHECK(page_title("Ferry stops - News - Harbour Post", "", {"Ferry stops"}) == "Ferry stops");
  CHECK(page_title("Ferry to the island stops early - Harbour Post", "", {}) == "Ferry to the island stops early");
  CHECK(page_title("Spider-Man - a review", "", {}) == "Spider-Man - a review");
  CHECK(page_title("Ferry: why it stops", "", {}) == "Ferry: why it stops");
  CHECK(page_title("", "", {"Only heading"}) == "Only heading");
  CHECK(page_title("", "", {"One", "Two"}).empty());
}
