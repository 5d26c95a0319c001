#include "engine/xapian/phrase.hpp"

#include "common/hash.hpp"
#include "engine/xapian/pair_sketch.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace akin::engine {
namespace {

constexpr unsigned max_words = 32;         ///< bits of a mask; the parser's limit
constexpr std::size_t most_code_bytes = 5; ///< of one token

} // namespace

PhraseFilter::PhraseFilter(const Segment& segment, const query::Node& phrase) : forward_(segment.forward()) {
  constexpr std::size_t most_pairs = 8; // of two words: with more, too many documents seem to have one
  if (phrase.slop != 0)
    return;
  std::vector<std::uint64_t> before;
  for (const query::QueryWord& word : phrase.words) {
    std::vector<std::uint64_t> stems;
    for (const std::string& stem : word.stems)
      if (forward_.find_stem(stem))
        stems.push_back(hash64(stem));
    std::vector<std::uint64_t> pairs;
    for (const std::uint64_t first : before)
      for (const std::uint64_t second : stems)
        pairs.push_back(pair_hash(first, second));
    if (!pairs.empty() && pairs.size() <= most_pairs)
      pairs_.push_back(std::move(pairs));
    before = std::move(stems);
  }
}

void PhraseFilter::keep_possible(std::vector<LocalDoc>& documents) const {
  constexpr std::size_t prefetch_distance = 8;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i + prefetch_distance < documents.size())
      forward_.prefetch(documents[i + prefetch_distance]);
    const PairSketch sketch = forward_.stream(documents[i]).pairs();
    if (std::all_of(pairs_.begin(), pairs_.end(), [&](const std::vector<std::uint64_t>& pairs) {
          return std::any_of(pairs.begin(), pairs.end(), [&](std::uint64_t pair) { return sketch.may_have(pair); });
        }))
      documents[kept++] = documents[i];
  }
  documents.resize(kept);
}

PhraseCheck::PhraseCheck(const Segment& segment, const query::Node& phrase, unsigned rarest)
    : forward_(segment.forward()), words_(static_cast<unsigned>(std::min<std::size_t>(phrase.words.size(), max_words))),
      slop_(phrase.slop), title_only_(phrase.field == query::Field::title), rarest_(std::min(rarest, words_ - 1)) {
  std::map<LocalTerm, std::uint32_t> masks;
  std::vector<WordRank> ranks;
  for (unsigned i = 0; i < words_; ++i)
    for (const std::string& stem : phrase.words[i].stems)
      if (const auto term = forward_.find_stem(stem)) {
        masks[*term] |= 1U << i;
        const auto words = segment.words_of(*term);
        if (i == rarest_)
          ranks.insert(ranks.end(), words.begin(), words.end());
      }
  scan_.emplace(ranks);
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

bool PhraseCheck::matches(LocalDoc document, std::uint32_t occurrences) const {
  TokenStream stream = forward_.stream(document);
  if (slop_ == 0)
    return matches_in_order(stream, occurrences);
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

bool PhraseCheck::is_rarest(std::span<const unsigned char> codes, std::size_t place) const {
  const unsigned char* position = codes.data() + place;
  const auto code = get_varint(position, codes.data() + codes.size());
  return (mask_of(static_cast<WordRank>(code >> 1U)) >> rarest_ & 1U) != 0;
}

/// First code of the phrase that stands around the code at place, its rarest word.
std::optional<std::size_t> PhraseCheck::beginning_around(std::span<const unsigned char> codes,
                                                         std::size_t place) const {
  std::size_t begin = place;
  for (unsigned i = 0; i < rarest_; ++i) {
    if (begin == 0)
      return std::nullopt;
    begin = code_before(codes, begin);
  }
  const unsigned char* position = codes.data() + begin;
  const unsigned char* const end = codes.data() + codes.size();
  for (unsigned i = 0; i < words_; ++i) {
    if (position == end)
      return std::nullopt;
    const auto code = get_varint(position, end);
    if ((mask_of(static_cast<WordRank>(code >> 1U)) >> i & 1U) == 0)
      return std::nullopt;
  }
  return begin;
}

bool PhraseCheck::matches_in_order(const TokenStream& stream, std::uint32_t occurrences) const {
  const auto codes = stream.codes();
  for (std::size_t place = scan_->find(codes, 0); place < codes.size() && occurrences > 0;
       place = scan_->find(codes, place + 1)) {
    if (!begins_code(codes, place) || !is_rarest(codes, place))
      continue;
    --occurrences;
    const auto begin = beginning_around(codes, place);
    if (!begin)
      continue;
    // The position in tokens, or, of what stands well behind the last border, any position behind it.
    const std::uint32_t title = stream.title_tokens();
    const std::size_t last_border = title + stream.summary_tokens();
    const auto counted = static_cast<std::ptrdiff_t>(std::min(*begin, last_border * most_code_bytes));
    const auto first = static_cast<std::uint32_t>(
        std::count_if(codes.begin(), codes.begin() + counted, [](unsigned char byte) { return byte < 0x80; }));
    const auto crosses = [&](std::size_t border) { return first < border && border < first + words_; };
    if (title_only_ ? first + words_ <= title : !crosses(title) && !crosses(last_border))
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
