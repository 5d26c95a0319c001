// Answers ad-hoc queries.
#include "common/error.hpp"
#include "common/hash.hpp"
#include "common/query/query_parser.hpp"
#include "searcher/corpus_names.hpp"
#include "searcher/cursor.hpp"
#include "searcher/date_histogram.hpp"
#include "searcher/entity_lookup.hpp"
#include "searcher/hit_builder.hpp"
#include "searcher/publications.hpp"
#include "searcher/query_resolution.hpp"
#include "searcher/relaxation.hpp"
#include "searcher/searcher_impl.hpp"
#include "searcher/snippet.hpp"
#include "searcher/spelling.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin {
namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::vector<ExplainedTerm> explanation_of(const std::vector<engine::TermContribution>& parts) {
  std::vector<ExplainedTerm> result;
  for (const engine::TermContribution& part : parts)
    result.push_back({part.term, part.score,
                      fmt::format("idf {:.2f} · burst {:.2f} · frequency {}{}", part.idf, part.burst, part.frequency,
                                  part.in_title ? " · in title" : "")});
  std::stable_sort(result.begin(), result.end(),
                   [](const ExplainedTerm& a, const ExplainedTerm& b) { return a.score > b.score; });
  return result;
}

/// Retrieves until a page is full of hits of which no publication has more than its share: most matches of a few
/// publications make that several rounds, each four times as deep as the one before.
engine::Retrieval retrieve(const engine::Snapshot& snapshot, const SearchRequest& request,
                           engine::RetrievalRequest& retrieval) {
  const std::size_t wanted = request.limit + request.offset;
  if (request.per_source == 0)
    return snapshot.retrieve(retrieval);
  for (retrieval.limit = 2 * wanted + 50;; retrieval.limit *= 4) {
    engine::Retrieval found = snapshot.retrieve(retrieval);
    const bool all = found.matches.size() < retrieval.limit;
    limit_publications(snapshot, request.per_source, found.matches);
    if (!all && !found.timed_out && found.matches.size() < wanted)
      continue;
    found.matches.resize(std::min(wanted, found.matches.size()));
    return found;
  }
}

/// What a cursor of this request belongs to.
CursorScope cursor_scope(const SearchRequest& request, const engine::Snapshot& snapshot) {
  std::string question = fmt::format("{}\n{} {} {} {}", request.query, static_cast<int>(request.sort),
                                     request.fold_copies, request.relax, request.prefix);
  for (const engine::Filter& filter : engine_filters(request.filters))
    question += fmt::format("\n{} {}", static_cast<int>(filter.field), fmt::join(filter.values, "\t"));
  for (const auto& bound : {request.filters.published.begin, request.filters.published.end})
    question += bound ? fmt::format("\n{}", bound->seconds) : "\n";
  return {hash64(question), snapshot.numbering()};
}

void check_paging(const SearchRequest& request) {
  check_range(request.limit, request.offset);
  if (request.cursor.empty())
    return;
  if (request.offset > 0)
    throw Error(ErrorCode::invalid_argument, "give a cursor or an offset, not both", request.cursor);
  if (request.per_source > 0)
    throw Error(ErrorCode::invalid_argument, "with a share for each publication there is no cursor; use the offset",
                request.cursor);
}

/// The cursor behind the last of matches; empty when nothing can follow.
std::string next_cursor(const SearchRequest& request, const engine::Snapshot& snapshot,
                        const engine::Retrieval& found) {
  if (found.matches.empty() || found.matches.size() < request.limit)
    return "";
  const engine::Match& last = found.matches.back();
  return write_cursor({last.score, snapshot.document(last.document).published, last.document},
                      cursor_scope(request, snapshot));
}

/// A query on its way to an answer: as parsed, and as it was finally asked.
struct Asked {
  query::Node root; ///< resolved
  engine::Retrieval found;
};

/// Asks; when that finds nothing, asks for what was likely meant, then for fewer words. Says so in result.
Asked ask(const query::Node& parsed, const SearchRequest& request, engine::RetrievalRequest& retrieval,
          const CorpusNames& names, const Synonyms& synonyms, Result& result) {
  const engine::Snapshot& snapshot = names.snapshot();
  const bool relax = request.relax;
  const auto asked = [&](query::Node root) {
    synonyms.expand(root);
    if (request.prefix)
      add_last_word_as_prefix(request.query, root);
    resolve(root, snapshot);
    names.resolve(root);
    Asked made{std::move(root), {}};
    retrieval.query = &made.root;
    made.found = retrieve(snapshot, request, retrieval);
    return made;
  };
  Asked first = asked(parsed);
  if (first.found.timed_out || (request.prefix && first.found.matched > 0)) // half a word is no mistake
    return first;
  const auto other = corrected(parsed, snapshot, retrieval.filters, retrieval.published);
  if (other) {
    Asked second = asked(*other);
    if (second.found.matched > 0)
      result.suggestion = query::to_string(*other);
    if (relax && first.found.matched == 0 && second.found.matched > 0) {
      result.warnings.push_back(fmt::format("nothing is spelt so: these are the results for {}", *result.suggestion));
      return second;
    }
  }
  if (const auto fewer = relax && first.found.matched == 0 ? relaxed(other ? *other : parsed) : std::nullopt) {
    Asked third = asked(*fewer);
    if (third.found.matched > 0) {
      result.warnings.emplace_back("nothing has all of that: these have some of the words");
      return third;
    }
  }
  return first;
}

} // namespace

Result Searcher::Impl::search(const SearchRequest& request) {
  const auto start = Clock::now();
  check_paging(request);
  const SnapshotPtr snapshot = reader->snapshot();
  Result result;
  result.query = request.query;
  const query::ParsedQuery parsed = query::parse(request.query);
  for (const query::Warning& warning : parsed.warnings)
    result.warnings.push_back(fmt::format("{} (at byte {})", warning.message, warning.offset));
  const auto names = names_of(snapshot);

  auto filters = engine_filters(request.filters);
  names->resolve(filters);
  const engine::FacetNaming facet_naming = names->facet_naming();
  engine::RetrievalRequest retrieval;
  const bool everything = is_blank(request.query);
  retrieval.filters = filters;
  retrieval.published = request.filters.published;
  retrieval.sort = everything && request.sort == engine::Sort::relevance ? engine::Sort::newest : request.sort;
  retrieval.limit = request.limit + request.offset;
  if (!request.cursor.empty() && request.cursor != cursor_start)
    retrieval.after = read_cursor(request.cursor, cursor_scope(request, *snapshot));
  retrieval.fold_copies = request.fold_copies;
  retrieval.facets = request.facets;
  retrieval.count_days = request.dates;
  if (std::any_of(request.facets.begin(), request.facets.end(),
                  [](engine::FacetField field) { return entity_kind_of(field).has_value(); }))
    retrieval.facet_naming = &facet_naming;
  retrieval.ranking = request.ranking;
  retrieval.deadline = start + std::chrono::milliseconds(request.timeout_ms);
  const Asked asked = everything ? Asked{parsed.root, retrieve(*snapshot, request, retrieval)}
                                 : ask(parsed.root, request, retrieval, *names, *synonyms, result);
  const engine::Retrieval& found = asked.found;
  retrieval.query = everything ? nullptr : &asked.root;

  if (!request.cursor.empty())
    result.next_cursor = next_cursor(request, *snapshot, found);
  result.total = found.stories;
  result.collapsed = found.matched - found.stories;
  if (found.timed_out)
    result.warnings.emplace_back("the time limit was reached: there may be more");
  for (const engine::FacetField field : request.facets) {
    auto& [name, values] = result.facets.emplace_back(engine::name_of(field), std::vector<FacetValue>{});
    for (const engine::FacetCount& count : found.facets[static_cast<std::size_t>(field)])
      values.push_back({count.value, count.count});
  }
  if (request.dates)
    result.facets.emplace_back(dates_facet, date_histogram(found.days));
  const StemSet stems(stems_of(asked.root));
  for (std::size_t i = request.offset; i < found.matches.size(); ++i) {
    const engine::Match& match = found.matches[i];
    engine::Record record = std::move(snapshot->records(std::span(&match.document, 1)).front());
    Hit hit = hit_of(record, static_cast<double>(match.score));
    hit.copies = copies_as_shown(*snapshot, match.copies);
    if (request.explain)
      hit.explanation = explanation_of(snapshot->explain(retrieval, match.document));
    if (request.snippets) {
      const Language language = snapshot->document(match.document).language;
      hit.title_parts = mark_title(record.article.title, language, thread_analyser(), stems);
      hit.snippet = make_snippet(record.article, language, thread_analyser(), stems, request.snippet_bytes);
    }
    result.hits.push_back(std::move(hit));
  }
  result.took_ms = milliseconds_since(start);
  return result;
}

} // namespace akin
