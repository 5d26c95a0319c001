#include "searcher/hit_builder.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace akin {
namespace {

constexpr WordId max_thread_vocabulary = 200'000;

} // namespace

Analyser& thread_analyser() {
  static thread_local std::unique_ptr<Analyser> analyser;
  if (!analyser || analyser->vocabulary().size() > max_thread_vocabulary)
    analyser = std::make_unique<Analyser>();
  return *analyser;
}

Hit hit_of(const engine::Record& record, double score) {
  const Article& article = record.article;
  Hit hit;
  hit.id = article.id;
  hit.title = article.title;
  hit.url = article.url;
  hit.source = article.source;
  hit.published = article.published;
  hit.score = score;
  for (const Entity& entity : record.entities)
    (entity.kind == EntityKind::person  ? hit.people
     : entity.kind == EntityKind::place ? hit.places
                                        : hit.organisations)
        .push_back(entity.name);
  hit.tags = article.tags;
  return hit;
}

std::vector<Copy> copies_as_shown(const engine::Snapshot& snapshot, std::span<const engine::DocNumber> copies) {
  std::vector<Copy> shown;
  for (const Article& article : snapshot.stored(copies))
    shown.push_back({article.id, article.source, article.url, article.published});
  sort_by_age(shown);
  return shown;
}

void sort_by_age(std::vector<Copy>& copies) {
  std::stable_sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) {
    if (a.published && b.published)
      return *a.published < *b.published;
    return a.published.has_value() && !b.published.has_value();
  });
}

engine::TermVector term_vector_of(const engine::Snapshot& snapshot, const AnalysedArticle& article,
                                  const Vocabulary& vocabulary) {
  std::map<engine::TermId, engine::TermVectorEntry> entries;
  for (std::uint32_t i = 0; i < article.tokens.size(); ++i) {
    const Token& token = article.tokens[i];
    const Word& word = vocabulary[token.word];
    if (word.stop)
      continue;
    const auto term = snapshot.find_term(word.stem);
    if (!term)
      continue;
    engine::TermVectorEntry& entry =
        entries.try_emplace(*term, engine::TermVectorEntry{*term, 0, 0, 0, 0}).first->second;
    ++entry.frequency;
    entry.title += i < article.title_tokens ? 1 : 0;
    entry.lead += i < engine::lead_tokens ? 1 : 0;
    entry.capitalised += token.capitalised_mid_sentence ? 1 : 0;
  }
  engine::TermVector vector;
  vector.length = static_cast<std::uint32_t>(article.tokens.size());
  for (const auto& [term, entry] : entries)
    vector.entries.push_back(entry);
  return vector;
}

} // namespace akin
