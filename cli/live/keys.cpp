#include "cli/live/keys.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace akin::cli {
namespace {

constexpr char escape = '\x1b';

std::optional<KeyKind> control_key(char byte) {
  switch (byte) {
  case '\r':
  case '\n':
    return KeyKind::enter;
  case '\t':
    return KeyKind::tab;
  case '\x7f':
  case '\b':
    return KeyKind::backspace;
  case 'W' - '@':
    return KeyKind::delete_word;
  case 'U' - '@':
    return KeyKind::delete_line;
  case 'A' - '@':
    return KeyKind::home;
  case 'E' - '@':
    return KeyKind::end;
  case 'P' - '@':
    return KeyKind::up;
  case 'N' - '@':
    return KeyKind::down;
  case 'C' - '@':
  case 'D' - '@':
    return KeyKind::interrupt;
  default:
    return std::nullopt;
  }
}

/// The key of a sequence without its introducer: "A", "5~", "1;5C" (with a modifier, which is not looked at).
std::optional<KeyKind> sequence_key(std::string_view sequence) {
  constexpr std::array<std::pair<std::string_view, KeyKind>, 14> keys{{{"A", KeyKind::up},
                                                                       {"B", KeyKind::down},
                                                                       {"C", KeyKind::right},
                                                                       {"D", KeyKind::left},
                                                                       {"H", KeyKind::home},
                                                                       {"F", KeyKind::end},
                                                                       {"1~", KeyKind::home},
                                                                       {"7~", KeyKind::home},
                                                                       {"4~", KeyKind::end},
                                                                       {"8~", KeyKind::end},
                                                                       {"3~", KeyKind::erase},
                                                                       {"5~", KeyKind::page_up},
                                                                       {"6~", KeyKind::page_down},
                                                                       {"Z", KeyKind::tab}}};
  std::string plain(sequence.substr(0, sequence.find(';')));
  if (plain.size() < sequence.size()) {
    if (plain == "1" && sequence.back() != '~')
      plain.clear();
    plain += sequence.back();
  }
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& entry) { return entry.first == plain; });
  return found == keys.end() ? std::nullopt : std::optional(found->second);
}

/// Bytes of the escape sequence at the beginning of text, 1 for an escape character alone.
std::size_t sequence_bytes(std::string_view text) {
  if (text.size() < 2 || (text[1] != '[' && text[1] != 'O'))
    return 1;
  std::size_t end = 2;
  while (end < text.size() && (text[end] < '@' || text[end] > '~'))
    ++end;
  return std::min(end + 1, text.size());
}

std::size_t character_bytes(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

} // namespace

std::vector<Key> KeyDecoder::feed(std::string_view bytes) {
  pending_ += bytes;
  std::string_view text = pending_;
  std::vector<Key> keys;
  while (!text.empty()) {
    std::size_t used = 1;
    if (text.front() == escape) {
      used = sequence_bytes(text);
      const auto kind = used == 1 ? std::optional(KeyKind::escape) : sequence_key(text.substr(2, used - 2));
      if (kind)
        keys.push_back({*kind});
    } else if (const auto kind = control_key(text.front())) {
      keys.push_back({*kind});
    } else if (static_cast<unsigned char>(text.front()) >= ' ') {
      used = character_bytes(text.front());
      if (used > text.size())
        break;
      keys.push_back({KeyKind::text, std::string(text.substr(0, used))});
    }
    text.remove_prefix(used);
  }
  pending_ = std::string(text);
  return keys;
}

} // namespace akin::cli
