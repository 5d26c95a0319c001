#include "common/analysis/stemmer.hpp"

#include "common/analysis/folding.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/error.hpp"

#include <algorithm>
#include <libstemmer.h>
#include <new>

namespace akin {
namespace {

void fold_word_into(std::string_view word, std::string& out) {
  fold_into(word, out);
  out.resize(cut_at_character(out, max_word_bytes).size());
}

} // namespace

void Stemmers::Delete::operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }

sb_stemmer* Stemmers::stemmer(Language language) {
  const LanguageInfo& details = info(language);
  if (details.stemmer.empty())
    return nullptr;
  by_language_.resize(languages().size());
  auto& owned = by_language_[static_cast<std::size_t>(language)];
  if (!owned)
    owned.reset(sb_stemmer_new(std::string(details.stemmer).c_str(), "UTF_8"));
  if (!owned)
    throw Error(ErrorCode::internal, "libstemmer lacks a stemmer", std::string(details.stemmer));
  return owned.get();
}

void Stemmers::stem_into(std::string_view word, Language language, std::string& out) {
  const bool has_digit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  sb_stemmer* const snowball = has_digit ? nullptr : stemmer(language);
  if (snowball == nullptr) {
    fold_word_into(word, out);
    return;
  }
  lower_into(word, language, lowered_);
  const auto* const stemmed =
      sb_stemmer_stem(snowball, reinterpret_cast<const sb_symbol*>(lowered_.data()), static_cast<int>(lowered_.size()));
  if (stemmed == nullptr)
    throw std::bad_alloc();
  const int length = sb_stemmer_length(snowball);
  // Some rules can eat a whole odd word; it then stays as it is.
  if (length == 0)
    fold_word_into(word, out);
  else
    fold_word_into({reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(length)}, out);
}

} // namespace akin
