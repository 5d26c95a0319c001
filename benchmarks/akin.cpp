// Akin measured three ways on one index: whole answers as an embedder gets them (with and without snippets), and the
// engine alone (matching, ranking, ids), which is what the rivals' figures stand for.

#include "benchmarks/workload.hpp"
#include "common/error.hpp"
#include "common/query/query.hpp"
#include "engine/engine.hpp"
#include "engine/xapian/xapian_engine.hpp"
#include "searcher/searcher.hpp"

#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace akin;
using bench::Query;

constexpr std::int64_t day_seconds = 86'400;

TimeRange days_of(const Query& asked) {
  if (asked.kind != "date") {
    return {};
  }
  return {Timestamp{asked.from_day * day_seconds}, Timestamp{(asked.to_day + 1) * day_seconds}};
}

std::string text_of(const Query& asked) {
  if (asked.kind == "and2") {
    return "+" + asked.words[0] + " +" + asked.words[1];
  }
  if (asked.kind == "phrase") {
    return '"' + asked.text + '"';
  }
  return asked.kind == "prefix" ? asked.text + "*" : asked.text;
}

/// Whole answers through Searcher.
class FullAnswers {
 public:
  FullAnswers(const std::string& index, bool snippets) : searcher_(index), snippets_(snippets) {}

  std::size_t operator()(const Query& asked) const {
    if (asked.kind == "similar") {
      SimilarRequest request;
      request.source = ById{asked.text};
      request.limit = bench::top;
      request.snippets = snippets_;
      return searcher_.similar(request).hits.size();
    }
    if (asked.kind == "suggest") {
      return searcher_.suggest({asked.text}).suggestions.size();
    }
    SearchRequest request;
    request.query = text_of(asked);
    request.limit = bench::top;
    request.snippets = snippets_;
    request.filters.published = days_of(asked);
    if (asked.kind == "filter") {
      request.filters.sources = {asked.source};
    }
    if (asked.kind == "facets") {
      request.facets = {engine::FacetField::source};
    }
    return searcher_.search(request).hits.size();
  }

 private:
  Searcher searcher_;
  bool snippets_;
};

/// The engine's part of an answer: the query's words resolved, matched and ranked, ids read.
class EngineAnswers {
 public:
  explicit EngineAnswers(const std::string& index) : reader_(engine::open_reader(index)) {}

  std::optional<std::size_t> operator()(const Query& asked) {
    if (asked.kind == "similar" || asked.kind == "suggest") {
      return std::nullopt;
    }
    const auto snapshot = reader_->snapshot();
    const query::Node query = tree_of(*snapshot, asked);
    const engine::Filter filter{query::Field::source, {asked.source}};
    engine::RetrievalRequest request;
    request.query = &query;
    request.limit = bench::top;
    request.published = days_of(asked);
    if (asked.kind == "filter") {
      request.filters = {&filter, 1};
    }
    if (asked.kind == "facets") {
      request.facets = {engine::FacetField::source};
    }
    const engine::Retrieval found = snapshot->retrieve(request);
    for (const engine::Match& match : found.matches) {
      bytes_read_ += snapshot->document(match.document).id.size();
    }
    return found.matches.size();
  }

 private:
  static query::QueryWord word_of(const engine::Snapshot& snapshot, const std::string& kind, const std::string& word) {
    query::QueryWord result{word, {}};
    if (kind == "prefix") {
      constexpr std::size_t expansions = 1000;
      result.stems = snapshot.stems_with_prefix(word, expansions);
      return result;
    }
    std::uint64_t count = 0;
    std::uint64_t stop_count = 0;
    for (engine::WordForm& form : snapshot.forms_of(word)) {
      count += form.count;
      stop_count += form.stop ? form.count : 0;
      result.stems.push_back(std::move(form.stem));
    }
    result.stop = 2 * stop_count > count;
    return result;
  }

  static query::Node tree_of(const engine::Snapshot& snapshot, const Query& asked) {
    std::vector<query::QueryWord> words;
    for (const std::string& word : asked.words) {
      words.push_back(word_of(snapshot, asked.kind, word));
    }
    query::Node node;
    if (asked.kind == "phrase") {
      node.kind = query::Kind::phrase;
      node.words = std::move(words);
    } else if (asked.kind == "prefix") {
      node.kind = query::Kind::prefix;
      node.words = std::move(words);
    } else {
      node.kind = query::Kind::boolean;
      const query::Occur occur = asked.kind == "and2" ? query::Occur::must : query::Occur::should;
      for (query::QueryWord& word : words) {
        query::Node leaf;
        leaf.kind = query::Kind::word;
        leaf.words.push_back(std::move(word));
        node.clauses.push_back({occur, std::move(leaf)});
      }
    }
    return node;
  }

  std::unique_ptr<engine::Reader> reader_;
  std::size_t bytes_read_ = 0;
};

} // namespace

int main(int argc, char** argv) try {
  const std::string_view way = argc == 4 ? argv[1] : "";
  if (way == "engine") {
    EngineAnswers answers(argv[2]);
    bench::measure("akin engine", bench::read_workload(argv[3]), [&](const Query& query) { return answers(query); });
  } else if (way == "bare" || way == "full") {
    const FullAnswers answers(argv[2], way == "full");
    bench::measure(way == "full" ? "akin with snippets" : "akin", bench::read_workload(argv[3]),
                   [&](const Query& query) { return answers(query); });
  } else {
    std::fputs("usage: bench_akin engine|bare|full INDEX WORKLOAD\n", stderr);
    return 2;
  }
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_akin: %s\n", error.what());
  return 2;
}
