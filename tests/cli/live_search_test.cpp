#include "cli/live/live_search.hpp"
#include "tests/engine/small_index.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace akin;
using namespace akin::cli;
using namespace akin::engine;

namespace {

std::vector<Key> typed(std::string_view text) { return KeyDecoder().feed(text); }

class Desk {
 public:
  Desk() {
    auto writer = open_writer(folder_.path());
    std::vector<Article> articles{article("ferry", "Ferry runs aground", "The ferry ran aground off Gotland."),
                                  article("inquiry", "Inquiry into the ferry", "The ferry off Gotland ran aground."),
                                  article("violin", "Violin stolen", "A violin vanished.")};
    for (int i = 0; i < 30; ++i)
      articles.push_back(article("h" + std::to_string(i), "Harbour log", "Harbour day " + std::to_string(i)));
    append(*writer, articles);
    writer->commit();
    searcher_ = std::make_unique<Searcher>(folder_.path());
    live_ = std::make_unique<LiveSearch>(*searcher_, SearchRequest{});
  }

  bool type(std::string_view text) { return live_->handle(typed(text)); }
  LiveSearch& live() { return *live_; }

  std::string picture(int width = 80, int height = 24) {
    std::string text;
    const Screen screen = live_->screen({width, false}, height);
    CHECK(screen.lines.size() == static_cast<std::size_t>(height));
    CHECK(screen.cursor_column >= 1);
    CHECK(screen.cursor_column <= width);
    for (const std::string& line : screen.lines) {
      CHECK(columns_of(glyphs(line)) <= width);
      text += line + "\n";
    }
    return text;
  }
  bool shows(std::string_view text) { return picture().find(text) != std::string::npos; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Searcher> searcher_;
  std::unique_ptr<LiveSearch> live_;
};

} // namespace

TEST_CASE("bytes of a terminal are keys, also when they come in pieces") {
  KeyDecoder decoder;
  CHECK(decoder.feed("a\xC3") == std::vector<Key>{{KeyKind::text, "a"}});
  CHECK(decoder.feed("\xA9") == std::vector<Key>{{KeyKind::text, "é"}});
  CHECK(decoder.feed("\x1b") == std::vector<Key>{{KeyKind::escape, ""}});
  CHECK(
      decoder.feed("\x1b[A\x1bOB\x1b[5~\x1b[1;5C\x1b[3~\x1b[99~") ==
      std::vector<Key>{
          {KeyKind::up, ""}, {KeyKind::down, ""}, {KeyKind::page_up, ""}, {KeyKind::right, ""}, {KeyKind::erase, ""}});
  CHECK(decoder.feed("\x7f\x17\x15\r\t\x03") == std::vector<Key>{{KeyKind::backspace, ""},
                                                                 {KeyKind::delete_word, ""},
                                                                 {KeyKind::delete_line, ""},
                                                                 {KeyKind::enter, ""},
                                                                 {KeyKind::tab, ""},
                                                                 {KeyKind::interrupt, ""}});
  CHECK(decoder.feed(std::string_view("\0\x01\x1c", 3)) == std::vector<Key>{{KeyKind::home, ""}});
}

TEST_CASE("hits follow what is typed, the last word as the beginning of one") {
  Desk desk;
  CHECK(desk.shows("33 stories"));
  CHECK(desk.type("viol"));
  CHECK(desk.shows("Search: violin")); // the rest is offered
  CHECK(desk.live().query() == "viol");
  CHECK(desk.shows("1 story"));
  CHECK(desk.shows("Violin stolen"));
  CHECK_FALSE(desk.shows("did you mean"));
  CHECK(desk.type("\x1b[C")); // taken
  CHECK(desk.live().query() == "violin");
  CHECK(desk.type("\x15nothing-like-it"));
  CHECK(desk.shows("nothing found"));
}

TEST_CASE("the query can be edited anywhere, character by character") {
  Desk desk;
  CHECK(desk.type("ferry é x"));
  CHECK(desk.type("\x17\x7f\x7f\x7f"));
  CHECK(desk.live().query() == "ferry");
  CHECK(desk.type("\x1b[H\x1b[3~F\x1b[F!"));
  CHECK(desk.live().query() == "Ferry!");
  CHECK(desk.type("\x1b[D\x1b[D\x1b[D\x15"));
  CHECK(desk.live().query() == "ry!");
  CHECK(desk.type("\x01\x7f\x1b[D")); // nothing is left of the beginning
  CHECK(desk.live().query() == "ry!");
  CHECK(desk.type(std::string(5000, 'x')));
  CHECK(desk.live().query().size() <= 1001);
}

TEST_CASE("a hit can be chosen, read, and asked for what is related; Esc goes back and at last ends") {
  Desk desk;
  CHECK(desk.type("ferry"));
  CHECK(desk.shows("▸  1"));
  CHECK(desk.type("\x1b[B"));
  CHECK(desk.shows("▸  2"));
  CHECK(desk.type("\x1b[B\x1b[B\x1b[A\r")); // stays within the list
  CHECK(desk.shows("Tab related"));
  CHECK(desk.shows("off Gotland"));
  CHECK(desk.type("\t"));
  CHECK(desk.shows("Related to “"));
  CHECK(desk.shows("1 related"));
  CHECK(desk.type("\x1b"));
  CHECK(desk.type("\x1b"));
  CHECK(desk.shows("2 stories"));
  CHECK(desk.type("\x1b"));
  CHECK(desk.live().query().empty());
  CHECK_FALSE(desk.type("\x1b"));
  Desk other;
  CHECK_FALSE(other.type("ferry\x03"));
}

TEST_CASE("keys that come together act one after the other") {
  Desk desk;
  CHECK(desk.type("harbour\x1b[B\x1b[B"));
  CHECK(desk.shows("▸  3"));
}

TEST_CASE("the chosen hit is on the screen however far down it is and however small the screen") {
  Desk desk;
  CHECK(desk.type("harbour"));
  for (const auto& [width, height] : {std::pair{80, 24}, std::pair{30, 8}, std::pair{24, 3}}) {
    for (int i = 0; i < 29; ++i) {
      CHECK(desk.type("\x1b[B"));
      CHECK(desk.picture(width, height).find("▸") != std::string::npos);
    }
    CHECK(desk.picture(80, 24).find("▸ 30") != std::string::npos);
    for (int i = 0; i < 12; ++i) {
      CHECK(desk.type("\x1b[5~"));
      CHECK(desk.picture(width, height).find("▸") != std::string::npos);
    }
    for (int i = 0; i < 30; ++i)
      CHECK(desk.type("\x1b[5~"));
    CHECK(desk.picture(80, 24).find("▸  1") != std::string::npos);
  }
}
