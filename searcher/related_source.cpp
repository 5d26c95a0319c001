// From articles to what related ones are looked for.
#include "engine/text_profile.hpp"
#include "entities/recogniser.hpp"
#include "searcher/candidates.hpp"
#include "searcher/hit_builder.hpp"
#include "searcher/reasons.hpp"
#include "searcher/searcher_impl.hpp"

#include <algorithm>
#include <map>

namespace akin {
namespace {

/// How strongly a list leans away from what it is to be unlike: the usual weight of Rocchio's negative part ("Relevance
/// feedback in information retrieval", 1971) relative to a positive part of 1.
constexpr float unlike_weight = 0.5F;

template <class List> void merge_into(List& list, const List& more) {
  for (const auto& each : more)
    if (std::find(list.begin(), list.end(), each) == list.end())
      list.push_back(each);
}

void insert_sorted(std::vector<engine::DocNumber>& sorted, const std::vector<engine::DocNumber>& more) {
  merge_into(sorted, more);
  std::sort(sorted.begin(), sorted.end());
}

engine::TermVector sum_of(const engine::TermVector& a, const engine::TermVector& b) {
  std::map<engine::TermId, engine::TermVectorEntry> entries;
  for (const engine::TermVector* vector : {&a, &b})
    for (const engine::TermVectorEntry& entry : vector->entries) {
      engine::TermVectorEntry& sum = entries[entry.term];
      sum.term = entry.term;
      sum.frequency += entry.frequency;
      sum.title += entry.title;
      sum.lead += entry.lead;
      sum.capitalised += entry.capitalised;
    }
  engine::TermVector result;
  result.length = a.length + b.length;
  for (const auto& [term, entry] : entries)
    result.entries.push_back(entry);
  return result;
}

/// a + factor · b, not scaled; weights may become negative.
UnitVector weighted_sum(const UnitVector& a, const UnitVector& b, float factor) {
  std::map<engine::TermId, float> weights(a.begin(), a.end());
  for (const auto& [term, weight] : b)
    weights[term] += factor * weight;
  return {weights.begin(), weights.end()};
}

} // namespace

NamedSource source_of(const Themes& themes, engine::DocNumber document) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  NamedSource source;
  source.related.documents = {document};
  source.entities = themes.entities_of(document);
  const engine::DocumentInfo known = snapshot.document(document);
  source.id = known.id;
  source.related.published = known.published;
  if (themes.has(document)) {
    source.related.vector = themes.index->vector_of(themes.index->record_of(document));
  } else {
    source.related.terms = terms_of(snapshot, source.related);
    source.related.vector = vector_of(themes, *source.related.terms);
  }
  source.related.copies = snapshot.copies_of(document);
  if (themes.latent)
    source.related.latent = themes.has(document) ? themes.index->code_of(themes.index->record_of(document))
                                                 : themes.latent->code_of(document, *source.related.terms);
  return source;
}

Hit indexed_hit(const Themes& themes, engine::DocNumber document) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  const engine::DocumentInfo known = snapshot.document(document);
  RelatedIndex::Shown shown = themes.index->shown(document);
  Hit hit;
  hit.id = known.id;
  hit.title = std::move(shown.title);
  hit.url = std::move(shown.url);
  hit.published = known.published;
  std::vector<engine::ValueNumber> numbers;
  const auto values_of = [&](engine::FacetField field) {
    numbers.clear();
    snapshot.append_value_numbers(document, field, numbers);
    return std::span<const engine::ValueNumber>(numbers);
  };
  for (const engine::ValueNumber number : values_of(engine::FacetField::source))
    hit.source = snapshot.value(engine::FacetField::source, number);
  const auto fill = [&](std::vector<std::string>& list, engine::FacetField field) {
    const auto values = values_of(field);
    list.reserve(values.size());
    for (const engine::ValueNumber number : values)
      list.emplace_back(snapshot.value(field, number));
  };
  fill(hit.people, engine::FacetField::person);
  fill(hit.places, engine::FacetField::place);
  fill(hit.organisations, engine::FacetField::organisation);
  fill(hit.tags, engine::FacetField::tag);
  return hit;
}

namespace {

/// The best matches of an unsaved article's best words: near copies are among them, since they share most words.
std::vector<engine::DocNumber> best_matches(const Themes& themes, const engine::TermVector& terms) {
  constexpr std::size_t most_compared = 50;
  const query::Node best_words = candidate_query(*themes.space, terms, SimilarSettings().query_terms);
  engine::RetrievalRequest request;
  request.query = &best_words;
  request.limit = most_compared;
  std::vector<engine::DocNumber> documents;
  for (const engine::Match& match : themes.space->snapshot().retrieve(request).matches)
    documents.push_back(match.document);
  return documents;
}

/// The articles of the index that are an unsaved one again: the same text or page, or nearly the same text by the rule
/// that groups copies within the index, and what is grouped with them.
std::vector<engine::DocNumber> copies_of_unsaved(const Themes& themes, const AnalysedArticle& article,
                                                 Analyser& analyser, const RelatedSource& source) {
  constexpr double least_likeness = 0.3; // not worth comparing below: copies are far above
  const engine::Snapshot& snapshot = themes.space->snapshot();
  std::vector<engine::DocNumber> copies = snapshot.copies_of(article.text_key, article.url_key);
  if (engine::body_tokens(article) >= engine::least_body_tokens) {
    const engine::TextProfile profile = engine::profile_of(article, analyser.vocabulary());
    AnalysedArticle other;
    for (const engine::DocNumber document : best_matches(themes, *source.terms)) {
      const auto terms = std::move(snapshot.term_vectors(std::span(&document, 1)).front());
      if (cosine(source.vector, vector_of(themes, terms)) < least_likeness)
        continue;
      Article stored = std::move(snapshot.stored(std::span(&document, 1)).front());
      stored.language = info(snapshot.document(document).language).code;
      analyser.analyse(stored, other);
      if (engine::body_tokens(other) < engine::least_body_tokens)
        continue;
      const engine::TextLikeness alike = engine::likeness(profile, engine::profile_of(other, analyser.vocabulary()));
      if (engine::are_close_copies(alike) ||
          (engine::are_copies(alike) && !engine::are_far_apart(article.article.published, stored.published)))
        copies.push_back(document);
    }
  }
  for (const engine::DocNumber document : std::vector(copies))
    insert_sorted(copies, snapshot.copies_of(document));
  return copies;
}

} // namespace

NamedSource source_of(const Themes& themes, const Article& article) {
  const engine::Snapshot& snapshot = themes.space->snapshot();
  Analyser& analyser = thread_analyser();
  AnalysedArticle analysed;
  analyser.analyse(article, analysed);
  entities::Recogniser(themes.names->aliases()).recognise(analysed, analyser.vocabulary());
  NamedSource source;
  source.id = article.id;
  source.entities = themes.names->entities_of(analysed.entities);
  source.related.terms = term_vector_of(snapshot, analysed, analyser.vocabulary());
  source.related.vector = vector_of(themes, *source.related.terms);
  std::vector<engine::TermId> stems;
  for (const engine::TermVectorEntry& entry : source.related.terms->entries)
    stems.push_back(entry.term);
  auto words = words_as_written(analysed, analyser.vocabulary(), snapshot, stems);
  for (std::size_t i = 0; i < stems.size(); ++i)
    source.words.emplace_back(stems[i], std::move(words[i]));
  source.related.copies = copies_of_unsaved(themes, analysed, analyser, source.related);
  source.related.published = article.published;
  if (!article.id.empty())
    if (const auto document = snapshot.find_id(article.id))
      source.related.documents = {*document};
  if (themes.latent)
    source.related.latent = themes.latent->code_of(*source.related.terms);
  return source;
}

void add_sources(const Themes& themes, std::span<const engine::DocNumber> documents, NamedSource& source) {
  if (documents.empty())
    return;
  const engine::Snapshot& snapshot = themes.space->snapshot();
  for (const engine::DocNumber document : documents) {
    const NamedSource more = source_of(themes, document);
    RelatedSource& related = source.related;
    related.terms = sum_of(terms_of(snapshot, related), terms_of(snapshot, more.related));
    insert_sorted(related.documents, more.related.documents);
    insert_sorted(related.copies, more.related.copies);
    related.vector = weighted_sum(related.vector, more.related.vector, 1);
    related.published = std::max(related.published, more.related.published);
    merge_into(source.entities, more.entities);
  }
  source.related.vector = unit(std::move(source.related.vector));
  if (themes.latent)
    source.related.latent = themes.latent->code_of(*source.related.terms);
}

namespace {

/// The index has words without accents, which English can do without; of other languages the text itself is read.
std::vector<std::string> words_in(const engine::Snapshot& snapshot, engine::DocNumber document,
                                  std::span<const engine::TermId> stems) {
  const Language language = snapshot.document(document).language;
  if (language == Language::english)
    return snapshot.words_for(document, stems);
  Article article = std::move(snapshot.stored(std::span(&document, 1)).front());
  article.language = info(language).code;
  Analyser& analyser = thread_analyser();
  AnalysedArticle analysed;
  analyser.analyse(article, analysed);
  return words_as_written(analysed, analyser.vocabulary(), snapshot, stems);
}

} // namespace

std::vector<std::string> words_of(const engine::Snapshot& snapshot, const NamedSource& source,
                                  std::span<const engine::TermId> stems) {
  std::vector<std::string> words(stems.size());
  for (std::size_t i = 0; i < stems.size(); ++i) {
    const auto place = std::lower_bound(source.words.begin(), source.words.end(), stems[i],
                                        [](const auto& pair, engine::TermId stem) { return pair.first < stem; });
    if (place != source.words.end() && place->first == stems[i])
      words[i] = place->second;
  }
  for (const engine::DocNumber document : source.related.documents) {
    if (std::none_of(words.begin(), words.end(), [](const std::string& word) { return word.empty(); }))
      break;
    std::vector<std::string> more = words_in(snapshot, document, stems);
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i].empty())
        words[i] = std::move(more[i]);
  }
  return words;
}

void lean_away(const Themes& themes, std::span<const engine::DocNumber> documents, NamedSource& source) {
  if (documents.empty())
    return;
  UnitVector sum;
  for (const engine::DocNumber document : documents)
    sum = weighted_sum(sum, source_of(themes, document).related.vector, 1);
  source.related.vector = unit(weighted_sum(source.related.vector, unit(std::move(sum)), -unlike_weight));
  const UnitVector& left = source.related.vector;
  const VectorNumbers numbers = themes.numbers();
  source.related.terms = terms_of(themes.space->snapshot(), source.related);
  std::erase_if(source.related.terms->entries, [&](const engine::TermVectorEntry& entry) {
    const std::uint32_t number = numbers.of(entry.term);
    const auto place = std::lower_bound(left.begin(), left.end(), number,
                                        [](const auto& pair, std::uint32_t wanted) { return pair.first < wanted; });
    return place == left.end() || place->first != number;
  });
  if (themes.latent)
    source.related.latent = themes.latent->code_of(*source.related.terms);
}

} // namespace akin
