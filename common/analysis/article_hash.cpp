#include "common/analysis/article_hash.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <type_traits>

namespace akin {
namespace {

/// Little-endian on every machine.
void append_number(std::uint64_t number, std::string& out) {
  std::array<char, 8> bytes{};
  for (char& byte : bytes) {
    byte = static_cast<char>(number & 0xFFU);
    number >>= 8U;
  }
  out.append(bytes.data(), bytes.size());
}

void append(const std::string& text, std::string& out) {
  append_number(text.size(), out);
  out += text;
}

void append(const std::optional<Timestamp>& time, std::string& out) {
  append_number(time ? 1 : 0, out);
  append_number(static_cast<std::uint64_t>(time ? time->seconds : 0), out);
}

void append(const std::vector<std::string>& texts, std::string& out) {
  append_number(texts.size(), out);
  for (const std::string& text : texts)
    append(text, out);
}

void append(const Scalar& scalar, std::string& out) {
  append_number(scalar.index(), out);
  std::visit(
      [&out](const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::string>)
          append(value, out);
        else if constexpr (std::is_same_v<Value, double>)
          append_number(std::bit_cast<std::uint64_t>(value), out);
        else
          append_number(static_cast<std::uint64_t>(value), out);
      },
      scalar);
}

} // namespace

void hashed_form_into(const Article& article, std::string& out) {
  out.clear();
  for (const std::string* text : {&article.id, &article.url, &article.title, &article.body, &article.summary,
                                  &article.source, &article.section, &article.language, &article.image})
    append(*text, out);
  append(article.published, out);
  append(article.updated, out);
  for (const auto* texts : {&article.authors, &article.tags, &article.people, &article.places, &article.organisations})
    append(*texts, out);
  append_number(article.extra.size(), out);
  for (const auto& [name, value] : article.extra) {
    append(name, out);
    append(value, out);
  }
}

Hash128 content_hash_of(const Article& article) {
  std::string form;
  hashed_form_into(article, form);
  return hash128(form);
}

} // namespace akin
