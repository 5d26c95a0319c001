#include "cli/text/glyphs.hpp"

#include <doctest/doctest.h>

using namespace akin::cli;

namespace {

std::vector<std::string> wrapped_text(std::string_view text, int width, std::size_t max_lines = 0) {
  std::vector<std::string> lines;
  for (const Glyphs& line : wrapped(glyphs(text), width, max_lines))
    lines.push_back(to_text(line, false));
  return lines;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("control characters and escape sequences never come out as they went in") {
  CHECK(one_line("\x1b[31mred\x1b[0m") == "\uFFFD[31mred\uFFFD[0m");
  CHECK(one_line("bell\a back\b nul" + std::string(1, '\0') + "del\x7f") == "bell\uFFFD back\uFFFD nul\uFFFD"
                                                                            "del\uFFFD");
  CHECK(one_line("c1 \xc2\x9b"
                 "31m") == "c1 \uFFFD31m");
  CHECK(one_line("title\x1b]0;owned\x07") == "title\uFFFD]0;owned\uFFFD");
  CHECK(one_line("a\u202Eb\u2066c") == "a\uFFFDb\uFFFDc");
}

TEST_CASE("line ends, tabs and runs of spaces become one space") {
  CHECK(one_line("one\ntwo\r\n\tthree   four\u2028five") == "one two three four five");
}

TEST_CASE("broken UTF-8 becomes replacement characters") {
  CHECK(one_line("a\xff"
                 "b") == "a\uFFFDb");
  CHECK(one_line("cut \xe4\xb8") == "cut \uFFFD");
  CHECK(one_line("surrogate \xed\xa0\x80!").find('\xed') == std::string::npos);
}

TEST_CASE("every code point comes out as the UTF-8 it was") {
  const std::string text = "aé߿ࠀ—中\U00010348\U0001F680";
  CHECK(one_line(text) == text);
}

TEST_CASE("columns are what a terminal gives: two for East Asian wide, none for combining marks") {
  CHECK(columns_of(glyphs("abc")) == 3);
  CHECK(columns_of(glyphs("金正恩")) == 6);
  CHECK(columns_of(glyphs("ｆｕｌｌ")) == 8);
  CHECK(columns_of(glyphs("e\u0301te\u0301")) == 3);
  CHECK(columns_of(glyphs("\u1112\u1161\u11ab")) == 2);
  CHECK(columns_of(glyphs("🚀")) == 2);
  CHECK(columns_of(glyphs("a\u200db")) == 2);
}

TEST_CASE("a line that fits is left alone, a longer one is cut with an ellipsis") {
  CHECK(to_text(fitted(glyphs("harbour"), 7), false) == "harbour");
  CHECK(to_text(fitted(glyphs("harbour"), 6), false) == "harbo…");
  CHECK(to_text(fitted(glyphs("harbour"), 0), false) == "harbour");
  CHECK(to_text(fitted(glyphs("two words"), 5), false) == "two…");
  CHECK(to_text(fitted(glyphs("金正恩訪俄"), 6), false) == "金正…");
  CHECK(columns_of(fitted(glyphs("金正恩訪俄"), 6)) <= 6);
  CHECK(to_text(fitted(glyphs("x"), 1), false) == "x");
  CHECK(to_text(fitted(glyphs("xyz"), 1), false) == "…");
}

TEST_CASE("text is wrapped at spaces, never inside a word that fits") {
  CHECK(wrapped_text("the quick brown fox", 9) == Lines{"the quick", "brown fox"});
  CHECK(wrapped_text("the quick brown fox", 10) == Lines{"the quick", "brown fox"});
  CHECK(wrapped_text("the quick brown fox", 8) == Lines{"the", "quick", "brown", "fox"});
  CHECK(wrapped_text("  leading and trailing  ", 40) == Lines{"leading and trailing"});
  CHECK(wrapped_text("", 10).empty());
  CHECK(wrapped_text("   ", 10).empty());
}

TEST_CASE("a word longer than the line is broken where it must be") {
  CHECK(wrapped_text("abcdefghij k", 4) == Lines{"abcd", "efgh", "ij k"});
}

TEST_CASE("East Asian text is wrapped between characters") {
  CHECK(wrapped_text("金正恩訪問東方航天港", 8) == Lines{"金正恩訪", "問東方航", "天港"});
  CHECK(wrapped_text("金正恩訪問", 5) == Lines{"金正", "恩訪", "問"});
}

TEST_CASE("no line of East Asian text starts with a full stop or a closing bracket") {
  CHECK(wrapped_text("金正恩訪問。東方", 10) == Lines{"金正恩訪", "問。東方"});
  CHECK(wrapped_text("「金正恩」訪問", 8) == Lines{"「金正", "恩」訪問"});
}

TEST_CASE("a combining mark stays with its letter") {
  CHECK(wrapped_text("abcde\u0301f", 5) == Lines{"abcde\u0301", "f"});
}

TEST_CASE("the last line allowed says that there was more") {
  CHECK(wrapped_text("one two three four", 5, 2) == Lines{"one", "two…"});
  CHECK(wrapped_text("one two", 5, 2) == Lines{"one", "two"});
}

TEST_CASE("without a width text stays on one line") {
  CHECK(wrapped_text("as long as it takes", 0) == Lines{"as long as it takes"});
}

TEST_CASE("every wrapped line keeps to the width, whatever the text") {
  const std::string text = "Kim 金正恩 met e\u0301 Vladimir at the Космодром 東方 \x1b[1m spaceport 🚀🚀🚀 yesterday";
  for (int width = 2; width < 60; ++width)
    for (const Glyphs& line : wrapped(glyphs(text), width))
      CHECK(columns_of(line) <= width);
}

TEST_CASE("two ends of a line are filled up between, or not joined at all when too wide") {
  Glyphs line;
  REQUIRE(append_at_ends(line, glyphs("left"), glyphs("right"), 12));
  CHECK(to_text(line, false) == "left   right");
  Glyphs tight;
  CHECK_FALSE(append_at_ends(tight, glyphs("left"), glyphs("right"), 10));
  CHECK(tight.empty());
  Glyphs free;
  REQUIRE(append_at_ends(free, glyphs("left"), glyphs("right"), 0));
  CHECK(to_text(free, false) == "left  right");
}

TEST_CASE("styles become escape sequences with colour and nothing without") {
  Glyphs line = glyphs("plain ");
  append(line, "bold", Style::title);
  append(line, " rest");
  CHECK(to_text(line, true) == "plain \x1b[1mbold\x1b[0m rest");
  CHECK(to_text(line, false) == "plain bold rest");
  CHECK(to_text(glyphs("end", Style::title), true) == "\x1b[1mend\x1b[0m");
}
