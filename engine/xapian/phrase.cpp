#include "engine/xapian/phrase.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace akin::engine {
namespace {

constexpr unsigned max_words = 32; ///< bits of a mask; the parser's limit

} // namespace

PhraseCheck::PhraseCheck(const ForwardFile& forward, const query::Node& phrase)
    : forward_(forward), words_(static_cast<unsigned>(std::min<std::size_t>(phrase.words.size(), max_words))),
      slop_(phrase.slop), title_only_(phrase.field == query::Field::title) {
  std::map<LocalTerm, std::uint32_t> masks;
  for (unsigned i = 0; i < words_; ++i)
    for (const std::string& stem : phrase.words[i].stems)
      if (const auto term = forward.find_stem(stem))
        masks[*term] |= 1U << i;
  masks_.assign(masks.begin(), masks.end());
  for (const auto& [term, mask] : masks_)
    filter_ |= std::uint64_t{1} << (term % 64);
}

std::uint32_t PhraseCheck::mask_of(WordRank word) const {
  const LocalTerm stem = forward_.stem_of(word);
  if ((filter_ >> (stem % 64) & 1U) == 0)
    return 0;
  for (const auto& [term, mask] : masks_)
    if (term == stem)
      return mask;
  return 0;
}

bool PhraseCheck::matches(LocalDoc document) const {
  TokenStream stream = forward_.stream(document);
  const std::uint32_t title = std::min(stream.title_tokens(), stream.total_tokens());
  const std::uint32_t summary = std::min(stream.summary_tokens(), stream.total_tokens() - title);
  const std::array<std::uint32_t, 3> fields{title, summary, stream.total_tokens() - title - summary};
  for (const std::uint32_t tokens : fields) {
    if (slop_ == 0 ? matches_in_order(stream, tokens) : matches_near(stream, tokens))
      return true;
    if (title_only_)
      return false;
  }
  return false;
}

bool PhraseCheck::matches_in_order(TokenStream& stream, std::uint32_t tokens) const {
  // Shift-and matching (Baeza-Yates and Gonnet, "A new approach to text searching", 1992): bit i of running says that
  // the first i + 1 words of the phrase end at this token.
  const std::uint32_t complete = 1U << (words_ - 1);
  std::uint32_t running = 0;
  for (; tokens > 0 && !stream.at_end(); --tokens) {
    running = (running << 1U | 1U) & mask_of(stream.next().word);
    if ((running & complete) != 0)
      return true;
  }
  return false;
}

bool PhraseCheck::matches_near(TokenStream& stream, std::uint32_t tokens) const {
  std::array<std::uint32_t, max_words> last{}; // position of each word's last occurrence, plus one
  const std::uint32_t window = words_ + slop_;
  for (std::uint32_t position = 1; position <= tokens && !stream.at_end(); ++position) {
    const std::uint32_t mask = mask_of(stream.next().word);
    if (mask == 0)
      continue;
    std::uint32_t oldest = position;
    for (unsigned i = 0; i < words_; ++i) {
      if ((mask >> i & 1U) != 0)
        last[i] = position;
      oldest = std::min(oldest, last[i]);
    }
    if (oldest > 0 && position - oldest < window)
      return true;
  }
  return false;
}

} // namespace akin::engine
