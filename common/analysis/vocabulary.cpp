#include "common/analysis/vocabulary.hpp"

#include "common/analysis/folding.hpp"
#include "common/analysis/stemmer.hpp"
#include "common/analysis/stop_words.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/hash.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace akin {
namespace {

/// Strings that never move.
class StringArena {
 public:
  std::string_view store(std::string_view text) {
    if (blocks_.empty() || text.size() > left_) {
      left_ = std::max(block_bytes, text.size());
      blocks_.push_back(std::make_unique<char[]>(left_));
      free_ = blocks_.back().get();
    }
    std::memcpy(free_, text.data(), text.size());
    const std::string_view stored(free_, text.size());
    free_ += text.size();
    left_ -= text.size();
    return stored;
  }

 private:
  static constexpr std::size_t block_bytes = 65536;

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

/// Open addressing with linear probing over small records that carry most of the hash, so that a probe seldom touches
/// anything else. At most half full.
class IdTable {
 public:
  /// The id for which same(id) holds among those stored under this hash; none if there is none.
  template <class Same> WordId find(std::uint32_t hash, const Same& same) const {
    for (std::size_t i = hash & mask_;; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.id == none)
        return none;
      if (slot.hash == hash && same(slot.id))
        return slot.id;
    }
  }

  void add(std::uint32_t hash, WordId id) {
    if (2 * ++size_ > slots_.size())
      grow();
    place({hash, id});
  }

  static constexpr WordId none = std::numeric_limits<WordId>::max();

 private:
  struct Slot {
    std::uint32_t hash = 0;
    WordId id = none;
  };

  void place(Slot slot) {
    std::size_t i = slot.hash & mask_;
    while (slots_[i].id != none)
      i = (i + 1) & mask_;
    slots_[i] = slot;
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old)
      if (slot.id != none)
        place(slot);
  }

  std::vector<Slot> slots_ = std::vector<Slot>(4096);
  std::size_t mask_ = 4095;
  std::size_t size_ = 0;
};

/// A word as it stood in a text.
struct Surface {
  const char* text = nullptr;
  std::uint8_t length = 0;
  Language language = Language::unknown;
  WordId word = 0;
};

std::uint32_t surface_hash(std::string_view surface, Language language) {
  return static_cast<std::uint32_t>(
      XXH3_64bits_withSeed(surface.data(), surface.size(), static_cast<std::uint64_t>(language)));
}

/// Two surfaces of one language are one word when both text and stem agree. A zero byte cannot be in either.
std::uint32_t word_hash(std::string_view text, std::string_view stem, Language language) {
  return static_cast<std::uint32_t>(hash64(stem, hash64(text, static_cast<std::uint64_t>(language))));
}

} // namespace

struct Vocabulary::Impl {
  struct Entry {
    std::uint64_t text_hash;
    Language language;
  };

  WordId intern(std::string_view surface, Language language);
  WordId add(std::string_view surface, Language language);
  WordId word_of(std::string_view text, std::string_view stem, Language language);

  IdTable surface_ids;
  std::vector<Surface> surfaces;
  IdTable word_ids;
  std::vector<Word> words;
  std::vector<Entry> entries; ///< beside words
  StringArena arena;
  Stemmers stemmers;
  std::string text; ///< scratch
  std::string stem;
};

WordId Vocabulary::Impl::intern(std::string_view surface, Language language) {
  surface = cut_at_character(surface, max_word_bytes);
  const std::uint32_t hash = surface_hash(surface, language);
  const WordId known = surface_ids.find(hash, [&](WordId id) {
    const Surface& candidate = surfaces[id];
    return candidate.length == surface.size() && candidate.language == language &&
           std::memcmp(candidate.text, surface.data(), surface.size()) == 0;
  });
  if (known != IdTable::none)
    return surfaces[known].word;
  const WordId word = add(surface, language);
  surface_ids.add(hash, static_cast<WordId>(surfaces.size()));
  surfaces.push_back({arena.store(surface).data(), static_cast<std::uint8_t>(surface.size()), language, word});
  return word;
}

WordId Vocabulary::Impl::add(std::string_view surface, Language language) {
  if (surfaces.size() >= IdTable::none)
    throw std::length_error("vocabulary is full");
  fold_into(surface, text);
  text.resize(cut_at_character(text, max_word_bytes).size());
  stemmers.stem_into(surface, language, stem);
  return word_of(text, stem, language);
}

WordId Vocabulary::Impl::word_of(std::string_view word_text, std::string_view word_stem, Language language) {
  const std::uint32_t hash = word_hash(word_text, word_stem, language);
  const WordId known = word_ids.find(hash, [&](WordId id) {
    return words[id].text == word_text && words[id].stem == word_stem && entries[id].language == language;
  });
  if (known != IdTable::none)
    return known;
  const auto id = static_cast<WordId>(words.size());
  const std::string_view stored = arena.store(word_text);
  // Most stems are beginnings of their words and need no place of their own.
  const bool prefix = word_text.starts_with(word_stem);
  words.push_back({stored, prefix ? stored.substr(0, word_stem.size()) : arena.store(word_stem),
                   is_stop_word(word_text, language)});
  entries.push_back({hash64(word_text), language});
  word_ids.add(hash, id);
  return id;
}

Vocabulary::Vocabulary() : impl_(std::make_unique<Impl>()) {}
Vocabulary::~Vocabulary() = default;
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;

WordId Vocabulary::intern(std::string_view surface, Language language) { return impl_->intern(surface, language); }
const Word& Vocabulary::operator[](WordId id) const { return impl_->words[id]; }
std::uint64_t Vocabulary::text_hash(WordId id) const { return impl_->entries[id].text_hash; }
WordId Vocabulary::size() const noexcept { return static_cast<WordId>(impl_->words.size()); }

} // namespace akin
