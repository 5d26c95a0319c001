#include "common/analysis/dictionary_words.hpp"

#include "common/analysis/folding.hpp"

#include <cstdint>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

namespace akin {
namespace {

/// Runs are looked at in pieces of this size: a run without a space that is longer is no prose, and ICU keeps the
/// breaks of a whole run in memory.
constexpr std::size_t max_piece_bytes = 6000;

struct CloseText {
  void operator()(UText* text) const noexcept { utext_close(text); }
};

/// A break iterator and the view through which it reads UTF-8. Broken data files leave breaks_ empty.
class Breaker {
 public:
  Breaker() {
    UErrorCode status = U_ZERO_ERROR;
    breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale("th"), status));
    if (U_FAILURE(status) != 0)
      breaks_.reset();
  }

  void append_ends(std::string_view piece, std::size_t offset, std::vector<std::size_t>& ends) {
    if (!start(piece)) {
      ends.push_back(offset + piece.size());
      return;
    }
    for (std::int32_t end = breaks_->next(); end != icu::BreakIterator::DONE; end = breaks_->next())
      ends.push_back(offset + static_cast<std::size_t>(end));
  }

 private:
  bool start(std::string_view piece) {
    if (!breaks_)
      return false;
    UErrorCode status = U_ZERO_ERROR;
    UText* const opened = utext_openUTF8(text_.get(), piece.data(), static_cast<std::int64_t>(piece.size()), &status);
    if (!text_)
      text_.reset(opened);
    if (U_FAILURE(status) == 0)
      breaks_->setText(text_.get(), status);
    return U_FAILURE(status) == 0;
  }

  std::unique_ptr<UText, CloseText> text_;
  std::unique_ptr<icu::BreakIterator> breaks_;
};

} // namespace

void dictionary_word_ends(std::string_view run, std::vector<std::size_t>& ends) {
  thread_local Breaker breaker;
  ends.clear();
  for (std::size_t offset = 0; offset < run.size();) {
    const std::string_view piece = cut_at_character(run.substr(offset), max_piece_bytes);
    breaker.append_ends(piece, offset, ends);
    offset += piece.size();
  }
}

} // namespace akin
