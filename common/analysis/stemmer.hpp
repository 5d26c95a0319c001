// Snowball's stemmers, one a language.
#pragma once

#include "common/analysis/language.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;

namespace akin {

/// Makes each stemmer when it is first asked for. Not thread-safe: one a thread.
class Stemmers {
 public:
  /// Puts the stem of a word of any case into out: lower-cased, stemmed with its accents, then folded and cut to
  /// max_word_bytes. Words with digits and words of languages without a stemmer are folded only.
  void stem_into(std::string_view word, Language language, std::string& out);

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const noexcept;
  };

  sb_stemmer* stemmer(Language language);

  std::vector<std::unique_ptr<sb_stemmer, Delete>> by_language_;
  std::string lowered_;
};

} // namespace akin
