#include "searcher/candidates.hpp"

#include <algorithm>
#include <cmath>

namespace akin {

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

} // namespace akin
