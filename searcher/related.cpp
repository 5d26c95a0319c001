#include "searcher/related.hpp"

#include <algorithm>
#include <cmath>

namespace akin {
namespace {

/// Copies of one article are left to themselves when they are to be listed one by one.
bool is_left_out(const engine::Match& match, const RelatedSource& source, const RelatedQuery& query) {
  const auto has = [&](std::span<const engine::DocNumber> documents) {
    return std::binary_search(documents.begin(), documents.end(), match.document);
  };
  if (source.document && match.document == *source.document)
    return true;
  return has(query.exclude) || (query.fold_copies && has(source.copies));
}

engine::RetrievalRequest request_for(const query::Node& tree, const RelatedSource& source, const RelatedQuery& query) {
  engine::RetrievalRequest request;
  request.query = &tree;
  request.filters = query.filters;
  request.published = query.published;
  // Room for what is left out afterwards, so that it costs no candidates.
  const std::size_t wanted = query.settings.method == SimilarSettings::Method::terms
                                 ? query.limit
                                 : std::max(query.settings.candidates, query.limit);
  request.limit = wanted + source.copies.size() + query.exclude.size();
  request.fold_copies = query.fold_copies;
  request.ranking.burst_exponent = 0; // the baseline is plain BM25
  request.ranking.title_weight = 0;
  request.deadline = query.deadline;
  return request;
}

} // namespace

query::Node candidate_query(const VectorSpace& space, const engine::TermVector& terms, std::size_t max_terms) {
  const engine::Snapshot& snapshot = space.snapshot();
  const auto statistics = snapshot.term_statistics();
  const double documents = snapshot.document_slots();
  std::vector<std::pair<double, engine::TermId>> scored;
  for (const engine::TermVectorEntry& entry : terms.entries) {
    const double df = statistics[entry.term].document_frequency;
    if (df < 1)
      continue;
    scored.emplace_back(-static_cast<double>(entry.frequency) * (1 + std::log(std::max(1.0, documents / (df + 1)))),
                        entry.term);
  }
  const std::size_t size = std::min(max_terms, scored.size());
  std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(size), scored.end());
  query::Node tree;
  tree.kind = query::Kind::boolean;
  for (std::size_t i = 0; i < size; ++i) {
    query::Node word;
    word.kind = query::Kind::word;
    const std::string stem(snapshot.term_text(scored[i].second));
    word.words.push_back({stem, {stem}, false});
    tree.clauses.push_back({query::Occur::should, std::move(word)});
  }
  if (tree.clauses.empty())
    tree.kind = query::Kind::nothing;
  return tree;
}

RelatedList find_related(const VectorSpace& space, const RelatedSource& source, const RelatedQuery& query) {
  const query::Node tree = candidate_query(space, source.terms, query.settings.query_terms);
  const engine::Retrieval candidates = space.snapshot().retrieve(request_for(tree, source, query));
  RelatedList list;
  list.timed_out = candidates.timed_out;
  std::vector<engine::DocNumber> documents;
  for (const engine::Match& match : candidates.matches) {
    if (is_left_out(match, source, query))
      continue;
    documents.push_back(match.document);
    list.ranked.push_back({match.document, static_cast<double>(match.score), std::nullopt, match.copies, {}});
  }
  if (query.settings.method == SimilarSettings::Method::vectors) {
    const auto vectors = space.snapshot().term_vectors(documents);
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      list.ranked[i].vector = space.vector_of(vectors[i]);
      list.ranked[i].score = cosine(source.vector, list.ranked[i].vector);
      list.ranked[i].confidence = list.ranked[i].score;
    }
    std::erase_if(list.ranked, [&](const Related& r) { return r.score < query.settings.minimum_confidence; });
    std::stable_sort(list.ranked.begin(), list.ranked.end(),
                     [](const Related& a, const Related& b) { return a.score > b.score; });
  }
  list.stories = static_cast<std::uint32_t>(list.ranked.size());
  for (const Related& related : list.ranked)
    list.folded += static_cast<std::uint32_t>(related.copies.size());
  if (list.ranked.size() > query.limit)
    list.ranked.resize(query.limit);
  return list;
}

} // namespace akin
