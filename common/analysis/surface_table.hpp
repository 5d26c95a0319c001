// Words as they stand in text, each with the number of the vocabulary entry that it means.
#pragma once

#include "common/analysis/language.hpp"
#include "common/analysis/string_arena.hpp"

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace akin {

/// A hash table made for one question asked once a token: has this word been seen? Open addressing with linear probing,
/// at most half full. A word of up to 16 bytes lies in its slot, so that finding it touches one cache line.
class SurfaceTable {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  SurfaceTable();

  /// What a word is looked up by. Of a short word it holds all bytes and borrows nothing.
  struct Key {
    std::uint64_t first = 0; ///< of a short word its first bytes, of a long one its hash
    std::uint64_t last = 0;  ///< of a short word its last bytes (they may overlap the first), of a long one 0
    std::uint8_t length = 0;
    Language language = Language::unknown;
    const char* text = nullptr;
    std::uint64_t hash = 0;
  };

  /// surface has at most 255 bytes.
  static Key key_of(std::string_view surface, Language language);

  /// Fetches from memory what find() will read first. Asking for a few words ahead hides most of the waiting.
  void prefetch(const Key& key) const { __builtin_prefetch(&slots_[key.hash & (slots_.size() - 1)]); }

  /// The number that was stored with the word; none if there is none.
  std::uint32_t find(const Key& key) const;

  /// Stores a word that find() does not know.
  void add(const Key& key, std::uint32_t number, StringArena& arena);

 private:
  struct Slot {
    std::uint64_t first = 0;
    std::uint64_t last = 0; ///< of a long word its index in long_words_
    std::uint32_t number = none;
    std::uint8_t length = 0;
    Language language = Language::unknown;
  };

  static std::uint64_t hash_of(std::uint64_t first, std::uint64_t last, std::uint8_t length, Language language);
  std::uint64_t hash_of(const Slot& slot) const;
  bool same_long_word(const Slot& slot, const Key& key) const;
  void place(const Slot& slot);
  void grow();

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
  std::vector<const char*> long_words_;
};

} // namespace akin
