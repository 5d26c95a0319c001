// Pages made to hurt: whatever comes, the answer is valid UTF-8 within linear time and bounded depth.
#include "indexer/html/bounded_markup.hpp"
#include "indexer/html/html_extract.hpp"
#include "indexer/html/page.hpp"

#include <array>
#include <cstddef>
#include <doctest/doctest.h>
#include <random>
#include <string>
#include <string_view>

using akin::Article;
using akin::indexer::extract_html;
using akin::indexer::html_to_text;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    out += text;
  return out;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80   ? 1
                               : byte < 0xC2 ? 0
                               : byte < 0xE0 ? 2
                               : byte < 0xF0 ? 3
                               : byte < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size())
      return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U)
        return false;
    }
    i += length;
  }
  return true;
}

void check_utf8(const Article& article) {
  for (const std::string* field : {&article.url, &article.title, &article.body, &article.summary, &article.source,
                                   &article.section, &article.language, &article.image})
    CHECK(is_utf8(*field));
  for (const auto* list : {&article.authors, &article.tags}) {
    for (const std::string& entry : *list)
      CHECK(is_utf8(entry));
  }
}

std::size_t depth_of(std::string_view html) {
  const akin::indexer::html::Page page(html);
  std::vector<std::size_t> depth(page.size(), 0);
  std::size_t deepest = 0;
  for (akin::indexer::html::NodeId id = 1; id < page.size(); ++id) {
    depth[id] = depth[page[id].parent] + 1;
    deepest = std::max(deepest, depth[id]);
  }
  return deepest;
}

} // namespace

TEST_CASE("nesting without bound keeps its text at a bounded depth") {
  const std::size_t times = 40'000;
  const std::string text = "<p>Text at the bottom, deep down.</p>";
  for (const std::string_view opening :
       {"<div>", "<b><i>", "<span>", "<ul><li>", "<table><tr><td>", "<a href=x><div>", "<font><p>", "<blockquote>",
        "<x-y>", "<form>", "<dl><dd>", "<button>", "<h1>", "<section><h2>", "<p><div>", "<nobr>", "<object>"}) {
    CAPTURE(opening);
    const std::string page = repeated(opening, times) + text;
    CHECK(html_to_text(page).find("Text at the bottom, deep down.") != std::string::npos);
    CHECK(depth_of(page) < 2000);
  }
  const std::string closed =
      repeated("<div>", 200'000) + text + repeated("</div>", 200'000) + "<p>And what follows it.";
  CHECK(html_to_text(closed) == "Text at the bottom, deep down.\n\nAnd what follows it.");
}

TEST_CASE("end tags that close nothing or too much do not deepen the tree") {
  const std::size_t times = 20'000;
  for (const std::string_view part :
       {"<div><span></div>", "<div><table><td></div>", "<li><ul></li>", "<form><div></form>", "<a><div></a>",
        "<p><button></p>", "<b><div></b>", "<table><caption></table>", "<dd><div></dd>", "<h1><div></h2>",
        "<td><div></td>", "<table><tr><td><table></td>", "<span><div></span>", "<address><li></address>",
        "<x-y><div></x-y>", "<table><b><tr><i></b>", "<section><p></section><p>", "<ruby><rt><div></ruby>"}) {
    CAPTURE(part);
    CHECK(depth_of(repeated(part, times)) < 2000);
  }
}

TEST_CASE("a million attributes in one tag cost no more than their bytes") {
  std::string page = "<p ";
  for (int i = 0; i < 1'000'000; ++i)
    page += " a" + std::to_string(i) + "=1";
  page += ">Text behind a million attributes.";
  CHECK(html_to_text(page) == "Text behind a million attributes.");
  CHECK(html_to_text("<p " + repeated("class=a ", 1'000'000) + ">Text.") == "Text.");
}

TEST_CASE("what is opened and never closed is searched for once") {
  const std::size_t times = 300'000;
  CHECK(html_to_text(repeated("<!--", times)).empty());
  CHECK(html_to_text(repeated("<svg>", times) + "text") == "text");
  CHECK(html_to_text(repeated("<noscript>", times) + "text") == "text");
  CHECK(html_to_text(repeated("<a href=\"", times)).empty());
  CHECK(html_to_text(repeated("<", times)) == repeated("<", times));
  CHECK(html_to_text("<p>" + repeated("<b id=x>", times) + "text") == "text");
  CHECK(html_to_text(repeated("<i>", 255) + repeated("</x>", times) + "text") == "text");
}

TEST_CASE("JSON-LD without bound in depth or size is passed over") {
  const auto script = [](const std::string& json) {
    return "<script type='application/ld+json'>" + json + "</script><title>T</title><p>x";
  };
  CHECK(extract_html(script(repeated("[", 500'000))).title == "T");
  CHECK(extract_html(script(repeated("{\"a\":", 100'000) + "1" + repeated("}", 100'000))).title == "T");
  CHECK(extract_html(script("{\"@type\":\"Article\",\"headline\":\"" + repeated("x", 3'000'000) + "\"}")).title == "T");
}

TEST_CASE("a large page of ordinary articles is read whole") {
  const std::string part = "<div class=post><h2>Head</h2><p>Some <b>prose</b>, with a <a href=/x>link</a> in it, and "
                           "then some more of it.</p><ul><li>one<li>two</ul></div>\n";
  const Article article = extract_html(repeated(part, 20'000));
  CHECK(article.body.size() > 20'000 * 60);
}

TEST_CASE("random bytes give valid UTF-8") {
  std::mt19937 random(20231104);
  for (int round = 0; round < 100; ++round) {
    std::string bytes(random() % 4000, '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(random() % 256);
    check_utf8(extract_html(bytes, bytes.substr(0, 40)));
    CHECK(is_utf8(html_to_text(bytes)));
  }
}

TEST_CASE("random soup of tags, entities and broken characters gives valid UTF-8 at bounded depth") {
  constexpr std::array<std::string_view, 64> pieces = {"<div>",
                                                       "</div>",
                                                       "<p>",
                                                       "</p>",
                                                       "<table>",
                                                       "</table>",
                                                       "<tr>",
                                                       "<td>",
                                                       "</td>",
                                                       "<caption>",
                                                       "<a href=x>",
                                                       "</a>",
                                                       "<b>",
                                                       "</b>",
                                                       "<ul>",
                                                       "<li>",
                                                       "</ul>",
                                                       "<select>",
                                                       "<option>",
                                                       "</select>",
                                                       "<svg>",
                                                       "</svg>",
                                                       "<math><mi>",
                                                       "</math>",
                                                       "<title>",
                                                       "</title>",
                                                       "<template>",
                                                       "</template>",
                                                       "<form>",
                                                       "</form>",
                                                       "<frameset>",
                                                       "<body class=x>",
                                                       "</body>",
                                                       "<html lang=\xFF>",
                                                       "</html>",
                                                       "<head>",
                                                       "<script>",
                                                       "</script>",
                                                       "<style>",
                                                       "</style>",
                                                       "<textarea>",
                                                       "</textarea>",
                                                       "<h1>",
                                                       "</h2>",
                                                       "<dd>",
                                                       "<object>",
                                                       "<plaintext>",
                                                       "<xmp>",
                                                       "</xmp>",
                                                       "<ruby><rt>",
                                                       "<main>",
                                                       "<article>",
                                                       "<meta property=og:title content='\xC3'>",
                                                       "<script type=application/ld+json>{\"@type\":\"Article\",",
                                                       "<!--",
                                                       "-->",
                                                       "&amp",
                                                       "&#xD800;",
                                                       "\xE2\x80",
                                                       "word, ",
                                                       "long text of prose, with commas. ",
                                                       "<",
                                                       "\"",
                                                       "<![CDATA["};
  std::mt19937 random(20231105);
  for (int round = 0; round < 150; ++round) {
    std::string page;
    for (auto count = random() % 1000; count > 0; --count)
      page += pieces[random() % pieces.size()];
    check_utf8(extract_html(page));
    CHECK(depth_of(page) < 2000);
  }
}
