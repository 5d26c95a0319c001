#include "common/analysis/surface_table.hpp"

#include <cstddef>
#include <cstring>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace akin {
namespace {

constexpr std::size_t first_size = 4096; // a power of two, as every later size
constexpr std::size_t max_short = 16;

template <class Number> std::uint64_t load(const char* bytes) {
  Number number = 0;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

} // namespace

SurfaceTable::SurfaceTable() : slots_(first_size) {}

SurfaceTable::Key SurfaceTable::key_of(std::string_view surface, Language language) {
  const char* const text = surface.data();
  const std::size_t size = surface.size();
  Key key{0, 0, static_cast<std::uint8_t>(size), language, text, 0};
  if (size > max_short) {
    key.first = XXH3_64bits(text, size);
  } else if (size >= 8) {
    key.first = load<std::uint64_t>(text);
    key.last = load<std::uint64_t>(text + size - 8);
  } else if (size >= 4) {
    key.first = load<std::uint32_t>(text);
    key.last = load<std::uint32_t>(text + size - 4);
  } else if (size > 0) {
    key.first = load<std::uint8_t>(text);
    key.last = load<std::uint8_t>(text + size / 2) << 8U | load<std::uint8_t>(text + size - 1);
  }
  key.hash = hash_of(key.first, key.last, key.length, key.language);
  return key;
}

/// Multiplications carry every bit upwards, the shifts carry the best ones back down to where slots are chosen by.
std::uint64_t SurfaceTable::hash_of(std::uint64_t first, std::uint64_t last, std::uint8_t length, Language language) {
  const std::uint64_t rest = static_cast<std::uint64_t>(language) << 8U | length;
  std::uint64_t hash = first * 0x9E3779B97F4A7C15U ^ (last + rest) * 0xC2B2AE3D27D4EB4FU;
  hash ^= hash >> 32U;
  hash *= 0x165667B19E3779F9U;
  return hash ^ hash >> 29U;
}

std::uint64_t SurfaceTable::hash_of(const Slot& slot) const {
  return hash_of(slot.first, slot.length > max_short ? 0 : slot.last, slot.length, slot.language);
}

bool SurfaceTable::same_long_word(const Slot& slot, const Key& key) const {
  return std::memcmp(long_words_[slot.last], key.text, key.length) == 0;
}

std::uint32_t SurfaceTable::find(const Key& key) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = key.hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.number == none)
      return none;
    if (slot.first != key.first || slot.length != key.length || slot.language != key.language)
      continue;
    if (key.length > max_short ? same_long_word(slot, key) : slot.last == key.last)
      return slot.number;
  }
}

void SurfaceTable::add(const Key& key, std::uint32_t number, StringArena& arena) {
  if (2 * ++size_ > slots_.size())
    grow();
  Slot slot{key.first, key.last, number, key.length, key.language};
  if (key.length > max_short) {
    slot.last = long_words_.size();
    long_words_.push_back(arena.store({key.text, key.length}).data());
  }
  place(slot);
}

void SurfaceTable::place(const Slot& slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash_of(slot) & mask;
  while (slots_[i].number != none)
    i = (i + 1) & mask;
  slots_[i] = slot;
}

void SurfaceTable::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.number != none)
      place(slot);
}

} // namespace akin
