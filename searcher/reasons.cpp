#include "searcher/reasons.hpp"

#include "common/analysis/characters.hpp"

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

/// A stem that two vectors have in common, and its share of their cosine.
struct SharedStem {
  double share;
  std::uint32_t number;
};
using Shares = std::vector<SharedStem>; // by number

void share_stems(const DenseVector& source, VectorView hit, Shares& shares) {
  shares.clear();
  double similarity = 0;
  for (const auto& [number, weight] : hit)
    if (const float own = source.weight(number); own != 0) {
      shares.push_back({static_cast<double>(own) * weight, number});
      similarity += shares.back().share;
    }
  for (SharedStem& each : shares)
    each.share /= std::min(similarity, 1.0);
}

/// Those with a share that is worth a word, greatest first; of equals the first in byte order.
Shares worth_a_word(const Shares& shares, const VectorNumbers& numbers) {
  const auto is_worth_it = [](const SharedStem& each) { return each.share >= min_term_share; };
  Shares worth;
  worth.reserve(static_cast<std::size_t>(std::count_if(shares.begin(), shares.end(), is_worth_it)));
  std::copy_if(shares.begin(), shares.end(), std::back_inserter(worth), is_worth_it);
  std::sort(worth.begin(), worth.end(), [&](const SharedStem& x, const SharedStem& y) {
    return x.share != y.share ? x.share > y.share : numbers.term(x.number) < numbers.term(y.number);
  });
  return worth;
}

bool starts_lower(std::string_view word) { return decode(word, 0).kind == CharKind::letter; }

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

/// An entity that both have, its stems, and the sum of their shares.
struct SharedName {
  const entities::CatalogueEntry* entity;
  std::span<const engine::TermId> stems;
  double share;
};

double share_of(const Shares& shares, std::uint32_t number) {
  const auto found = std::lower_bound(shares.begin(), shares.end(), number,
                                      [](const SharedStem& each, auto wanted) { return each.number < wanted; });
  return found != shares.end() && found->number == number ? found->share : 0;
}

/// One list being explained: first what does not need words, so that they are asked for all hits at once.
class Explanation {
 public:
  Explanation(const CorpusNames& names, const VectorNumbers& numbers, const Compared& source, std::size_t hits)
      : names_(names), numbers_(numbers), source_(source),
        source_vector_(source.vector, numbers.size(names.snapshot().term_slots())) {
    drafts_.reserve(hits);
  }

  void add(const ComparedHit& hit) {
    Draft& draft = drafts_.emplace_back();
    if (source_.published && hit.published)
      draft.why.days_apart = calendar_days(*source_.published, *hit.published);
    share_stems(source_vector_, hit.vector, shares_);
    const auto named = shared_names(hit, shares_);
    draft.why.entities.reserve(named.size());
    for (const SharedName& name : named)
      draft.why.entities.push_back({name.entity->kind, name.entity->name, name.share});
    draft.worth = worth_a_word(shares_, numbers_);
    std::erase_if(draft.worth, [&](const SharedStem& each) {
      const engine::TermId stem = numbers_.term(each.number);
      return std::any_of(named.begin(), named.end(), [&](const SharedName& name) {
        return std::find(name.stems.begin(), name.stems.end(), stem) != name.stems.end();
      });
    });
    draft.document = hit.document;
  }

  std::vector<Why> finish(const WordsFor& words_for) {
    find_words(words_for);
    std::vector<Why> result;
    result.reserve(drafts_.size());
    for (Draft& draft : drafts_) {
      draft.why.terms.reserve(std::min(max_terms, draft.worth.size()));
      for (auto each = draft.worth.begin(); each != draft.worth.end() && draft.why.terms.size() < max_terms; ++each)
        if (const std::string word = word_of(draft, each->number); !word.empty())
          draft.why.terms.push_back({word, each->share});
      result.push_back(std::move(draft.why));
    }
    return result;
  }

 private:
  struct Draft {
    Why why; ///< without terms
    Shares worth;
    engine::DocNumber document = 0;
  };

  /// Greatest share first, of equals in the hit's order.
  std::vector<SharedName> shared_names(const ComparedHit& hit, const Shares& shares) const {
    const Language language = names_.snapshot().document(hit.document).language;
    std::vector<SharedName> shared;
    for (const entities::CatalogueEntry* const entity : hit.entities) {
      if (std::find(source_.entities.begin(), source_.entities.end(), entity) == source_.entities.end())
        continue;
      SharedName& name = shared.emplace_back(SharedName{entity, names_.stems_of(*entity, language), 0});
      for (const engine::TermId stem : name.stems)
        name.share += share_of(shares, numbers_.of(stem));
    }
    std::stable_sort(shared.begin(), shared.end(),
                     [](const SharedName& a, const SharedName& b) { return a.share > b.share; });
    if (shared.size() > max_entities)
      shared.resize(max_entities);
    return shared;
  }

  void find_words(const WordsFor& words_for) {
    for (const Draft& draft : drafts_)
      for (const SharedStem& each : draft.worth)
        stems_.push_back(each.number);
    std::sort(stems_.begin(), stems_.end());
    stems_.erase(std::unique(stems_.begin(), stems_.end()), stems_.end());
    if (stems_.empty())
      return;
    std::vector<engine::TermId> terms;
    terms.reserve(stems_.size());
    for (const std::uint32_t number : stems_)
      terms.push_back(numbers_.term(number));
    words_ = words_for(terms);
    written_.assign(words_.size(), false);
  }

  /// Empty for what is no reason.
  std::string word_of(const Draft& draft, std::uint32_t number) {
    const auto place =
        static_cast<std::size_t>(std::lower_bound(stems_.begin(), stems_.end(), number) - stems_.begin());
    std::string& word = words_[place];
    if (!written_[place] && !word.empty())
      word = written_as_name(names_.catalogue(), word);
    written_[place] = true;
    if (!same_but_for_case(word, pronoun_or_country))
      return word;
    return std::string(is_capital(word.front()) && names_country(draft.document, number) ? pronoun_or_country : "");
  }

  /// Most places of the word have a capital.
  bool names_country(engine::DocNumber document, std::uint32_t number) const {
    const engine::TermId stem = numbers_.term(number);
    const std::string word = names_.snapshot().words_for(document, std::span(&stem, 1)).front();
    return !word.empty() && is_capital(word.front());
  }

  const CorpusNames& names_;
  VectorNumbers numbers_;
  const Compared& source_;
  DenseVector source_vector_;
  Shares shares_; ///< of the hit that is looked at
  std::vector<Draft> drafts_;
  std::vector<std::uint32_t> stems_; ///< that are worth a word beside any hit, ascending
  std::vector<std::string> words_;   ///< of stems_
  std::vector<bool> written_;        ///< which of them are written as names are
};

} // namespace

std::vector<Why> reasons_for(const CorpusNames& names, const VectorNumbers& numbers, const Compared& source,
                             std::span<const ComparedHit> hits, const WordsFor& words) {
  Explanation explanation(names, numbers, source, hits.size());
  for (const ComparedHit& hit : hits)
    explanation.add(hit);
  return explanation.finish(words);
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
    if (known.empty() || (starts_lower(written) && !starts_lower(known)))
      known = written;
  }
  return words;
}

std::string written_as_name(const entities::Catalogue& catalogue, const std::string& word) {
  if (!is_capital(word.front()))
    return word;
  const auto [organisation, place] = catalogue.find_organisation_and_place(word);
  for (const entities::CatalogueEntry* const entry : {organisation, place}) {
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
