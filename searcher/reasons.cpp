#include "searcher/reasons.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace akin {
namespace {

constexpr std::size_t max_entities = 3;
constexpr std::size_t max_terms = 3;
constexpr double min_term_share = 0.04;
constexpr double seconds_per_day = 86'400;

/// Shares of the stems that two vectors have in common, greatest first.
std::vector<std::pair<double, std::string>> shared_stems(const VectorSpace& space, const UnitVector& a,
                                                         const UnitVector& b) {
  std::vector<std::pair<double, std::string>> shares;
  const double similarity = cosine(a, b);
  auto right = b.begin();
  for (const auto& [term, weight] : a) {
    while (right != b.end() && right->first < term)
      ++right;
    if (right != b.end() && right->first == term)
      shares.emplace_back(static_cast<double>(weight) * right->second / similarity, space.snapshot().term_text(term));
  }
  std::sort(shares.begin(), shares.end(),
            [](const auto& x, const auto& y) { return x.first != y.first ? x.first > y.first : x.second < y.second; });
  return shares;
}

/// Entities that both have, in the hit's order. An unsaved source has names that the catalogue has not: spelling does
/// not tell those apart.
std::vector<SharedEntity> shared_entities(const entities::Catalogue& catalogue, const std::vector<Entity>& source,
                                          const std::vector<Entity>& hit) {
  const auto canonical = [&](const Entity& entity) {
    const entities::CatalogueEntry* entry = catalogue.entry_of(entity.kind, entity.name);
    if (entry == nullptr)
      entry = catalogue.find(entity.kind, entity.name);
    return std::pair(entity.kind, entry == nullptr ? entity.name : entry->name);
  };
  std::set<std::pair<EntityKind, std::string>> known;
  for (const Entity& entity : source)
    known.insert(canonical(entity));
  std::vector<SharedEntity> shared;
  for (const Entity& entity : hit)
    if (const auto name = canonical(entity); known.erase(name) > 0)
      shared.push_back({name.first, name.second, 0});
  return shared;
}

std::vector<std::string> stems_of_name(const std::string& name, Language language) {
  std::vector<TokenSpan> spans;
  tokenize(name, spans);
  std::vector<std::string> stems;
  for (const TokenSpan& span : spans)
    stems.push_back(stem_of(std::string_view(name).substr(span.begin, span.end - span.begin), language));
  return stems;
}

/// How the hit writes each of its stems: in lower case where it ever does, else as it stands first.
std::unordered_map<std::string_view, std::string> surfaces_of(const AnalysedArticle& hit,
                                                              const Vocabulary& vocabulary) {
  std::unordered_map<std::string_view, std::string> surfaces;
  for (std::size_t i = 0; i < hit.tokens.size(); ++i) {
    const Token& token = hit.tokens[i];
    const std::string& text = i < hit.title_tokens                        ? hit.article.title
                              : i < hit.title_tokens + hit.summary_tokens ? hit.article.summary
                                                                          : hit.article.body;
    const std::string surface = text.substr(token.begin, token.end - token.begin);
    std::string& known = surfaces[vocabulary[token.word].stem];
    const bool lower = surface.front() >= 'a' && surface.front() <= 'z';
    const bool known_lower = !known.empty() && known.front() >= 'a' && known.front() <= 'z';
    if (known.empty() || (lower && !known_lower))
      known = surface;
  }
  return surfaces;
}

/// Calendar days (UTC), as a reader counts them who sees the two dates.
int calendar_days(Timestamp from, Timestamp to) {
  const auto day = [](Timestamp time) { return std::floor(static_cast<double>(time.seconds) / seconds_per_day); };
  return static_cast<int>(day(to) - day(from));
}

} // namespace

Why explain_relation(const VectorSpace& space, const entities::Catalogue& catalogue, const engine::Record& source,
                     const UnitVector& source_vector, const AnalysedArticle& hit, const UnitVector& hit_vector,
                     const Vocabulary& vocabulary) {
  Why why;
  if (source.article.published && hit.article.published)
    why.days_apart = calendar_days(*source.article.published, *hit.article.published);
  const auto shares = shared_stems(space, source_vector, hit_vector);
  std::unordered_map<std::string_view, double> share_of;
  for (const auto& [share, stem] : shares)
    share_of[stem] = share;

  why.entities = shared_entities(catalogue, source.entities, hit.entities);
  for (SharedEntity& entity : why.entities)
    for (const std::string& stem : stems_of_name(entity.name, hit.language))
      if (const auto found = share_of.find(stem); found != share_of.end())
        entity.share += found->second;
  std::stable_sort(why.entities.begin(), why.entities.end(),
                   [](const SharedEntity& a, const SharedEntity& b) { return a.share > b.share; });
  if (why.entities.size() > max_entities)
    why.entities.resize(max_entities);

  std::unordered_set<std::string> named;
  for (const SharedEntity& entity : why.entities)
    for (std::string& stem : stems_of_name(entity.name, hit.language))
      named.insert(std::move(stem));
  const auto surfaces = surfaces_of(hit, vocabulary);
  for (const auto& [share, stem] : shares) {
    if (share < min_term_share || why.terms.size() == max_terms)
      break;
    const auto surface = surfaces.find(stem);
    if (!named.contains(stem) && surface != surfaces.end())
      why.terms.push_back({surface->second, share});
  }
  return why;
}

} // namespace akin
