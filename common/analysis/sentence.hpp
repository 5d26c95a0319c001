// Where sentences start.
#pragma once

#include "common/analysis/characters.hpp"

#include <string_view>

namespace akin {

/// Follows what stands between words. A sentence starts with the first word of a text, after . ! or ? and white space
/// (quotes and brackets between them do not matter), and after a blank line.
class SentenceState {
 public:
  /// Takes one character that is no part of a word. abbreviation: it is a dot that belongs to the word before it.
  void separator(CharKind kind, bool abbreviation) {
    switch (kind) {
    case CharKind::space:
      after_white_space();
      break;
    case CharKind::newline:
      after_white_space();
      if (++newlines_ == 2)
        gap_ = Gap::boundary;
      break;
    case CharKind::dot:
      if (abbreviation)
        break;
      [[fallthrough]];
    case CharKind::terminator:
      after_terminator();
      break;
    case CharKind::full_stop:
      gap_ = Gap::boundary;
      break;
    case CharKind::bracket:
    case CharKind::apostrophe:
      break;
    default:
      after_other();
    }
  }

  /// Whether the word that comes now starts a sentence; the next gap begins.
  bool take_start() {
    const bool start = gap_ == Gap::boundary;
    gap_ = Gap::none;
    newlines_ = 0;
    return start;
  }

 private:
  enum class Gap : std::uint8_t { none, terminated, boundary };

  void after_white_space() {
    if (gap_ == Gap::terminated)
      gap_ = Gap::boundary;
  }
  void after_terminator() {
    if (gap_ == Gap::none)
      gap_ = Gap::terminated;
  }
  void after_other() {
    if (gap_ == Gap::terminated)
      gap_ = Gap::none;
    newlines_ = 0;
  }

  Gap gap_ = Gap::boundary;
  unsigned newlines_ = 0;
};

/// Whether a dot right after the word belongs to it: initials and letters of "U.S.", titles ("Mr"), months and the
/// like. English in the main; a word that is missed or taken too many only misplaces a sentence start.
bool is_abbreviation(std::string_view word) noexcept;

/// Whether a word before an apostrophe is an article, pronoun or preposition that French, Italian or Catalan elides:
/// "l'homme", "dell'arte".
bool is_elided(std::string_view word) noexcept;

} // namespace akin
