// What is known about names before any text is read.
#pragma once

#include "entities/key_index.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// What lists say about a word or phrase; a set of bits. The number of a bit is part of the file format.
enum NameClass : std::uint16_t {
  town = 1U << 0U,    ///< 15,000 inhabitants or more
  city = 1U << 1U,    ///< 200,000 or more, or a capital
  country = 1U << 2U, ///< countries, territories, continents
  region = 1U << 3U,  ///< states, provinces and the like
  first_name = 1U << 4U,
  surname = 1U << 5U,
  demonym = 1U << 6U, ///< "North Korean", languages, adherents of religions
  known_organisation = 1U << 7U,
  known_person = 1U << 8U,       ///< full name
  dictionary_word = 1U << 9U,    ///< in English dictionaries in lower case
  person_title = 1U << 10U,      ///< "president", "mr"
  organisation_head = 1U << 11U, ///< what names of organisations end or begin with: "inc", "ministry"
  place_head = 1U << 12U,        ///< what names of places have: "river", "cosmodrome"
  starts_phrase = 1U << 13U,     ///< of a word: longer entries begin with it
  calendar = 1U << 14U,          ///< months, days of the week
};

/// Longest entry, in words.
inline constexpr std::size_t max_phrase_words = 6;

/// The hash of a phrase from those of its folded words (Vocabulary::text_hash), left to right; of one word it is the
/// word's own. Start with 0.
constexpr std::uint64_t phrase_hash(std::uint64_t words_before, std::uint64_t word) {
  return words_before == 0 ? word : (words_before ^ (word >> 7U)) * 0x9E3779B97F4A7C15U + word;
}

/// Hashes of phrases with their classes. Immutable: many threads may share one.
class Gazetteer {
 public:
  struct Entry {
    std::uint32_t key = 0; ///< key_of() a phrase
    std::uint16_t classes = 0;
  };

  /// The one that is built into the library. Made on first use.
  static std::shared_ptr<const Gazetteer> built_in();

  /// From the bytes of a gazetteer file, which it copies. Throws Error input_unreadable when they are none, of another
  /// format version or damaged; name is what the error calls them.
  static std::shared_ptr<const Gazetteer> parse(std::string_view bytes, std::string_view name);

  /// The bytes of a gazetteer file: magic, format version, number of entries, keys, classes, checksum. Entries in any
  /// order, equal keys are united.
  static std::string serialise(std::vector<Entry> entries);

  static std::uint32_t key_of(std::uint64_t phrase) noexcept { return static_cast<std::uint32_t>(phrase >> 32U); }

  /// The classes of a phrase; 0 if it is not listed (one in 25,000 unlisted phrases has those of another).
  std::uint16_t classes(std::uint64_t phrase) const noexcept {
    if (!index_.may_hold(key_of(phrase)))
      return 0;
    const std::uint32_t at = index_.find(key_of(phrase));
    return at == KeyIndex::none ? std::uint16_t{0} : classes_[at];
  }

  /// Of its content; a model names the gazetteer that it was trained with by this.
  std::uint64_t content_hash() const noexcept { return content_hash_; }

  std::size_t size() const noexcept { return keys_.size(); }

 private:
  Gazetteer() = default;

  std::vector<std::uint32_t> keys_;
  std::vector<std::uint16_t> classes_;
  KeyIndex index_;
  std::uint64_t content_hash_ = 0;
};

} // namespace akin::entities
