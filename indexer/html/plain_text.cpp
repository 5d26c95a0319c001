#include "indexer/html/plain_text.hpp"

#include <algorithm>

namespace akin::indexer::html {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

// Bytes of the white space or invisible mark at the beginning of text; 0 if there is none.
std::size_t blank_length(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte <= 0x20 || byte == 0x7F)
    return 1;
  if (byte == 0xC2 && text.size() >= 2 && static_cast<unsigned char>(text[1]) <= 0xA0)
    return 2; // U+0080 to U+00A0
  if (text.size() < 3 || byte < 0xE2 || byte > 0xEF)
    return 0;
  const std::string_view mark = text.substr(0, 3);
  const bool blank = (mark >= "\xE2\x80\x80" && mark <= "\xE2\x80\x8B") || mark == "\xE2\x80\xA8" ||
                     mark == "\xE2\x80\xA9" || mark == "\xE2\x80\xAF" || mark == "\xE2\x81\x9F" ||
                     mark == "\xE3\x80\x80" || mark == "\xEF\xBB\xBF";
  return blank ? 3 : 0;
}

} // namespace

void append_collapsed(std::string& out, std::string_view text) {
  while (!text.empty()) {
    if (const std::size_t blank = blank_length(text); blank > 0) {
      if (out.empty() || (out.back() != ' ' && out.back() != '\n'))
        out += ' ';
      text.remove_prefix(blank);
      continue;
    }
    out += text.front();
    text.remove_prefix(1);
  }
}

std::string trimmed(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t blank = blank_length(text.substr(i));
    if (blank == 0) {
      begin = std::min(begin, i);
      end = i + 1;
    }
    i += blank == 0 ? 1 : blank;
  }
  return begin < end ? std::string(text.substr(begin, end - begin)) : std::string();
}

std::size_t visible_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte <= 0x20)
      continue;
    if (byte < 0x80 || (byte >= 0xC0 && byte < 0xE3))
      ++length;
    else if (byte >= 0xE3)
      length += 3;
  }
  return length;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::vector<std::string> name_words(std::string_view names) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty())
      words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    const bool camel = i > 0 && is_upper(c) && is_lower(names[i - 1]);
    if (camel || !(is_upper(c) || is_lower(c)))
      finish();
    if (is_upper(c) || is_lower(c))
      word += lower(c);
  }
  finish();
  return words;
}

std::vector<std::string> split_list(std::string_view text) {
  const char separator = text.find(',') != std::string_view::npos ? ',' : ';';
  std::vector<std::string> entries;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (std::string entry = trimmed(text.substr(0, end)); !entry.empty())
      entries.push_back(std::move(entry));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return entries;
}

std::string comparison_key(std::string_view text) {
  std::string key;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t blank = blank_length(text.substr(i));
    // General punctuation (dashes, quotation marks) is E2 80 xx.
    const bool mark = byte == 0xE2 && text.size() - i >= 3 && static_cast<unsigned char>(text[i + 1]) == 0x80;
    if (blank == 0 && !mark && (byte >= 0x80 || is_upper(text[i]) || is_lower(text[i]) || is_digit(text[i])))
      key += lower(text[i]);
    i += blank > 0 ? blank : mark ? 3 : 1;
  }
  return key;
}

} // namespace akin::indexer::html
