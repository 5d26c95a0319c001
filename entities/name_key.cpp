#include "entities/name_key.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"

#include <algorithm>

namespace akin::entities {
namespace {

constexpr std::size_t least_squeezed_bytes = 8;

/// Whether a text is so plain that its words can be found without the tokenizer: a catalogue is made of hundreds of
/// thousands of names, nearly all of them plain.
bool is_plain(std::string_view text) {
  return text.size() <= max_word_bytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '-';
         });
}

bool is_single_letter(std::string_view word) { return word.size() == 1 && word.front() >= 'a' && word.front() <= 'z'; }

/// Appends one word to a key.
void append_word(std::string& key, std::string_view word, bool& after_single_letter) {
  if (word.empty())
    return;
  const bool single = is_single_letter(word);
  if (!key.empty() && !(single && after_single_letter))
    key += ' ';
  key += word;
  after_single_letter = single;
}

std::string plain_key(std::string_view name) {
  std::string key;
  std::string word;
  bool after_single_letter = false;
  for (const char c : name) {
    if (c == ' ' || c == '-') {
      append_word(key, word, after_single_letter);
      word.clear();
    } else {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  append_word(key, word, after_single_letter);
  return key;
}

} // namespace

std::string name_key(std::string_view name) {
  if (is_plain(name))
    return plain_key(name);
  std::vector<TokenSpan> spans;
  tokenize(name, spans);
  std::string key;
  bool after_single_letter = false;
  for (const TokenSpan& span : spans)
    append_word(key, fold(name.substr(span.begin, span.end - span.begin)), after_single_letter);
  return key;
}

std::string name_key(const std::vector<std::string_view>& folded_words) {
  std::string key;
  bool after_single_letter = false;
  for (const std::string_view word : folded_words)
    append_word(key, word, after_single_letter);
  return key;
}

std::vector<std::string_view> words_of_key(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    words.push_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return words;
}

std::string squeezed_key(std::string_view key) {
  std::string squeezed;
  std::copy_if(key.begin(), key.end(), std::back_inserter(squeezed), [](char c) { return c != ' '; });
  return squeezed.size() >= least_squeezed_bytes ? squeezed : std::string(key);
}

} // namespace akin::entities
