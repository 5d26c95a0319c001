// What somebody types, as keys.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace akin::cli {

enum class KeyKind : std::uint8_t {
  text,
  enter,
  tab,
  escape,
  backspace,
  erase, ///< the character under the cursor
  delete_word,
  delete_line,
  left,
  right,
  home,
  end,
  up,
  down,
  page_up,
  page_down,
  interrupt, ///< Ctrl-C or Ctrl-D
};

struct Key {
  KeyKind kind = KeyKind::text;
  std::string text = {}; ///< KeyKind::text: one UTF-8 character
  bool operator==(const Key&) const = default;
};

/// Turns the bytes of a terminal in raw mode (xterm's sequences, which all common terminals send) into keys. What it
/// does not know is left out.
class KeyDecoder {
 public:
  /// A read's worth of bytes. A character that is cut off waits for the next one; an escape character alone is the key.
  std::vector<Key> feed(std::string_view bytes);

 private:
  std::string pending_;
};

} // namespace akin::cli
