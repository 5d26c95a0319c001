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

std::string plain_key(std::string_view name) {
  std::string key, word;
  NameKeyWriter writer(key);
  for (const char c : name) {
    if (c == ' ' || c == '-') {
      writer.add(word);
      word.clear();
    } else {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  writer.add(word);
  return key;
}

} // namespace

void NameKeyWriter::add(std::string_view folded_word) {
  if (folded_word.empty())
    return;
  const bool single = is_single_letter(folded_word);
  if (!key_.empty() && !(single && after_single_letter_))
    key_ += ' ';
  key_ += folded_word;
  after_single_letter_ = single;
}

std::string name_key(std::string_view name) {
  if (is_plain(name))
    return plain_key(name);
  std::vector<TokenSpan> spans;
  tokenize(name, spans);
  std::string key;
  NameKeyWriter writer(key);
  for (const TokenSpan& span : spans)
    writer.add(fold(name.substr(span.begin, span.end - span.begin)));
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
