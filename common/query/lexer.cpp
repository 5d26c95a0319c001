#include "common/query/lexer.hpp"

#include "common/analysis/characters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace akin::query {
namespace {

constexpr unsigned max_slop = 1000;

constexpr std::array<std::pair<std::string_view, Field>, 13> names{{
    {"title", Field::title},
    {"person", Field::person},
    {"people", Field::person},
    {"place", Field::place},
    {"places", Field::place},
    {"org", Field::organisation},
    {"organisation", Field::organisation},
    {"organisations", Field::organisation},
    {"source", Field::source},
    {"tag", Field::tag},
    {"author", Field::author},
    {"section", Field::section},
    {"lang", Field::language},
}};

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool equal_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
  });
}

} // namespace

/// Bytes of the white space or control character at a position; 0 if none is there.
std::size_t Lexer::blank_at(std::size_t position) const {
  const auto byte = static_cast<unsigned char>(text_[position]);
  if (byte <= 0x20 || byte == 0x7F)
    return 1;
  if (byte < 0x80)
    return 0;
  const DecodedChar c = decode(text_, position);
  return c.kind == CharKind::space ? c.length : 0;
}

/// Bytes of the quotation mark at a position: straight (1), or curly (3: U+201C, U+201D, U+201E); 0 if none is there.
std::size_t Lexer::quote_at(std::size_t position) const {
  if (text_[position] == '"')
    return 1;
  const std::string_view mark = text_.substr(position, 3);
  return mark == "\u201C" || mark == "\u201D" || mark == "\u201E" ? 3 : 0;
}

void Lexer::skip_blanks() {
  while (at_ < text_.size()) {
    const std::size_t blank = blank_at(at_);
    if (blank == 0)
      return;
    at_ += blank;
  }
}

std::optional<Lexeme> Lexer::next() {
  for (;;) {
    const std::size_t before = at_;
    skip_blanks();
    if (at_ == text_.size())
      return std::nullopt;
    Lexeme lexeme;
    lexeme.offset = at_;
    const bool clause_starts = at_ == 0 || at_ > before || text_[at_ - 1] == '(';
    if (clause_starts && !take_sign(lexeme))
      continue;
    if (text_[at_] == '(' || text_[at_] == ')') {
      lexeme.kind = text_[at_] == '(' ? Lexeme::Kind::open : Lexeme::Kind::close;
      ++at_;
      return lexeme;
    }
    if (quote_at(at_) != 0) {
      if (take_quoted(lexeme))
        return lexeme;
      continue;
    }
    take_run(lexeme);
    return lexeme;
  }
}

/// Takes + or - when something follows that it can apply to. False if the sign stood alone and was passed over.
bool Lexer::take_sign(Lexeme& lexeme) {
  const char sign = text_[at_];
  if (sign != '+' && sign != '-')
    return true;
  const std::size_t after = at_ + 1;
  if (after == text_.size() || blank_at(after) != 0 || text_[after] == ')') {
    warnings_.add(std::string("nothing follows the ") + sign, at_);
    at_ = after;
    return false;
  }
  if (text_[after] == '+' || text_[after] == '-') {
    warnings_.add("several signs in a row are no operator", at_);
    return true;
  }
  lexeme.has_sign = true;
  lexeme.sign = sign == '+' ? Occur::must : Occur::must_not;
  at_ = after;
  return true;
}

/// Where the quote that was opened before position is closed; npos if nowhere. A straight quote is closed by a straight
/// one, a curly one by a curly one. A backslash keeps the next character from closing.
std::size_t Lexer::closing_quote(std::size_t position, bool curly) {
  bool& no_more = curly ? no_more_curly_ : no_more_straight_;
  if (no_more)
    return std::string_view::npos;
  for (; position < text_.size(); ++position) {
    if (text_[position] == '\\')
      ++position;
    else if (quote_at(position) == (curly ? 3U : 1U))
      return position;
  }
  no_more = true;
  return std::string_view::npos;
}

/// False if nothing closes the quote; it is then passed over.
bool Lexer::take_quoted(Lexeme& lexeme) {
  const std::size_t opened = at_;
  const std::size_t width = quote_at(at_);
  at_ += width;
  const bool first_failure = !(width == 3 ? no_more_curly_ : no_more_straight_);
  const std::size_t closed = closing_quote(at_, width == 3);
  if (closed == std::string_view::npos) {
    if (first_failure)
      warnings_.add("the quotation mark is never closed", opened);
    return false;
  }
  lexeme.kind = Lexeme::Kind::quoted;
  lexeme.body = text_.substr(at_, closed - at_);
  at_ = closed + width;
  if (lexeme.prefix == Prefix::none || lexeme.field == Field::title)
    take_slop(lexeme);
  return true;
}

void Lexer::take_slop(Lexeme& lexeme) {
  if (at_ + 1 >= text_.size() || text_[at_] != '~' || !is_digit(text_[at_ + 1]))
    return;
  const std::size_t tilde = at_++;
  for (; at_ < text_.size() && is_digit(text_[at_]); ++at_)
    lexeme.slop = std::min(max_slop + 1, lexeme.slop * 10 + static_cast<unsigned>(text_[at_] - '0'));
  if (lexeme.slop <= max_slop)
    return;
  lexeme.slop = max_slop;
  warnings_.add("words are near each other within at most 1000 positions", tilde);
}

void Lexer::take_run(Lexeme& lexeme) {
  std::size_t end = at_;
  while (end < text_.size() && blank_at(end) == 0 && quote_at(end) == 0 && text_[end] != '(' && text_[end] != ')')
    ++end;
  lexeme.body = text_.substr(at_, end - at_);
  take_prefix(lexeme, end);
}

/// Looks for "name:" at the start of the run that is lexeme.body, and moves past what was taken.
void Lexer::take_prefix(Lexeme& lexeme, std::size_t run_end) {
  const std::size_t run_begin = std::exchange(at_, run_end);
  std::size_t colon = 0;
  while (colon < lexeme.body.size() && is_ascii_letter(lexeme.body[colon]))
    ++colon;
  if (colon == 0 || colon == lexeme.body.size() || lexeme.body[colon] != ':')
    return;
  lexeme.name = lexeme.body.substr(0, colon);
  const std::string_view rest = lexeme.body.substr(colon + 1);
  const auto* const known = std::find_if(
      names.begin(), names.end(), [&](const auto& entry) { return equal_ignoring_case(lexeme.name, entry.first); });
  const bool is_date = equal_ignoring_case(lexeme.name, "date");
  if (known == names.end() && !is_date) {
    // The colon of an address or at the end of a word means nothing.
    if (!rest.empty() && !rest.starts_with("//"))
      lexeme.prefix = Prefix::unknown;
    return;
  }
  lexeme.prefix = is_date ? Prefix::date : Prefix::field;
  if (!is_date)
    lexeme.field = known->second;
  if (!rest.empty()) {
    lexeme.body = rest;
    return;
  }
  if (at_ < text_.size() && quote_at(at_) != 0 && take_quoted(lexeme))
    return;
  if (at_ < text_.size() && text_[at_] == '(' && lexeme.field == Field::title) {
    lexeme.kind = Lexeme::Kind::open;
    ++at_;
    return;
  }
  lexeme.prefix = Prefix::dangling;
  lexeme.field = Field::text;
  lexeme.body = text_.substr(run_begin, colon);
}

} // namespace akin::query
