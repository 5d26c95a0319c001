#include "engine/xapian/phrase.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace akin::engine {
namespace {

constexpr unsigned max_words = 32; ///< bits of a mask; the parser's limit

} // namespace

PhraseCheck::PhraseCheck(const Segment& segment, const query::Node& phrase)
    : forward_(segment.forward()), words_(static_cast<unsigned>(std::min<std::size_t>(phrase.words.size(), max_words))),
      slop_(phrase.slop), title_only_(phrase.field == query::Field::title) {
  std::map<LocalTerm, std::uint32_t> masks;
  std::uint64_t fewest = std::numeric_limits<std::uint64_t>::max();
  std::vector<WordRank> rarest;
  for (unsigned i = 0; i < words_; ++i) {
    std::uint64_t frequency = 0;
    std::vector<WordRank> ranks;
    for (const std::string& stem : phrase.words[i].stems)
      if (const auto term = forward_.find_stem(stem)) {
        masks[*term] |= 1U << i;
        frequency += forward_.stem_statistics()[*term].collection_frequency;
        const auto words = segment.words_of(*term);
        ranks.insert(ranks.end(), words.begin(), words.end());
      }
    if (phrase.words[i].stop) // is not counted in the statistics
      frequency += std::numeric_limits<std::uint32_t>::max();
    if (frequency < fewest) {
      fewest = frequency;
      rarest_ = i;
      rarest = std::move(ranks);
    }
  }
  scan_.emplace(rarest);
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
  if (slop_ == 0)
    return matches_in_order(stream);
  const auto codes = stream.codes();
  if (scan_->find(codes, 0) == codes.size())
    return false;
  const std::uint32_t title = std::min(stream.title_tokens(), stream.total_tokens());
  const std::uint32_t summary = std::min(stream.summary_tokens(), stream.total_tokens() - title);
  const std::array<std::uint32_t, 3> fields{title, summary, stream.total_tokens() - title - summary};
  for (const std::uint32_t tokens : fields) {
    if (matches_near(stream, tokens))
      return true;
    if (title_only_)
      return false;
  }
  return false;
}

/// Whether the phrase stands around the code at place, which may be its rarest word; begin is then its first code.
bool PhraseCheck::matches_around(std::span<const unsigned char> codes, std::size_t place, std::size_t& begin) const {
  begin = place;
  for (unsigned i = 0; i < rarest_; ++i) {
    if (begin == 0)
      return false;
    begin = code_before(codes, begin);
  }
  const unsigned char* position = codes.data() + begin;
  const unsigned char* const end = codes.data() + codes.size();
  for (unsigned i = 0; i < words_; ++i) {
    if (position == end)
      return false;
    const auto code = get_varint(position, end);
    if ((mask_of(static_cast<WordRank>(code >> 1U)) >> i & 1U) == 0)
      return false;
  }
  return true;
}

bool PhraseCheck::matches_in_order(const TokenStream& stream) const {
  const auto codes = stream.codes();
  for (std::size_t place = scan_->find(codes, 0); place < codes.size(); place = scan_->find(codes, place + 1)) {
    std::size_t begin = 0;
    if (!begins_code(codes, place) || !matches_around(codes, place, begin))
      continue;
    const auto first =
        static_cast<std::uint32_t>(std::count_if(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(begin),
                                                 [](unsigned char byte) { return byte < 0x80; }));
    const auto crosses = [&](std::uint32_t border) { return first < border && border < first + words_; };
    const std::uint32_t title = stream.title_tokens();
    if (title_only_ ? first + words_ <= title : !crosses(title) && !crosses(title + stream.summary_tokens()))
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
