// Plain text of HTML fragments.
#include "indexer/html/html_extract.hpp"

#include <doctest/doctest.h>
#include <string>

using akin::indexer::html_to_text;

TEST_CASE("blocks of a fragment are parted by blank lines, line breaks kept, white space collapsed") {
  CHECK(html_to_text("<p>One\n  two</p><p>three<br>four</p>") == "One two\n\nthree\nfour");
  CHECK(html_to_text("<h2>Head</h2>text <em>with</em>\tmarks<div>block</div>tail") ==
        "Head\n\ntext with marks\n\nblock\n\ntail");
  CHECK(html_to_text("<ul><li>a</li><li>b<ol><li>c</ol></ul>") == "a\n\nb\n\nc");
  CHECK(html_to_text("one<br><br/>two<br>three") == "one\n\ntwo\nthree");
  CHECK(html_to_text("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>") == "1 | 2\n\n3");
}

TEST_CASE("entities are resolved, also unfinished and unknown ones") {
  CHECK(html_to_text("<p>&lt;b&gt; &amp; &#8364; &#x1F600; &eacute; AT&amp;T R&D &unknown; &copy 2020</p>") ==
        "<b> & € 😀 é AT&T R&D &unknown; © 2020");
  CHECK(html_to_text("no&nbsp;break <b>&#8203;zero&#8203;width</b>") == "no break zero width");
}

TEST_CASE("scripts, styles, comments and other unseen content are left out") {
  CHECK(html_to_text("a<script>if (x < 1) { y = '<p>no</p>'; }</script>b") == "ab");
  CHECK(html_to_text("a<style>p{}</style><!-- c --><template>d</template><noscript>e</noscript>f") == "af");
  CHECK(html_to_text("a<select><option>x<option>y</select><textarea>z</textarea><iframe>w</iframe>b") == "ab");
  CHECK(html_to_text("a<svg><title>t</title><text>x</text><path d='M0'/></svg>b") == "ab");
}

TEST_CASE("preformatted text keeps its lines and indents") {
  CHECK(html_to_text("<pre>\nfor x:\n    y\n\n\n\nz  </pre>") == "for x:\n    y\n\nz");
  CHECK(html_to_text("<xmp><p>raw</p></xmp>") == "<p>raw</p>");
}

TEST_CASE("a text without tags keeps its paragraphs") {
  CHECK(html_to_text("First line\nsecond line\n\nNext & last &lt;one&gt;") ==
        "First line\nsecond line\n\nNext & last <one>");
  CHECK(html_to_text("a < b and c > d") == "a < b and c > d");
  CHECK(html_to_text("").empty());
  CHECK(html_to_text(" \n\t ").empty());
}

TEST_CASE("markup that breaks off or is broken loses no text before it") {
  CHECK(html_to_text("<p>text <a href=\"x") == "text");
  CHECK(html_to_text("<p>text <a href=\"x>link</a> more") == "text link more");
  CHECK(html_to_text("<p>text</b></div></table> more</p>") == "text more");
  CHECK(html_to_text("<p>one<!-- never closed> <p>two</p>") == "one\n\ntwo");
  CHECK(html_to_text("<p>one<!>two<!-->three<!--->four<?php x ?>five</p>") == "onetwothreefourfive");
  CHECK(html_to_text("<P CLASS=x>upper</P><1>no tag</1>") == "upper\n\n<1>no tag");
  CHECK(html_to_text("<p>one<script>two") == "one");
}

TEST_CASE("a link left open ends where its end tag stands") {
  CHECK(html_to_text("<p><a href=x>one<p>two</a><p>three") == "one\n\ntwo\n\nthree");
}
