// Searching while one types: what is on the screen and what the keys do, without the terminal.
#pragma once

#include "cli/live/keys.hpp"
#include "cli/text/render_result.hpp"
#include "searcher/searcher.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akin::cli {

/// A picture of the whole screen.
struct Screen {
  std::vector<std::string> lines; ///< from the top, each fits the width, as many as the screen has at most
  int cursor_column = 1;          ///< in the first line, from 1
};

/// A line to type the query into, and below it one page above another: the hits, an article, what is related to it.
/// Not thread-safe.
class LiveSearch {
 public:
  /// searcher is borrowed. request says how to search (filters, order, copies); its query is what is typed.
  LiveSearch(const Searcher& searcher, SearchRequest request);

  /// Takes keys, then searches once if that changed the query. False when it is time to end.
  bool handle(const std::vector<Key>& keys);

  Screen screen(const TextStyle& style, int height);

  const std::string& query() const noexcept { return request_.query; }

 private:
  /// Hits to choose from, or lines to read when kind says so.
  struct View {
    bool is_article = false;
    ListKind kind = ListKind::stories;
    std::string heading;    ///< above hits; empty for those of the query
    Result result;          ///< of a list
    StoredArticle article;  ///< of an article
    std::size_t chosen = 0; ///< hit
    std::size_t first = 0;  ///< hit or line at the top
    std::size_t rows = 10;  ///< of the last picture: how far a page is
  };

  bool handle(const Key& key);
  bool edit(const Key& key);
  void move(std::ptrdiff_t by);
  bool go_back();
  void take_completion();
  void open_article();
  void open_related();
  const Hit* chosen_hit() const;
  void search();
  std::vector<std::string> list_lines(View& view, const TextStyle& style, std::size_t rows) const;
  std::vector<std::string> article_lines(View& view, const TextStyle& style, std::size_t rows) const;
  std::string status(const View& view) const;

  const Searcher& searcher_;
  SearchRequest request_;
  std::size_t caret_ = 0; ///< byte of the query
  std::string searched_;
  std::string completion_; ///< what the query could become; empty without an idea
  std::string problem_;    ///< why the last search failed
  std::vector<View> views_;
};

} // namespace akin::cli
