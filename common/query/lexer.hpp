// Query text into pieces: runs of characters, quoted text, brackets.
#pragma once

#include "common/query/query.hpp"
#include "common/query/warnings.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace akin::query {

/// What stands before a colon.
enum class Prefix : std::uint8_t {
  none,
  field,    ///< one of Field
  date,     ///< "date"
  unknown,  ///< a word that names no field
  dangling, ///< a known name with nothing to look for after it
};

/// One piece of a query.
struct Lexeme {
  enum class Kind : std::uint8_t { run, quoted, open, close };

  Kind kind = Kind::run;
  std::size_t offset = 0; ///< of its first byte in the query, sign included
  Occur sign = Occur::should;
  bool has_sign = false;
  Prefix prefix = Prefix::none;
  Field field = Field::text;
  std::string_view name; ///< before the colon
  std::string_view
      body;          ///< after prefix and sign, between the quotes; the whole run when prefix is unknown or dangling
  unsigned slop = 0; ///< the number after `"…"~`
};

/// One pass over a query. A quote that nothing closes counts as white space.
class Lexer {
 public:
  /// Both must outlive it.
  Lexer(std::string_view text, Warnings& warnings) : text_(text), warnings_(warnings) {}

  /// Nothing at the end.
  std::optional<Lexeme> next();

 private:
  std::size_t blank_at(std::size_t position) const;
  std::size_t quote_at(std::size_t position) const;
  void skip_blanks();
  bool take_sign(Lexeme& lexeme);
  bool take_quoted(Lexeme& lexeme);
  void take_run(Lexeme& lexeme);
  void take_prefix(Lexeme& lexeme, std::size_t run_end);
  void take_slop(Lexeme& lexeme);
  std::size_t closing_quote(std::size_t position, bool curly);

  std::string_view text_;
  Warnings& warnings_;
  std::size_t at_ = 0;
  bool no_more_straight_ = false; ///< no closing quote is left: looked for once, so that lexing stays linear
  bool no_more_curly_ = false;
};

} // namespace akin::query
