#include "cli/live/live_search.hpp"

#include "cli/text/layout.hpp"
#include "cli/text/render_article.hpp"
#include "common/error.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace akin::cli {
namespace {

constexpr std::string_view prompt = "Search: ";
constexpr std::size_t hits_wanted = 50;
constexpr std::size_t most_query_bytes = 1000;
constexpr int marker_columns = 2;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

std::size_t character_before(std::string_view text, std::size_t place) {
  while (place > 0 && continues_character(text[--place])) {
  }
  return place;
}

std::size_t character_after(std::string_view text, std::size_t place) {
  while (place < text.size() && ++place < text.size() && continues_character(text[place])) {
  }
  return place;
}

std::size_t word_before(std::string_view text, std::size_t place) {
  while (place > 0 && text[place - 1] == ' ')
    --place;
  while (place > 0 && text[place - 1] != ' ')
    --place;
  return place;
}

} // namespace

LiveSearch::LiveSearch(const Searcher& searcher, SearchRequest request)
    : searcher_(searcher), request_(std::move(request)) {
  request_.query.clear();
  request_.limit = hits_wanted;
  request_.prefix = true;
  search();
}

bool LiveSearch::handle(const std::vector<Key>& keys) {
  for (const Key& key : keys)
    if (!handle(key))
      return false;
  if (request_.query != searched_)
    search();
  return true;
}

bool LiveSearch::handle(const Key& key) {
  if (edit(key))
    return true;
  if (request_.query != searched_)
    search(); // keys that came together: this one is meant for what the others ask
  const auto page = static_cast<std::ptrdiff_t>(std::max<std::size_t>(2, views_.back().rows) - 1);
  switch (key.kind) {
  case KeyKind::up:
    move(-1);
    return true;
  case KeyKind::down:
    move(1);
    return true;
  case KeyKind::page_up:
    move(-page);
    return true;
  case KeyKind::page_down:
    move(page);
    return true;
  case KeyKind::enter:
    open_article();
    return true;
  case KeyKind::tab:
    open_related();
    return true;
  case KeyKind::escape:
    return go_back();
  default:
    return key.kind != KeyKind::interrupt;
  }
}

/// Whether the key was one for the query.
bool LiveSearch::edit(const Key& key) {
  std::string& query = request_.query;
  const auto erase = [&](std::size_t begin, std::size_t end) {
    query.erase(begin, end - begin);
    caret_ = begin;
  };
  switch (key.kind) {
  case KeyKind::text:
    if (query.size() < most_query_bytes) {
      query.insert(caret_, key.text);
      caret_ += key.text.size();
    }
    return true;
  case KeyKind::backspace:
    erase(character_before(query, caret_), caret_);
    return true;
  case KeyKind::erase:
    erase(caret_, character_after(query, caret_));
    return true;
  case KeyKind::delete_word:
    erase(word_before(query, caret_), caret_);
    return true;
  case KeyKind::delete_line:
    erase(0, caret_);
    return true;
  case KeyKind::left:
    caret_ = character_before(query, caret_);
    return true;
  case KeyKind::right:
    if (caret_ == query.size())
      take_completion();
    caret_ = character_after(query, caret_);
    return true;
  case KeyKind::home:
    caret_ = 0;
    return true;
  case KeyKind::end:
    caret_ = query.size();
    return true;
  default:
    return false;
  }
}

void LiveSearch::take_completion() {
  if (completion_.empty())
    return;
  request_.query = completion_;
  caret_ = request_.query.size();
}

void LiveSearch::move(std::ptrdiff_t by) {
  View& view = views_.back();
  std::size_t& place = view.is_article ? view.first : view.chosen;
  const std::size_t most = view.is_article ? place + view.rows // article_lines() knows where the text ends
                                           : std::max<std::size_t>(1, view.result.hits.size()) - 1;
  const auto moved = static_cast<std::ptrdiff_t>(place) + by;
  place = std::min(most, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, moved)));
}

/// False when there is nothing to go back to: that ends the search.
bool LiveSearch::go_back() {
  if (views_.size() > 1) {
    views_.pop_back();
    return true;
  }
  const bool had_query = !request_.query.empty();
  request_.query.clear();
  caret_ = 0;
  return had_query;
}

const Hit* LiveSearch::chosen_hit() const {
  const View& view = views_.back();
  return view.is_article || view.chosen >= view.result.hits.size() ? nullptr : &view.result.hits[view.chosen];
}

void LiveSearch::open_article() {
  const Hit* const hit = chosen_hit();
  if (hit == nullptr)
    return;
  auto article = searcher_.show(hit->id);
  if (!article)
    return; // deleted since
  View view;
  view.is_article = true;
  view.article = std::move(*article);
  views_.push_back(std::move(view));
}

/// What is related to the article that is read or chosen.
void LiveSearch::open_related() {
  const Hit* const hit = chosen_hit();
  if (hit == nullptr && !views_.back().is_article)
    return;
  SimilarRequest request;
  request.source = ById{hit != nullptr ? hit->id : views_.back().article.article.id};
  request.limit = hits_wanted;
  request.fold_copies = request_.fold_copies;
  View view;
  view.kind = ListKind::related;
  view.heading = "Related to “" + (hit != nullptr ? hit->title : views_.back().article.article.title) + "”";
  try {
    view.result = searcher_.similar(request);
  } catch (const Error& error) {
    problem_ = error.what();
    return;
  }
  views_.push_back(std::move(view));
}

void LiveSearch::search() {
  searched_ = request_.query;
  problem_.clear();
  completion_.clear();
  View view;
  view.kind = request_.fold_copies ? ListKind::stories : ListKind::articles;
  try {
    view.result = searcher_.search(request_);
    if (!searched_.empty())
      for (const Suggestion& suggestion : searcher_.suggest({searched_, 1}).suggestions)
        if (suggestion.kind != SuggestionKind::title && completion_.empty() && suggestion.text != searched_)
          completion_ = suggestion.text;
  } catch (const Error& error) {
    problem_ = error.what();
  }
  views_.clear();
  views_.push_back(std::move(view));
}

std::vector<std::string> LiveSearch::list_lines(View& view, const TextStyle& style, std::size_t rows) const {
  const TextStyle narrower{style.width - marker_columns, style.colour};
  const auto& hits = view.result.hits;
  std::vector<std::vector<std::string>> blocks; // of the hits from the first shown to the chosen one, and on
  const auto block = [&](std::size_t i) { return lines_of(render_hit(hits[i], i + 1, narrower)); };
  view.first = std::min(view.first, view.chosen);
  std::size_t used = 0;
  for (std::size_t i = view.first; i < hits.size() && (used < rows || i <= view.chosen); ++i) {
    blocks.push_back(block(i));
    used += blocks.back().size();
    while (i <= view.chosen && used > rows && blocks.size() > 1) { // the chosen one is seen whole
      used -= blocks.front().size();
      blocks.erase(blocks.begin());
      ++view.first;
    }
  }
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    for (std::size_t l = 0; l < blocks[i].size() && lines.size() < rows; ++l)
      lines.push_back((view.first + i == view.chosen && l == 0 ? "▸ " : "  ") + blocks[i][l]);
  view.rows = std::max<std::size_t>(1, blocks.size());
  return lines;
}

std::vector<std::string> LiveSearch::article_lines(View& view, const TextStyle& style, std::size_t rows) const {
  auto lines = lines_of(render(view.article, style));
  view.first = std::min(view.first, lines.size() > rows ? lines.size() - rows : 0);
  view.rows = rows;
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(view.first));
  lines.resize(std::min(lines.size(), rows));
  return lines;
}

std::string LiveSearch::status(const View& view) const {
  if (!problem_.empty())
    return problem_;
  if (view.is_article)
    return "↑↓ scroll · Tab related · Esc back";
  std::string text = counts_of(view.result, view.kind);
  if (view.result.suggestion)
    text += " · did you mean: " + *view.result.suggestion;
  return text + (view.kind == ListKind::related ? " · Enter read · Esc back" : " · Enter read · Tab related · Esc end");
}

Screen LiveSearch::screen(const TextStyle& style, int height) {
  View& view = views_.back();
  Glyphs typed = glyphs(prompt, Style::dim);
  const int caret = columns_of(typed) + columns_of(glyphs(request_.query.substr(0, caret_)));
  append(typed, request_.query);
  if (caret_ == request_.query.size() && completion_.size() > request_.query.size())
    append(typed,
           completion_.starts_with(request_.query) ? completion_.substr(request_.query.size()) : "  → " + completion_,
           Style::dim);
  Screen screen;
  screen.lines.push_back(to_text(fitted(typed, style.width), style.colour));
  screen.cursor_column = std::min(caret, style.width - 1) + 1;
  const auto rows_left = [&] { return static_cast<std::size_t>(std::max(1, height - 2)) - (screen.lines.size() - 1); };
  if (!view.heading.empty() && height > 4)
    screen.lines.push_back(to_text(fitted(glyphs(view.heading, Style::title), style.width), style.colour));
  else if (height > 4)
    screen.lines.emplace_back();
  const std::size_t rows = rows_left();
  auto body = view.is_article ? article_lines(view, style, rows) : list_lines(view, style, rows);
  body.resize(rows);
  screen.lines.insert(screen.lines.end(), std::make_move_iterator(body.begin()), std::make_move_iterator(body.end()));
  screen.lines.push_back(to_text(fitted(glyphs(status(view), Style::dim), style.width), style.colour));
  return screen;
}

} // namespace akin::cli
