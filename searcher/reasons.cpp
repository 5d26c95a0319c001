#include "searcher/reasons.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <string_view>
#include <unordered_map>

namespace akin {
namespace {

constexpr std::size_t max_entities = 3;
constexpr std::size_t max_terms = 3;
constexpr double min_term_share = 0.04;
constexpr double seconds_per_day = 86'400;

using Shares = std::vector<SharedStem>;

Shares shared_stems(VectorView a, VectorView b) {
  Shares shares;
  double similarity = 0;
  auto right = b.begin();
  for (std::size_t place = 0; place < a.size(); ++place) {
    const auto& [number, weight] = a[place];
    while (right != b.end() && right->first < number)
      ++right;
    if (right == b.end())
      break;
    if (right->first == number) {
      shares.push_back({static_cast<double>(weight) * right->second, number, place});
      similarity += shares.back().share;
    }
  }
  for (SharedStem& each : shares)
    each.share /= std::min(similarity, 1.0);
  return shares;
}

/// Those with a share that is worth a word, greatest first; of equals the first in byte order.
Shares worth_a_word(const Shares& shares, const VectorNumbers& numbers) {
  Shares worth;
  std::copy_if(shares.begin(), shares.end(), std::back_inserter(worth),
               [](const SharedStem& each) { return each.share >= min_term_share; });
  std::sort(worth.begin(), worth.end(), [&](const SharedStem& x, const SharedStem& y) {
    return x.share != y.share ? x.share > y.share : numbers.term(x.number) < numbers.term(y.number);
  });
  return worth;
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

Reasons::Reasons(const CorpusNames& names, const VectorNumbers& numbers, const Compared& source, WordsFor words)
    : names_(names), numbers_(numbers), source_(source), words_for_(std::move(words)) {}

/// Greatest share first, of equals in the hit's order.
std::vector<Reasons::SharedName> Reasons::shared_names(const Compared& hit, Language language,
                                                       std::span<const SharedStem> shares) const {
  std::vector<SharedName> shared;
  for (const entities::CatalogueEntry* const entity : hit.entities) {
    if (std::find(source_.entities.begin(), source_.entities.end(), entity) == source_.entities.end())
      continue;
    SharedName& name = shared.emplace_back(SharedName{entity, {}, 0});
    for (const engine::TermId stem : names_.stems_of(*entity, language)) {
      name.stems.push_back(numbers_.of(stem));
      const auto found = std::lower_bound(shares.begin(), shares.end(), name.stems.back(),
                                          [](const SharedStem& each, auto number) { return each.number < number; });
      if (found != shares.end() && found->number == name.stems.back())
        name.share += found->share;
    }
  }
  std::stable_sort(shared.begin(), shared.end(),
                   [](const SharedName& a, const SharedName& b) { return a.share > b.share; });
  return shared;
}

/// Most places of the word have a capital.
bool Reasons::names_country(engine::DocNumber document, engine::TermId stem) const {
  const std::string word = names_.snapshot().words_for(document, std::span(&stem, 1)).front();
  return !word.empty() && is_capital(word.front());
}

const std::string& Reasons::word_of(std::size_t place) {
  if (words_.empty()) {
    std::vector<engine::TermId> stems;
    stems.reserve(source_.vector.size());
    for (const auto& [number, weight] : source_.vector)
      stems.push_back(numbers_.term(number));
    words_ = words_for_(stems);
    is_as_shown_.resize(words_.size());
  }
  std::string& word = words_[place];
  if (!is_as_shown_[place] && !word.empty())
    word = written_as_name(names_.catalogue(), word);
  is_as_shown_[place] = true;
  return word;
}

Why Reasons::for_hit(const Compared& hit, engine::DocNumber document) {
  Why why;
  if (source_.published && hit.published)
    why.days_apart = calendar_days(*source_.published, *hit.published);
  const Shares shares = shared_stems(source_.vector, hit.vector);
  std::vector<SharedName> names = shared_names(hit, names_.snapshot().document(document).language, shares);
  if (names.size() > max_entities)
    names.resize(max_entities);
  for (const SharedName& name : names)
    why.entities.push_back({name.entity->kind, name.entity->name, name.share});
  const auto is_in_a_name = [&](std::uint32_t stem) {
    return std::any_of(names.begin(), names.end(), [&](const SharedName& name) {
      return std::find(name.stems.begin(), name.stems.end(), stem) != name.stems.end();
    });
  };
  for (const SharedStem& each : worth_a_word(shares, numbers_)) {
    if (why.terms.size() == max_terms)
      break;
    if (is_in_a_name(each.number))
      continue;
    std::string word = word_of(each.place);
    if (same_but_for_case(word, pronoun_or_country))
      word = is_capital(word.front()) && names_country(document, numbers_.term(each.number)) ? pronoun_or_country : "";
    if (!word.empty())
      why.terms.push_back({std::move(word), each.share});
  }
  return why;
}

std::vector<std::pair<engine::TermId, std::string>> words_as_written(const AnalysedArticle& article,
                                                                     const Vocabulary& vocabulary,
                                                                     const engine::Snapshot& snapshot,
                                                                     const engine::TermVector& terms) {
  std::vector<std::pair<engine::TermId, std::string>> words;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const engine::TermVectorEntry& entry : terms.entries) {
    places.emplace(snapshot.term_text(entry.term), words.size());
    words.emplace_back(entry.term, std::string());
  }
  for (std::size_t i = 0; i < article.tokens.size(); ++i) {
    const Token& token = article.tokens[i];
    const auto place = places.find(vocabulary[token.word].stem);
    if (place == places.end())
      continue;
    const std::string& text = i < article.title_tokens                            ? article.article.title
                              : i < article.title_tokens + article.summary_tokens ? article.article.summary
                                                                                  : article.article.body;
    const std::string_view written = std::string_view(text).substr(token.begin, token.end - token.begin);
    std::string& known = words[place->second].second;
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
