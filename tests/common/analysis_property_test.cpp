#include "common/analysis/analyser.hpp"
#include "common/analysis/characters.hpp"
#include "common/analysis/folding.hpp"
#include "common/analysis/tokenizer.hpp"
#include "random_text.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace akin;

namespace {

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode(text, i);
    if (static_cast<unsigned char>(text[i]) >= 0x80 && c.length == 1)
      return false;
    i += c.length;
  }
  return true;
}

/// Everything that the tokenizer promises about one text.
void check_tokens(const std::string& text) {
  std::vector<TokenSpan> spans;
  const std::size_t steps = tokenize_counting(text, spans);
  std::size_t problems = steps <= 4 * text.size() + 4 ? 0 : 1;
  std::uint32_t last_begin = 0;
  for (const TokenSpan& span : spans) {
    if (span.begin < last_begin || span.begin >= span.end || span.end > text.size())
      ++problems;
    if (span.end - span.begin > max_word_bytes)
      ++problems;
    if (!is_valid_utf8(std::string_view(text).substr(span.begin, span.end - span.begin)))
      ++problems;
    last_begin = span.begin;
  }
  if (!spans.empty() && !spans.front().sentence_start)
    ++problems;
  CHECK_MESSAGE(problems == 0, text);
}

} // namespace

TEST_CASE("whatever the bytes, tokens are ordered, within the text, at most 64 bytes and valid UTF-8") {
  Random random(1);
  for (int round = 0; round < 4000; ++round)
    check_tokens(random_bytes(random, 200));
  for (int round = 0; round < 8000; ++round)
    check_tokens(random_mixture(random, odd_pieces, 60));
}

TEST_CASE("folding twice is folding once, and never leaves nothing of something") {
  Random random(2);
  for (int round = 0; round < 8000; ++round) {
    const std::string text = random_mixture(random, odd_pieces, 20);
    const std::string once = fold_text(text);
    CHECK(fold_text(once) == once);
    CHECK(once.empty() == text.empty());
    CHECK(is_valid_utf8(once));
  }
}

TEST_CASE("every letter of Unicode below U+20000 folds to something that stays as it is") {
  std::size_t changed_again = 0;
  for (char32_t c = 0x80; c < 0x20000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF)
      continue;
    std::string text;
    if (c < 0x800) {
      text = {static_cast<char>(0xC0U | c >> 6U)};
    } else if (c < 0x10000) {
      text = {static_cast<char>(0xE0U | c >> 12U), static_cast<char>(0x80U | (c >> 6U & 0x3FU))};
    } else {
      text = {static_cast<char>(0xF0U | c >> 18U), static_cast<char>(0x80U | (c >> 12U & 0x3FU)),
              static_cast<char>(0x80U | (c >> 6U & 0x3FU))};
    }
    text += static_cast<char>(0x80U | (c & 0x3FU));
    const std::string once = fold_text(text);
    if (fold_text(once) != once || once.empty())
      ++changed_again;
  }
  CHECK(changed_again == 0);
}

TEST_CASE("any article can be analysed in any language") {
  Random random(3);
  Analyser analyser;
  AnalysedArticle out;
  for (int round = 0; round < 1500; ++round) {
    Article article;
    article.title = random_mixture(random, odd_pieces, 10);
    article.body = round % 3 == 0 ? random_bytes(random, 100) : random_mixture(random, odd_pieces, 60);
    article.language = languages()[below(random, languages().size())].code;
    analyser.analyse(article, out);
    CHECK(out.title_tokens + out.summary_tokens <= out.tokens.size());
    bool sound = true;
    for (const Token& token : out.tokens) {
      const Word& word = analyser.vocabulary()[token.word];
      sound = sound && !word.text.empty() && !word.stem.empty() && word.text.size() <= max_word_bytes &&
              word.stem.size() <= max_word_bytes && is_valid_utf8(word.text) && is_valid_utf8(word.stem);
    }
    CHECK(sound);
  }
}
