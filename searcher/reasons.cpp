#include "searcher/reasons.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace akin {
namespace {

constexpr std::size_t max_entities = 3;
constexpr std::size_t max_terms = 3;
constexpr double min_term_share = 0.04;
constexpr double seconds_per_day = 86'400;

using Shares = std::vector<std::pair<double, std::uint32_t>>;

/// Shares of the stems, by number, that two vectors have in common.
Shares shared_stems(VectorView a, VectorView b) {
  Shares shares;
  double similarity = 0;
  auto right = b.begin();
  for (const auto& [number, weight] : a) {
    while (right != b.end() && right->first < number)
      ++right;
    if (right != b.end() && right->first == number) {
      shares.emplace_back(static_cast<double>(weight) * right->second, number);
      similarity += shares.back().first;
    }
  }
  for (auto& [share, number] : shares)
    share /= std::min(similarity, 1.0);
  return shares;
}

/// Those with a share that is worth a word, greatest first; of equals the first in byte order.
Shares worth_a_word(const Shares& shares, const VectorNumbers& numbers) {
  Shares worth;
  std::copy_if(shares.begin(), shares.end(), std::back_inserter(worth),
               [](const auto& each) { return each.first >= min_term_share; });
  std::sort(worth.begin(), worth.end(), [&](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : numbers.term(x.second) < numbers.term(y.second);
  });
  return worth;
}

/// Those that the snapshot has.
std::vector<std::uint32_t> stems_of_name(const engine::Snapshot& snapshot, const VectorNumbers& numbers,
                                         std::string_view name, Language language) {
  std::vector<TokenSpan> spans;
  tokenize(name, spans);
  std::vector<std::uint32_t> stems;
  for (const TokenSpan& span : spans)
    if (const auto term = snapshot.find_term(stem_of(name.substr(span.begin, span.end - span.begin), language)))
      stems.push_back(numbers.of(*term));
  return stems;
}

double share_of(const Shares& shares, std::uint32_t stem) {
  const auto found = std::find_if(shares.begin(), shares.end(), [&](const auto& each) { return each.second == stem; });
  return found == shares.end() ? 0 : found->first;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool same_but_for_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

constexpr std::size_t longest_initials = 4;

/// The one English pronoun that is no stop word, so that the country can be searched for.
constexpr std::string_view pronoun_or_country = "US";

/// Calendar days (UTC), as a reader counts them who sees the two dates.
int calendar_days(Timestamp from, Timestamp to) {
  const auto day = [](Timestamp time) { return std::floor(static_cast<double>(time.seconds) / seconds_per_day); };
  return static_cast<int>(day(to) - day(from));
}

} // namespace

std::vector<CanonicalName> canonical_names(const entities::Catalogue& catalogue, const std::vector<Entity>& entities) {
  std::vector<CanonicalName> names;
  names.reserve(entities.size());
  for (const Entity& entity : entities) {
    const entities::CatalogueEntry* entry = catalogue.entry_of(entity.kind, entity.name);
    if (entry == nullptr)
      entry = catalogue.find(entity.kind, entity.name);
    names.push_back({entity.kind, entry == nullptr ? entity.name : entry->name, entry});
  }
  return names;
}

Reasons::Reasons(const VectorSpace& space, const Compared& source, const VectorNumbers& numbers)
    : space_(space), source_(source), numbers_(numbers) {
  for (const CanonicalName& name : source.names)
    names_.push_back({name, {}});
}

/// In the hit's order, each once.
std::vector<Reasons::Name*> Reasons::shared_with(std::span<const CanonicalName> hit) {
  std::vector<Name*> shared;
  if (names_.empty())
    return shared;
  for (const CanonicalName& name : hit) {
    const auto known = std::find_if(names_.begin(), names_.end(), [&](const Name& each) { return each.name == name; });
    if (known != names_.end() && std::find(shared.begin(), shared.end(), &*known) == shared.end())
      shared.push_back(&*known);
  }
  return shared;
}

/// Most places of the word have a capital.
bool Reasons::names_country(const Compared& article, engine::TermId stem) const {
  if (!article.document)
    return false;
  const std::string word = space_.snapshot().words_for(*article.document, std::span(&stem, 1)).front();
  return !word.empty() && is_capital(word.front());
}

const std::vector<std::uint32_t>& Reasons::stems_of(Name& name, Language language) const {
  const auto known =
      std::find_if(name.stems.begin(), name.stems.end(), [&](const auto& each) { return each.first == language; });
  if (known != name.stems.end())
    return known->second;
  return name.stems.emplace_back(language, stems_of_name(space_.snapshot(), numbers_, name.name.text, language)).second;
}

Why Reasons::for_hit(const Compared& hit, Language hit_language, const WordsFor& words_for) {
  Why why;
  if (source_.published && hit.published)
    why.days_apart = calendar_days(*source_.published, *hit.published);
  const auto shares = shared_stems(source_.vector, hit.vector);

  std::vector<SharedName> names;
  for (Name* name : shared_with(hit.names)) {
    double share = 0;
    for (const std::uint32_t stem : stems_of(*name, hit_language))
      share += share_of(shares, stem);
    names.emplace_back(name, share);
  }
  std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (names.size() > max_entities)
    names.resize(max_entities);

  std::vector<std::uint32_t> named;
  for (const auto& [name, share] : names) {
    why.entities.push_back({name->name.kind, std::string(name->name.text), share});
    const auto& stems = stems_of(*name, hit_language);
    named.insert(named.end(), stems.begin(), stems.end());
  }
  std::vector<engine::TermId> stems;
  Shares worth = worth_a_word(shares, numbers_);
  std::erase_if(worth,
                [&](const auto& each) { return std::find(named.begin(), named.end(), each.second) != named.end(); });
  for (const auto& [share, number] : worth)
    stems.push_back(numbers_.term(number));
  std::vector<std::string> words = words_for(stems);
  for (std::size_t i = 0; i < stems.size(); ++i)
    if (same_but_for_case(words[i], pronoun_or_country))
      words[i] = names_country(source_, stems[i]) && names_country(hit, stems[i]) ? pronoun_or_country : "";
  for (std::size_t i = 0; i < stems.size() && why.terms.size() < max_terms; ++i)
    if (!words[i].empty())
      why.terms.push_back({words[i], worth[i].first});
  return why;
}

std::vector<std::string> words_as_written(const AnalysedArticle& article, const Vocabulary& vocabulary,
                                          const engine::Snapshot& snapshot, std::span<const engine::TermId> stems) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < stems.size(); ++i)
    places.emplace(snapshot.term_text(stems[i]), i);
  std::vector<std::string> words(stems.size());
  for (std::size_t i = 0; i < article.tokens.size(); ++i) {
    const Token& token = article.tokens[i];
    const auto place = places.find(vocabulary[token.word].stem);
    if (place == places.end())
      continue;
    const std::string& text = i < article.title_tokens                            ? article.article.title
                              : i < article.title_tokens + article.summary_tokens ? article.article.summary
                                                                                  : article.article.body;
    const std::string_view written = std::string_view(text).substr(token.begin, token.end - token.begin);
    std::string& known = words[place->second];
    const bool lower = written.front() >= 'a' && written.front() <= 'z';
    const bool known_lower = !known.empty() && known.front() >= 'a' && known.front() <= 'z';
    if (known.empty() || (lower && !known_lower))
      known = written;
  }
  return words;
}

std::string written_as_name(const entities::Catalogue& catalogue, const std::string& word) {
  if (!is_capital(word.front()))
    return word;
  for (const EntityKind kind : {EntityKind::organisation, EntityKind::place}) {
    const entities::CatalogueEntry* entry = catalogue.find(kind, word);
    if (entry == nullptr)
      continue;
    std::vector<std::string_view> forms(entry->names.begin(), entry->names.end()); // that of the most articles first
    forms.insert(forms.end(), entry->aliases.begin(), entry->aliases.end());
    if (word.size() > longest_initials && std::find(forms.begin(), forms.end(), word) != forms.end())
      return word;
    const auto form =
        std::find_if(forms.begin(), forms.end(), [&](auto each) { return same_but_for_case(each, word); });
    if (form != forms.end())
      return std::string(*form);
  }
  return word;
}

} // namespace akin
