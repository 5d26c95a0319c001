#include "entities/document_names.hpp"

#include "entities/name_synonyms.hpp"
#include "entities/partial_names.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace akin::entities {
namespace {

constexpr std::size_t longest_acronym = 8;
/// Too many places have the same two initials: "D.C." is not Dakota City. Those that are in use are known synonyms.
constexpr std::size_t least_place_initials = 3;

bool has_lower_case(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; });
}

bool is_one_word(std::string_view key) { return key.find(' ') == std::string_view::npos; }

bool is_acronym(const DocumentName& name) {
  return name.in_capitals && name.key.size() <= longest_acronym && is_one_word(name.key);
}

} // namespace

DocumentNames::DocumentNames(std::size_t expected) {
  constexpr std::size_t most_at_once = 32; // fits into first_memory_
  names_.reserve(std::min(expected, most_at_once));
  by_key_.reserve(std::min(expected, most_at_once));
}

std::string_view DocumentNames::kept(std::string_view text) {
  char* const copy = static_cast<char*>(memory_.allocate(std::max<std::size_t>(text.size(), 1), 1));
  std::copy(text.begin(), text.end(), copy);
  return {copy, text.size()};
}

NameId DocumentNames::add(std::string_view key) {
  if (const auto known = by_key_.find(key); known != by_key_.end())
    return known->second;
  const NameId id = size();
  names_.emplace_back(kept(key), &memory_);
  by_key_.emplace(names_.back().key, id);
  return id;
}

void DocumentNames::count_mention(NameId id, EntityKind kind, std::string_view text, bool in_title) {
  DocumentName& name = names_[id];
  if (!in_title)
    name.first_in_text = std::min(name.first_in_text, mentions_in_text_++);
  ++name.kind_counts[static_cast<std::size_t>(kind)];
  name.in_capitals = name.in_capitals && !has_lower_case(text);
  const auto known = std::find_if(name.forms.begin(), name.forms.end(), [&](const auto& f) { return f.text == text; });
  if (known != name.forms.end())
    ++known->count;
  else if (name.forms.size() < DocumentName::max_forms)
    name.forms.push_back({kept(text), 1});
}

void DocumentNames::link(NameId shorter, NameId longer) {
  if (shorter == longer)
    return;
  DocumentName& name = names_[shorter];
  if (!name.longer.empty() && name.longer.back() == longer)
    return;
  name.longer.push_back(longer);
  names_[longer].shorter.push_back(shorter);
}

void DocumentNames::link_parts(NameId longer) {
  const EntityKind kind = names_[longer].kind;
  for_each_partial_key(kind, names_[longer].key, [&](std::string_view part) {
    const auto found = by_key_.find(part);
    if (found != by_key_.end() && names_[found->second].kind == kind)
      link(found->second, longer);
  });
}

void DocumentNames::link_initials() {
  if (std::none_of(names_.begin(), names_.end(), is_acronym))
    return;
  for (NameId id = 0; id < size(); ++id) {
    if (names_[id].kind == EntityKind::person)
      continue;
    const std::size_t shortest = names_[id].kind == EntityKind::place ? least_place_initials : 2;
    for (const std::string& initials : initials_of(names_[id].key))
      if (initials.size() < shortest)
        break;
      else if (const auto found = by_key_.find(initials); found != by_key_.end() && is_acronym(names_[found->second]))
        link(found->second, id);
  }
}

/// What everybody knows under several names ("U.S.", "United States"): under the usual one if the article has it, else
/// under the longest.
void DocumentNames::link_synonyms() {
  struct Known {
    EntityKind kind;
    std::size_t synonyms;
    NameId name;
    bool operator<(const Known& other) const {
      return std::tie(kind, synonyms, name) < std::tie(other.kind, other.synonyms, other.name);
    }
  };
  std::vector<Known> known;
  for (NameId id = 0; id < size(); ++id)
    if (names_[id].kind != EntityKind::person)
      if (const auto synonyms = synonyms_with(names_[id].kind, names_[id].key))
        known.push_back({names_[id].kind, *synonyms, id});
  std::sort(known.begin(), known.end());
  for (auto first = known.begin(); first != known.end();) {
    const auto last = std::find_if(first, known.end(), [&](const Known& other) {
      return other.kind != first->kind || other.synonyms != first->synonyms;
    });
    const std::string& usual = name_synonym_keys(first->kind)[first->synonyms].front();
    const auto rank = [&](const Known& each) {
      return std::pair(names_[each.name].key == usual, names_[each.name].key.size());
    };
    const auto shown =
        std::max_element(first, last, [&](const Known& a, const Known& b) { return rank(a) < rank(b); })->name;
    for (; first != last; ++first)
      link(first->name, shown);
  }
}

/// One word that ends a longer name, or begins one that was named before it.
void DocumentNames::link_organisations() {
  for (NameId id = 0; id < size(); ++id) {
    const DocumentName& name = names_[id];
    if (name.kind != EntityKind::organisation || is_one_word(name.key))
      continue;
    const auto last = by_key_.find(name.key.substr(name.key.rfind(' ') + 1));
    if (last != by_key_.end() && names_[last->second].kind == EntityKind::organisation)
      link(last->second, id);
    const auto first = by_key_.find(name.key.substr(0, name.key.find(' ')));
    if (first != by_key_.end() && names_[first->second].kind == EntityKind::organisation &&
        name.first_in_text < names_[first->second].first_in_text)
      link(first->second, id);
  }
}

/// What cannot be left to the order of mentions: only a person's short name may mean now one, now another.
void DocumentNames::keep_unambiguous_links(NameId id) {
  DocumentName& name = names_[id];
  if (name.longer.empty())
    return;
  const bool ambiguous = name.longer.size() > 1 && name.kind != EntityKind::person;
  // A given name is what it is; yet a single longer form that the text has for it is the same.
  const bool kept = is_settled(name);
  if (kept && name.longer.size() == 1 && !is_settled(names_[name.longer.front()])) {
    DocumentName& longer = names_[name.longer.front()];
    longer.longer.assign(1, id);
    std::erase(longer.shorter, id);
    name.shorter.push_back(name.longer.front());
    name.longer.clear();
  } else if (kept || ambiguous) {
    name.longer.clear();
  }
}

void DocumentNames::link() {
  for (DocumentName& name : names_)
    if (!is_settled(name))
      name.kind = static_cast<EntityKind>(std::max_element(name.kind_counts.begin(), name.kind_counts.end()) -
                                          name.kind_counts.begin());
  for (NameId id = 0; id < size(); ++id)
    link_parts(id);
  link_initials();
  link_synonyms();
  link_organisations();
  for (NameId id = 0; id < size(); ++id)
    keep_unambiguous_links(id);
}

NameId DocumentNames::meant_by(NameId id) {
  for (const NameId shorter : names_[id].shorter) {
    names_[shorter].last_longer = id;
    names_[shorter].has_last_longer = true;
  }
  // Each step goes to a longer name, or once from a longer one to the given name that it is a form of.
  for (std::size_t steps = 0; !names_[id].longer.empty() && steps <= max_name_words; ++steps)
    id = names_[id].has_last_longer ? names_[id].last_longer : names_[id].longer.front();
  return id;
}

std::string_view DocumentNames::written_form(const DocumentName& name) {
  if (!name.written.empty() || name.forms.empty())
    return name.written.empty() ? name.key : name.written;
  const auto better = [](const DocumentName::Form& a, const DocumentName::Form& b) {
    const bool a_mixed = has_lower_case(a.text);
    const bool b_mixed = has_lower_case(b.text);
    return a_mixed != b_mixed ? b_mixed : a.count < b.count; // of equals max_element takes the first
  };
  return std::max_element(name.forms.begin(), name.forms.end(), better)->text;
}

} // namespace akin::entities
