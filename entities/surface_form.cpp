#include "entities/surface_form.hpp"

#include "common/analysis/characters.hpp"
#include "common/analysis/sentence.hpp"
#include "common/hash.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace akin::entities {
namespace {

/// A line at least this long that ends in the middle of a sentence is a wrapped one, in bytes.
constexpr std::uint32_t wrapped_line_bytes = 40;

/// Hashes by their first bits, at most one in three places taken: nearly all words that are asked for are none of them,
/// and their place is empty.
template <std::size_t size> class WordSet {
 public:
  explicit WordSet(const std::array<std::string_view, size>& words) {
    for (const std::string_view word : words) {
      const std::uint64_t hash = hash64(word);
      std::size_t place = place_of(hash);
      while (hashes_[place] != 0 && hashes_[place] != hash)
        place = next(place);
      hashes_[place] = hash;
    }
  }
  bool holds(std::uint64_t hash) const {
    for (std::size_t place = place_of(hash); hashes_[place] != 0; place = next(place)) {
      if (hashes_[place] == hash)
        return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t places = std::bit_ceil(3 * size);
  static constexpr std::size_t place_of(std::uint64_t hash) { return hash >> (64U - std::bit_width(places - 1)); }
  static constexpr std::size_t next(std::size_t place) { return (place + 1) % places; }

  std::array<std::uint64_t, places> hashes_{};
};

constexpr std::array<std::string_view, 45> connectors{
    "of", "the", "and", "for", "in",  "on",  "at",  "to",  "de",  "la",  "le",  "du",  "des",  "del", "di",
    "da", "do",  "dos", "das", "von", "van", "der", "den", "ter", "ten", "zu",  "bin", "bint", "ibn", "abu",
    "al", "el",  "ul",  "ur",  "e",   "y",   "et",  "und", "la",  "las", "los", "les", "with", "a",   "d"};
constexpr std::array<std::string_view, 22> particles{"al",  "el",  "de",  "la",  "le",  "du",  "di",  "da",
                                                     "van", "von", "der", "den", "ter", "bin", "ibn", "ben",
                                                     "abu", "del", "dos", "des", "zu",  "st"};
constexpr std::array<std::string_view, 8> locatives{"in",     "at",     "from",    "near",
                                                    "across", "around", "outside", "through"};
constexpr std::array<std::string_view, 26> verbs_of_saying{
    "said",   "says",   "say",      "told",     "tells",  "added",   "adds",      "asked",   "called",
    "denied", "warned", "wrote",    "argued",   "stated", "replied", "thinks",    "thought", "believes",
    "hopes",  "joked",  "insisted", "admitted", "noted",  "claimed", "explained", "recalled"};

/// What the bytes of a gap hold.
struct GapContent {
  unsigned newlines = 0;
  bool blank = false, dot = false, terminator = false, open = false, close = false, quote = false, colon = false,
       comma = false, dash = false, hyphen = false, joiner = false, other = false;
};

void take_non_ascii(std::string_view gap, std::size_t& i, GapContent& content) {
  const std::string_view three = gap.substr(i, 3);
  if (three == "\xE2\x80\x99" || three == "\xE2\x80\x98" || three == "\xE2\x80\x9C" || three == "\xE2\x80\x9D")
    content.quote = true;
  else if (three == "\xE2\x80\x93" || three == "\xE2\x80\x94" || three == "\xE2\x80\x95")
    content.dash = true;
  else if (three == "\xE2\x80\x90" || three == "\xE2\x80\x91")
    content.hyphen = true;
  else if (gap.substr(i, 2) == "\xC2\xA0")
    content.blank = true;
  else
    content.other = true;
  while (i + 1 < gap.size() && (static_cast<unsigned char>(gap[i + 1]) & 0xC0U) == 0x80U)
    ++i;
}

void take_ascii(char c, GapContent& content) {
  switch (c) {
  case '\n':
    ++content.newlines;
    break;
  case ' ':
  case '\t':
  case '\r':
    content.blank = true;
    break;
  case '.':
    content.dot = true;
    break;
  case '!':
  case '?':
    content.terminator = true;
    break;
  case '(':
  case '[':
  case '{':
  case '<':
    content.open = true;
    break;
  case ')':
  case ']':
  case '}':
  case '>':
    content.close = true;
    break;
  case '"':
  case '`':
    content.quote = true;
    break;
  case ':':
  case ';':
  case '|':
    content.colon = true;
    break;
  case ',':
    content.comma = true;
    break;
  case '-':
    content.hyphen = true;
    break;
  case '&':
  case '/':
  case '\'':
  case '+':
  case '_':
    content.joiner = true;
    break;
  default:
    content.other = true;
  }
}

bool ends_paragraph(const GapContent& content, std::uint32_t line_bytes) {
  return content.newlines > 1 || (content.newlines == 1 && line_bytes < wrapped_line_bytes);
}

Gap strongest(const GapContent& content, std::string_view before, std::uint32_t line_bytes) {
  if (ends_paragraph(content, line_bytes))
    return Gap::line;
  if (content.terminator)
    return Gap::sentence;
  if (content.dot && (content.blank || content.newlines > 0) && !is_abbreviation(before))
    return Gap::sentence;
  if (content.open)
    return Gap::bracket_open;
  if (content.close)
    return Gap::bracket_close;
  if (content.quote)
    return Gap::quote;
  if (content.colon)
    return Gap::colon;
  if (content.comma)
    return Gap::comma;
  if (content.other)
    return Gap::other;
  if (content.dash || (content.hyphen && (content.blank || content.newlines > 0)))
    return Gap::dash;
  if (content.dot)
    return Gap::dot;
  if (content.joiner)
    return Gap::joiner;
  return content.hyphen ? Gap::hyphen : Gap::space;
}

/// How many bytes of a gap are the "'s" that the tokenizer leaves out.
std::size_t possessive_bytes(std::string_view gap) {
  const auto is_s = [](char c) { return c == 's' || c == 'S'; };
  if (gap.size() >= 2 && gap[0] == '\'' && is_s(gap[1]))
    return 2;
  return gap.size() >= 4 && gap.starts_with("\xE2\x80\x99") && is_s(gap[3]) ? 4 : 0;
}

constexpr std::uint64_t bytes_of(unsigned value) { return value * 0x0101010101010101U; }
constexpr std::uint64_t top_bits = bytes_of(0x80);

/// The top bit of each of eight bytes that is a small letter of ASCII.
constexpr std::uint64_t small_letters(std::uint64_t bytes) {
  return (bytes + bytes_of(0x80 - 'a')) & ~(bytes + bytes_of(0x7F - 'z')) & ~bytes & top_bits;
}
static_assert(small_letters(0x617A607B41C3615AU) == 0x8080000000008000U);

/// Whether the bytes [begin, end) are small letters of ASCII; the text goes on for seven bytes more.
bool are_small_letters(const char* begin, const char* end) {
  for (; begin < end; begin += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, begin, sizeof(bytes));
    if constexpr (std::endian::native == std::endian::big)
      bytes = __builtin_bswap64(bytes);
    const std::uint64_t inside = end - begin >= 8 ? top_bits : top_bits >> (8 * (8 - (end - begin)));
    if ((small_letters(bytes) & inside) != inside)
      return false;
  }
  return true;
}

/// Two words that markup left without a blank ("westTalks"): the end of one sentence and the beginning of another. Not
/// "iPhone", "deMarco" or "macOS".
bool is_glued(std::string_view surface) {
  constexpr std::size_t least = 3;
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto head = std::find_if_not(surface.begin(), surface.end(), small);
  if (head == surface.end() || *head < 'A' || *head > 'Z')
    return false;
  const auto tail = head + 1;
  return head - surface.begin() >= static_cast<std::ptrdiff_t>(least) &&
         surface.end() - tail >= static_cast<std::ptrdiff_t>(least) && std::all_of(tail, surface.end(), small);
}

Written form_of(std::string_view surface) noexcept {
  unsigned upper = 0, lower = 0, digits = 0;
  for (std::size_t i = 0; i < surface.size();) {
    const CharKind ascii = ascii_kinds[static_cast<unsigned char>(surface[i])];
    const DecodedChar c = ascii == CharKind::non_ascii ? decode(surface, i) : DecodedChar{ascii, 1};
    upper += c.kind == CharKind::upper ? 1U : 0U;
    lower += c.kind == CharKind::letter ? 1U : 0U;
    digits += c.kind == CharKind::digit ? 1U : 0U;
    i += std::max<std::size_t>(c.length, 1);
  }
  if (upper == 0)
    return digits > 0 ? Written::number : lower > 0 ? Written::lower : Written::other;
  if (lower == 0)
    return upper == 1 && digits == 0 ? Written::initial : Written::upper;
  const bool first = decode(surface, 0).kind == CharKind::upper;
  if (first && upper == 1)
    return Written::capital;
  return is_glued(surface) ? Written::lower : Written::mixed;
}

} // namespace

Written written_form(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept {
  const char* const word = text.data() + begin;
  const std::size_t size = end - begin;
  // Nearly all words are small letters, but for the first: they need no look at each character.
  if (end + 8 <= text.size() && size > 1 && are_small_letters(word + 1, text.data() + end)) {
    if (*word >= 'a' && *word <= 'z')
      return Written::lower;
    if (*word >= 'A' && *word <= 'Z')
      return Written::capital;
  }
  return form_of({word, size});
}

std::uint64_t number_sort(std::string_view surface) noexcept {
  unsigned digits = 0, points = 0, letters = 0;
  for (const char c : surface) {
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c == '.' || c == ',')
      ++points;
    else
      ++letters;
  }
  return 0x4E554D0000000000U + std::min(digits, 5U) * 16 + std::min(points, 1U) * 4 + std::min(letters, 2U);
}

Gap gap_between(std::string_view gap, std::string_view before, std::uint32_t gap_begin,
                std::uint32_t& line_begin) noexcept {
  GapContent content;
  const std::size_t possessive = possessive_bytes(gap);
  const std::uint32_t line_bytes = gap_begin - line_begin;
  for (std::size_t i = possessive; i < gap.size(); ++i) {
    if (gap[i] == '\n')
      line_begin = gap_begin + static_cast<std::uint32_t>(i) + 1;
    if (static_cast<unsigned char>(gap[i]) < 0x80)
      take_ascii(gap[i], content);
    else
      take_non_ascii(gap, i, content);
  }
  const Gap found = strongest(content, before, line_bytes);
  return possessive > 0 && joins(found) ? Gap::possessive : found;
}

bool is_connector(std::uint64_t folded_hash) noexcept {
  static const WordSet<connectors.size()> set(connectors);
  return set.holds(folded_hash);
}

bool is_particle(std::uint64_t folded_hash) noexcept {
  static const WordSet<particles.size()> set(particles);
  return set.holds(folded_hash);
}

bool is_locative(std::uint64_t folded_hash) noexcept {
  static const WordSet<locatives.size()> set(locatives);
  return set.holds(folded_hash);
}

bool is_saying(std::uint64_t folded_hash) noexcept {
  static const WordSet<verbs_of_saying.size()> set(verbs_of_saying);
  return set.holds(folded_hash);
}

bool is_direction(std::uint64_t folded_hash) noexcept {
  static const std::uint64_t to = hash64("to");
  return folded_hash == to;
}

bool is_definite_article(std::uint64_t folded_hash) noexcept {
  static const std::uint64_t the = hash64("the");
  return folded_hash == the;
}

std::uint64_t shape_of(std::string_view surface) noexcept {
  std::uint64_t shape = 1;
  unsigned last = 0;
  for (std::size_t i = 0; i < surface.size() && shape < (1ULL << 24U);) {
    const DecodedChar c = decode(surface, i);
    const unsigned sort = c.kind == CharKind::upper ? 1U : is_letter(c.kind) ? 2U : c.kind == CharKind::digit ? 3U : 0U;
    if (sort != last || i == 0)
      shape = shape * 4 + sort;
    last = sort;
    i += std::max<std::size_t>(c.length, 1);
  }
  return shape;
}

} // namespace akin::entities
