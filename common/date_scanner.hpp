// The smallest pieces that written dates are made of. Internal to timestamp.cpp and clock_parser.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace akin::date_text {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// Compares whatever the case of word; the other side is in lower case already.
inline bool equal_folded(std::string_view word, std::string_view lower_case) {
  return std::equal(word.begin(), word.end(), lower_case.begin(), lower_case.end(),
                    [](char a, char b) { return lower(a) == b; });
}

/// Walks over a text from its front. Copy it to be able to go back. What fails moves nothing unless it says so.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool at_end() const { return rest_.empty(); }
  /// The next character; NUL at the end.
  char next() const { return rest_.empty() ? '\0' : rest_.front(); }
  void advance(std::size_t count) { rest_.remove_prefix(count); }

  bool skip(char c) {
    const bool found = next() == c && !at_end();
    advance(found ? 1 : 0);
    return found;
  }

  /// True if there was any of these characters.
  bool skip_any(std::string_view characters) {
    const std::size_t count = std::min(rest_.find_first_not_of(characters), rest_.size());
    advance(count);
    return count > 0;
  }
  bool skip_spaces() { return skip_any(" \t\r\n"); }

  /// The word that starts here; may be empty.
  std::string_view letters() const {
    return rest_.substr(
        0, static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_letter) - rest_.begin()));
  }

  /// Length of the run of digits that starts here.
  std::size_t digit_run() const {
    return static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_digit) - rest_.begin());
  }

  /// The next digits, exactly this many, whatever follows them.
  bool digits(std::size_t width, int& value) {
    if (digit_run() < width)
      return false;
    value = 0;
    for (const char digit : rest_.substr(0, width))
      value = value * 10 + (digit - '0');
    advance(width);
    return true;
  }

  /// A whole run of one or two digits.
  bool small_number(int& value) {
    const std::size_t width = digit_run();
    return (width == 1 || width == 2) && digits(width, value);
  }

 private:
  std::string_view rest_;
};

} // namespace akin::date_text
