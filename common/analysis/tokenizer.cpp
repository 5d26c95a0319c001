#include "common/analysis/tokenizer.hpp"

#include "common/analysis/characters.hpp"
#include "common/analysis/dictionary_words.hpp"
#include "common/analysis/folding.hpp"
#include "common/analysis/sentence.hpp"

#include <limits>

namespace akin {
namespace {

/// One pass over a text. at_ only moves forward; every decision looks at most two characters ahead.
class Scanner {
 public:
  Scanner(std::string_view text, std::vector<TokenSpan>& out) : text_(text), out_(out) {}

  std::size_t run() {
    while (at_ < text_.size()) {
      const CharKind kind = ascii_kinds[static_cast<unsigned char>(text_[at_])];
      if (starts_word(kind))
        scan_word(kind);
      else if (kind == CharKind::non_ascii)
        scan_non_ascii();
      else
        pass(kind, 1);
    }
    return decoded_;
  }

 private:
  DecodedChar decode_at(std::size_t position) {
    ++decoded_;
    return decode(text_, position);
  }

  void pass(CharKind kind, std::size_t length) {
    sentence_.separator(kind, kind == CharKind::dot && at_ == word_end_ && is_abbreviation());
    at_ += length;
  }

  bool is_abbreviation() const { return akin::is_abbreviation(text_.substr(word_begin_, word_end_ - word_begin_)); }

  void scan_non_ascii() {
    const DecodedChar c = decode_at(at_);
    if (starts_word(c.kind))
      scan_word(c.kind);
    else if (c.kind == CharKind::cjk)
      scan_cjk();
    else if (c.kind == CharKind::dictionary)
      scan_dictionary();
    else
      pass(c.kind, c.length);
  }

  void emit(std::size_t begin, std::size_t end, CharKind first) {
    if (end - begin > max_word_bytes)
      end = begin + cut_at_character(text_.substr(begin, end - begin), max_word_bytes).size();
    out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), first == CharKind::upper,
                    sentence_.take_start()});
  }

  /// A word of letters, marks and digits, and what may stand inside it.
  void scan_word(CharKind first) {
    word_begin_ = at_;
    CharKind last = first;
    for (;;) {
      while (at_ < text_.size()) {
        const CharKind kind = ascii_kinds[static_cast<unsigned char>(text_[at_])];
        if (!starts_word(kind))
          break;
        last = kind;
        ++at_;
      }
      if (at_ == text_.size())
        break;
      const CharKind kind = ascii_kinds[static_cast<unsigned char>(text_[at_])];
      if (kind != CharKind::non_ascii && kind != CharKind::apostrophe && kind != CharKind::dot &&
          kind != CharKind::comma)
        break;
      if (!extend(last))
        break;
    }
    word_end_ = word_end_override_ != 0 ? word_end_override_ : at_;
    emit(word_begin_, word_end_, first);
    word_end_override_ = 0;
  }

  /// Moves over the character at at_, which is no ASCII letter or digit, if it belongs to the word.
  bool extend(CharKind& last) {
    const DecodedChar c = decode_at(at_);
    switch (c.kind) {
    case CharKind::upper:
    case CharKind::letter:
    case CharKind::digit:
      last = c.kind;
      break;
    case CharKind::mark:
      break;
    case CharKind::joiner:
      if (!starts_word(decode_at(at_ + c.length).kind))
        return false;
      break;
    case CharKind::dot:
    case CharKind::comma:
      if (last != CharKind::digit || decode_at(at_ + c.length).kind != CharKind::digit)
        return false;
      break;
    case CharKind::apostrophe:
      return extend_over_apostrophe(c.length, last);
    default:
      return false;
    }
    at_ += c.length;
    return true;
  }

  bool extend_over_apostrophe(std::size_t length, CharKind last) {
    const std::size_t next_at = at_ + length;
    const DecodedChar next = decode_at(next_at);
    if (!is_letter(next.kind))
      return false;
    const CharKind after = decode_at(next_at + next.length).kind;
    if ((text_[next_at] == 's' || text_[next_at] == 'S') && !continues_word(after)) {
      word_end_override_ = at_;
      at_ = next_at + 1;
      return false;
    }
    if (!is_letter(last) || (is_letter(after) && is_elided(text_.substr(word_begin_, at_ - word_begin_))))
      return false;
    at_ = next_at;
    return true;
  }

  /// A run of Han and kana: every two neighbours make a word, a lone character makes one. Marks belong to the character
  /// before them.
  void scan_cjk() {
    std::size_t previous = at_;
    std::size_t characters = 0;
    std::size_t start = at_;
    for (DecodedChar c = decode_at(at_); c.kind == CharKind::cjk; ++characters) {
      previous = start;
      start = at_;
      do {
        at_ += c.length;
        c = decode_at(at_);
      } while (c.kind == CharKind::mark);
      if (characters > 0)
        emit(previous, at_, CharKind::cjk);
    }
    if (characters == 1)
      emit(start, at_, CharKind::cjk);
  }

  void scan_dictionary() {
    const std::size_t begin = at_;
    for (DecodedChar c = decode_at(at_);
         c.kind == CharKind::dictionary || c.kind == CharKind::mark || c.kind == CharKind::joiner; c = decode_at(at_))
      at_ += c.length;
    thread_local std::vector<std::size_t> ends;
    dictionary_word_ends(text_.substr(begin, at_ - begin), ends);
    std::size_t word = begin;
    for (const std::size_t end : ends) {
      if (decode_at(word).kind == CharKind::dictionary)
        emit(word, begin + end, CharKind::letter);
      word = begin + end;
    }
  }

  std::string_view text_;
  std::vector<TokenSpan>& out_;
  std::size_t at_ = 0;
  std::size_t word_begin_ = 0; ///< of the word scanned last
  std::size_t word_end_ = 0;
  std::size_t word_end_override_ = 0; ///< where a word ends when its "'s" was passed over; 0 if it was not
  std::size_t decoded_ = 0;
  SentenceState sentence_;
};

} // namespace

void tokenize(std::string_view text, std::vector<TokenSpan>& out) { tokenize_counting(text, out); }

std::size_t tokenize_counting(std::string_view text, std::vector<TokenSpan>& out) {
  return Scanner(cut_at_character(text, std::numeric_limits<std::uint32_t>::max()), out).run();
}

} // namespace akin
