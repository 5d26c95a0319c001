#include "common/analysis/vocabulary.hpp"

#include "common/analysis/folding.hpp"
#include "common/analysis/stemmer.hpp"
#include "common/analysis/stop_words.hpp"
#include "common/analysis/string_arena.hpp"
#include "common/analysis/surface_table.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/hash.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace akin {
namespace {

/// Two surfaces of one language are one word when both text and stem agree.
struct WordKey {
  std::string_view text;
  std::string_view stem;
  Language language;

  bool operator==(const WordKey&) const = default;
};

struct WordKeyHash {
  std::size_t operator()(const WordKey& key) const {
    return hash64(key.stem, hash64(key.text, static_cast<std::uint64_t>(key.language)));
  }
};

} // namespace

struct Vocabulary::Impl {
  WordId intern(const SurfaceTable::Key& key);
  WordId word_of(std::string_view surface, Language language);
  WordId add(std::string_view word_text, std::string_view word_stem, Language language);

  SurfaceTable surfaces;
  std::unordered_map<WordKey, WordId, WordKeyHash> ids;
  std::vector<Word> words;
  std::vector<std::uint64_t> text_hashes; ///< beside words
  StringArena arena;
  Stemmers stemmers;
  std::string text; ///< scratch
  std::string stem;
};

WordId Vocabulary::Impl::intern(const SurfaceTable::Key& key) {
  const WordId known = surfaces.find(key);
  if (known != SurfaceTable::none)
    return known;
  const WordId word = word_of({key.text, key.length}, key.language);
  surfaces.add(key, word, arena);
  return word;
}

WordId Vocabulary::Impl::word_of(std::string_view surface, Language language) {
  fold_into(surface, text);
  text.resize(cut_at_character(text, max_word_bytes).size());
  stemmers.stem_into(surface, language, stem);
  const auto known = ids.find({text, stem, language});
  return known != ids.end() ? known->second : add(text, stem, language);
}

WordId Vocabulary::Impl::add(std::string_view word_text, std::string_view word_stem, Language language) {
  if (words.size() >= SurfaceTable::none)
    throw std::length_error("a vocabulary has at most 2^32 - 1 words");
  const auto id = static_cast<WordId>(words.size());
  const std::string_view stored = arena.store(word_text);
  // Most stems are beginnings of their words and need no place of their own.
  const bool is_beginning = word_text.starts_with(word_stem);
  const Word word{stored, is_beginning ? stored.substr(0, word_stem.size()) : arena.store(word_stem),
                  is_stop_word(word_text, language)};
  words.push_back(word);
  text_hashes.push_back(hash64(word_text));
  ids.emplace(WordKey{word.text, word.stem, language}, id);
  return id;
}

Vocabulary::Vocabulary() : impl_(std::make_unique<Impl>()) {}
Vocabulary::~Vocabulary() = default;
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;

WordId Vocabulary::intern(std::string_view surface, Language language) {
  return impl_->intern(SurfaceTable::key_of(cut_at_character(surface, max_word_bytes), language));
}

void Vocabulary::intern_all(std::string_view text, std::span<const TokenSpan> spans, Language language, WordId* ids) {
  constexpr std::size_t batch = 16;
  std::array<SurfaceTable::Key, batch> keys;
  while (!spans.empty()) {
    const auto some = spans.first(std::min(batch, spans.size()));
    for (std::size_t i = 0; i < some.size(); ++i) {
      keys[i] = SurfaceTable::key_of(text.substr(some[i].begin, some[i].end - some[i].begin), language);
      impl_->surfaces.prefetch(keys[i]);
    }
    for (std::size_t i = 0; i < some.size(); ++i)
      *ids++ = impl_->intern(keys[i]);
    spans = spans.subspan(some.size());
  }
}

const Word& Vocabulary::operator[](WordId id) const { return impl_->words[id]; }
std::uint64_t Vocabulary::text_hash(WordId id) const { return impl_->text_hashes[id]; }
WordId Vocabulary::size() const noexcept { return static_cast<WordId>(impl_->words.size()); }

} // namespace akin
