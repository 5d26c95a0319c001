#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::indexer;
using Strings = std::vector<std::string>;

TEST_CASE("an RSS 2.0 item gives title, address, dates, people, text and image") {
  const auto article = article_of("a.rss", R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:m="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour Post</title><link>https://harbour.example/</link><language>en-gb</language>
<atom:link rel="self" href="https://harbour.example/rss"/>
<item><title>Rockets &amp;amp; talks</title><link>/2023/rockets</link><guid isPermaLink="false">tag:17</guid>
<pubDate>Wed, 13 Sep 2023 08:00:00 GMT</pubDate><dc:creator>Jane Doe</dc:creator><author>john@harbour.example (John Roe)</author>
<category>Space</category><category><![CDATA[Asia]]></category>
<description>Short &lt;b&gt;text&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>One.</p><p>Two &amp; three.</p>]]></content:encoded>
<m:content url="https://harbour.example/i.jpg" medium="image"/></item></channel></rss>)");
  CHECK(article.title == "Rockets & talks");
  CHECK(article.url == "https://harbour.example/2023/rockets");
  CHECK(article.id == "tag:17");
  CHECK(article.published == parse_timestamp("2023-09-13T08:00:00Z"));
  CHECK(article.authors == Strings{"Jane Doe", "John Roe"});
  CHECK(article.tags == Strings{"Space", "Asia"});
  CHECK(article.body == "One.\n\nTwo & three.");
  CHECK(article.summary == "Short text.");
  CHECK(article.image == "https://harbour.example/i.jpg");
  CHECK(article.source == "Harbour Post");
  CHECK(article.language == "en-gb");
}

TEST_CASE("without full content the description of an item is its body") {
  const auto article =
      article_of("a.xml", "<rss><channel><item><title>T</title><description>All there is.</description>"
                          "</item></channel></rss>");
  CHECK(article.body == "All there is.");
  CHECK(article.summary.empty());
}

TEST_CASE("RSS 1.0 items stand beside their channel") {
  const auto reading = read_file("a.xml", R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.example/"><title>A</title></channel>
<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link><dc:date>2023-09-13</dc:date></item>
<item rdf:about="https://a.example/2"><title>Two</title></item></rdf:RDF>)");
  CHECK(reading.titles() == Strings{"One", "Two"});
  REQUIRE(reading.records.size() == 2);
  CHECK(reading.records[0].article.published == parse_timestamp("2023-09-13"));
  CHECK(reading.records[1].article.id == "https://a.example/2");
  CHECK(reading.records[1].article.source == "A");
  CHECK(reading.records[1].origin.line == 5);
}

TEST_CASE("an Atom entry's content is read by its type and its addresses by xml:base") {
  const auto reading =
      read_file("a.atom", R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/en/" xml:lang="en">
<title>B</title><author><name>The Desk</name></author>
<entry><title type="html">Less &amp;lt;than&amp;gt; &lt;em&gt;fair&lt;/em&gt;</title><link rel="enclosure" href="x.mp3"/><link href="one.html"/>
<id>urn:1</id><published>2023-09-13T08:00:00Z</published><updated>2023-09-14T08:00:00Z</updated><category term="t" label="Talks"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b> <i>three</i>.</p><p>Four.</p></div></content></entry>
<entry xml:base="deep/"><title>a &lt;b&gt; c</title><link rel="alternate" href="two.html"/><author><name>Jane Doe</name></author>
<content type="html">&lt;p&gt;Five.&lt;/p&gt;</content></entry></feed>)");
  REQUIRE(reading.records.size() == 2);
  const auto& first = reading.records[0].article;
  CHECK(first.title == "Less <than> fair");
  CHECK(first.url == "https://b.example/en/one.html");
  CHECK(first.body == "One two three.\n\nFour.");
  CHECK(first.updated == parse_timestamp("2023-09-14T08:00:00Z"));
  CHECK(first.authors == Strings{"The Desk"});
  CHECK(first.tags == Strings{"Talks"});
  const auto& second = reading.records[1].article;
  CHECK(second.url == "https://b.example/en/deep/two.html");
  CHECK(second.body == "Five.");
  CHECK(second.authors == Strings{"Jane Doe"});
}

TEST_CASE("a feed that breaks off gives the entries before, and says where") {
  const auto reading = read_file("a.rss", "<rss><channel>\n<item><title>One</title></item>\n<item><title>Two</ti");
  REQUIRE_FALSE(reading.records.empty());
  CHECK(reading.records[0].article.title == "One");
  REQUIRE(reading.rejections.size() == 1);
  CHECK(reading.rejections[0].origin.line == 3);
  CHECK(reading.rejections[0].reason.find("XML is broken here") == 0);
}

TEST_CASE("external entities are not followed") {
  const TemporaryFolder folder;
  const auto secret = folder.write("secret.txt", "sesame");
  const auto path = folder.write("a.rss", "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file://" + secret +
                                              "\">]><rss><channel><item><title>T &x;</title></item></channel></rss>");
  const auto reading = read({path});
  for (const auto& record : reading.records) {
    CHECK(record.article.title.find("sesame") == std::string::npos);
  }
  CHECK(reading.records.size() + reading.rejections.size() == 1);
}

TEST_CASE("feeds in other character sets are read as they declare") {
  const auto article =
      article_of("a.rss", "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><item><title>"
                          "\xCC\xEE\xF1\xEA\xE2\xE0</title></item></channel></rss>");
  CHECK(article.title == "Москва");
}

TEST_CASE("XML that is no feed is rejected, and skipped in a folder") {
  const TemporaryFolder folder;
  const auto path = folder.write("sitemap.xml", "<urlset><url><loc>https://a.example/</loc></url></urlset>");
  CHECK(read({path}).rejections.size() == 1);
  CHECK(read({folder.path()}).rejections.empty());
  CHECK(read({folder.path()}).skipped == Strings{path});
}

TEST_CASE("an Atom feed may have a prefix throughout, and an Atom element alone is no feed") {
  const auto reading = read_file("a.atom", R"(<!-- with a prefix --><a:feed xmlns:a="http://www.w3.org/2005/Atom">
<a:entry><a:title>T</a:title><a:id>urn:1</a:id><a:content>Text.</a:content></a:entry></a:feed>)");
  REQUIRE(reading.records.size() == 1);
  CHECK(reading.records[0].article.title == "T");
  CHECK(reading.records[0].article.body == "Text.");
  const auto alone =
      read_file("b.atom", R"(<a:link xmlns:a="http://www.w3.org/2005/Atom" href="https://a.example/"/>)");
  CHECK(alone.records.empty());
  CHECK(alone.rejections.size() == 1);
}

TEST_CASE("deep nesting in a feed is no danger") {
  std::string deep = "<rss><channel><item><title>T</title><description>";
  for (int i = 0; i < 100'000; ++i) {
    deep += "<b>";
  }
  const auto reading = read_file("a.rss", deep);
  CHECK(reading.rejections.size() == 1);
}
