// Names as they are compared: what is left when case, accents, hyphens, dots and possessives do not count.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// The folded words of a name with one space between, single letters in a row written together: "Kim Jong-Un" and "KIM
/// JONG UN" are "kim jong un", "U.S." is "us", "Šumava's" is "sumava". Empty for a text without words. Thread-safe.
std::string name_key(std::string_view name);

/// Appends the key of words that are folded already, one by one: to a key that is empty at first.
class NameKeyWriter {
 public:
  explicit NameKeyWriter(std::string& key) : key_(key) {}
  void add(std::string_view folded_word);

 private:
  std::string& key_;
  bool after_single_letter_ = false;
};

/// The words of a key. Views into it.
std::vector<std::string_view> words_of_key(std::string_view key);

/// A key without its spaces, when that is long enough to tell names apart (8 bytes), else as it is: "Kim Jongun" and
/// "Kim Jong-un" then compare equal, "New Ark" and "Newark" do not.
std::string squeezed_key(std::string_view key);

} // namespace akin::entities
