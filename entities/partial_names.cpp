#include "entities/partial_names.hpp"

#include "entities/name_key.hpp"
#include "entities/name_synonyms.hpp"
#include "entities/name_words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <vector>

namespace akin::entities {
namespace {

/// What stands before or behind what an office is for.
constexpr std::array<std::string_view, 3> office_kinds{"department", "ministry", "dept"};

bool is_office_kind(std::string_view word) {
  return std::find(office_kinds.begin(), office_kinds.end(), word) != office_kinds.end();
}

using Words = std::span<const std::string_view>;
using Visitor = std::function<void(std::string_view)>;

/// Words that stand one behind the other in a key, with the blanks between them.
std::string_view joined(Words words) { return {words.front().data(), words.back().data() + words.back().size()}; }

void visit_parts_of_person(Words words, const Visitor& visit) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    visit(joined(words.first(i)));
    visit(joined(words.subspan(i)));
  }
  std::string first_and_last;
  if (words.size() >= 3)
    visit(first_and_last.append(words.front()).append(" ").append(words.back()));
  if (words.size() >= 2 && words.front().size() > 1 && static_cast<unsigned char>(words.front().front()) < 0x80)
    visit(first_and_last.assign(1, words.front().front()).append(" ").append(words.back()));
}

Words without_place_heads(Words words) {
  while (words.size() > 1 && is_place_head(words.back()))
    words = words.first(words.size() - 1);
  while (words.size() > 1 && is_place_head_before(words.front()))
    words = words.subspan(1);
  return words;
}

/// Whether a word of a key was written with dots or in capitals: the initials of "U.S. Navy" are USN.
bool is_acronym_of_names(std::string_view word) { return word == "us" || word == "uk" || word == "un" || word == "eu"; }

Words without_company_forms(Words words) {
  while (words.size() > 1 && is_company_form(words.back()))
    words = words.first(words.size() - 1);
  return words;
}

} // namespace

void for_each_partial_key(EntityKind kind, std::string_view key, const Visitor& visit) {
  const auto words = words_of_key(key);
  if (words.size() < 2 || words.size() > max_name_words)
    return;
  if (kind == EntityKind::person)
    return visit_parts_of_person(words, visit);
  const Words rest = kind == EntityKind::place ? without_place_heads(words) : without_company_forms(words);
  if (rest.size() < words.size())
    visit(joined(rest));
  if (kind != EntityKind::organisation)
    return;
  std::string office;
  if (std::any_of(words.begin(), words.end(), is_office_kind)) {
    office = office_key(key);
    if (office != key)
      visit(office);
    key = office;
  }
  if (const std::string_view plain = without_country(key); !plain.empty())
    visit(plain);
}

std::string office_key(std::string_view key) {
  for (const std::string_view head : office_kinds) {
    const std::size_t at = key.find(head);
    if (at == std::string_view::npos || (at > 0 && key[at - 1] != ' '))
      continue;
    std::string_view rest = key.substr(at + head.size());
    for (const std::string_view link : {" of ", " for "})
      if (rest.starts_with(link)) {
        rest.remove_prefix(link.size());
        if (rest.starts_with("the "))
          rest.remove_prefix(4);
        return std::string(key.substr(0, at)).append(rest).append(" ").append(head);
      }
  }
  return std::string(key);
}

std::string_view without_legal_form(std::string_view key) {
  for (std::size_t space = key.rfind(' '); space != std::string_view::npos; space = key.rfind(' ')) {
    if (!is_company_form(key.substr(space + 1)))
      break;
    key = key.substr(0, space);
  }
  return key;
}

std::vector<std::string> initials_of(std::string_view key) {
  const auto words = words_of_key(key);
  std::vector<std::string> all;
  if (words.size() < 2 || words.size() > max_name_words)
    return all;
  for (const Words& part : {Words(words), without_company_forms(words)}) {
    std::string initials;
    for (const std::string_view word : part)
      if (!is_small_word(word))
        initials.append(word, 0, is_acronym_of_names(word) ? word.size() : 1);
    if (initials.size() >= 2 && (all.empty() || all.back() != initials))
      all.push_back(std::move(initials));
  }
  return all;
}

} // namespace akin::entities
